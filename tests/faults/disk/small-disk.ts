import { mkdtemp, open, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few megabytes, mounted for a test. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
  /** Writes to the last byte. */
  fill(): Promise<void>;
  /** Takes away what `fill` wrote. */
  free(): Promise<void>;
  /** Nobody may have a file open for writing when it becomes read-only. */
  remount(how: 'ro' | 'rw'): Promise<void>;
}

const CHUNK = new Uint8Array(64 * 1024);

const run = async (...command: readonly string[]): Promise<void> => {
  const child = Bun.spawn([...command], { stdout: 'ignore', stderr: 'pipe' });
  const [exitCode, stderr] = await Promise.all([child.exited, new Response(child.stderr).text()]);
  if (exitCode !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
};

const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOSPC';

/** Whole chunks as long as they go, then byte by byte. */
const fillFile = async (path: string): Promise<void> => {
  const file = await open(path, 'a');
  try {
    for (let size = CHUNK.length; size >= 1; ) {
      try {
        await file.write(CHUNK, 0, size);
      } catch (error) {
        if (!isFull(error)) throw error;
        size = Math.floor(size / 8);
      }
    }
  } finally {
    await file.close();
  }
};

const mountable = async (): Promise<boolean> => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    await using _ = await mountSmallDisk(1);
    return true;
  } catch {
    return false;
  }
};

/** Needs root on Linux, and a container that lets it mount. */
export const mountSmallDisk = async (megabytes: number): Promise<SmallDisk> => {
  const path = await mkdtemp(join(tmpdir(), 'cardea-disk-'));
  try {
    await run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'cardea-test', path);
  } catch (error) {
    await rmdir(path);
    throw error;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill: () => fillFile(filler),
    free: () => rm(filler, { force: true }),
    remount: (how) => run('mount', '-o', `remount,${how}`, path),
    [Symbol.asyncDispose]: async () => {
      await run('umount', path);
      await rmdir(path);
    },
  };
};

/** Why tests with a disk of their own cannot run here; undefined where they can. */
export const noSmallDisk = async (): Promise<string | undefined> =>
  (await mountable()) ? undefined : 'needs root on Linux, to mount a small disk';
