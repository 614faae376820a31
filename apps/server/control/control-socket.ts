import { join } from 'node:path';

const SOCKET_NAME = 'cardea.sock';
/** `sun_path` of Linux holds 108 bytes with its end, of macOS 104. */
const MAX_PATH_BYTES = 103;

/** The socket by which command lines reach the process that owns the database of a data folder. */
export const controlSocketOf = (dataDir: string): string => join(dataDir, SOCKET_NAME);

/** What is wrong with the path of a socket, as the rest of a sentence. */
export const socketPathProblem = (path: string): string | undefined => {
  const bytes = Buffer.byteLength(path);
  return bytes > MAX_PATH_BYTES
    ? `is too long for a socket (${bytes} bytes, at most ${MAX_PATH_BYTES}): choose a data folder with a shorter path`
    : undefined;
};
