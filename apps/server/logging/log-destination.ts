import { isatty } from 'node:tty';
import pino from 'pino';

/** Where log lines go. */
export interface LogDestination {
  write(line: string): void;
  /** Writes what is buffered before it returns. */
  flushSync(): void;
  readonly isTerminal: boolean;
}

const BUFFER_BYTES = 4096;
const FLUSH_MS = 250;
/** A reader that stalls costs log lines, not memory. */
const MAX_BUFFER_BYTES = 8 * 1024 * 1024;
const STDOUT = 1;

/** Standard output (or another open file), buffered where nobody watches, written out when the process exits. */
export const openLogDestination = (fd: number = STDOUT): LogDestination => {
  const isTerminal = isatty(fd);
  const stream = pino.destination({
    fd,
    sync: false,
    minLength: isTerminal ? 0 : BUFFER_BYTES,
    periodicFlush: FLUSH_MS,
    maxLength: MAX_BUFFER_BYTES,
  });
  // The reader went away: a server without a log is better than none.
  stream.on('error', () => {});
  const flushSync = (): void => {
    try {
      stream.flushSync();
    } catch {
      // Not open yet, or gone: nothing can be written.
    }
  };
  process.once('exit', flushSync);
  return { write: (line) => stream.write(line), flushSync, isTerminal };
};
