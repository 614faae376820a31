import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A clock for a server process that a test can move, so that nothing has to be waited for. */
export interface MovedClock extends AsyncDisposable {
  /** For the environment of the server. */
  readonly env: Readonly<Record<string, string>>;
  /** Seconds since the epoch, as the server sees them. */
  nowSeconds(): number;
  /** Moves the server's wall clock; the next time that it looks, it is later. */
  advance(seconds: number): Promise<void>;
}

/** Made before the server starts. The monotonic clock and timers of the process are as ever. */
export const createMovedClock = async (): Promise<MovedClock> => {
  const folder = await mkdtemp(join(tmpdir(), 'cardea-clock-'));
  const file = join(folder, 'offset-ms');
  let offsetMs = 0;
  await writeFile(file, '0');
  return {
    env: {
      BUN_OPTIONS: `--preload=${fileURLToPath(import.meta.resolve('./moved-clock-preload.ts'))}`,
      TEST_CLOCK_OFFSET_FILE: file,
    },
    nowSeconds: () => Math.floor((Date.now() + offsetMs) / 1000),
    async advance(seconds) {
      offsetMs += seconds * 1000;
      await writeFile(file, String(offsetMs));
    },
    [Symbol.asyncDispose]: async () => {
      await rm(folder, { recursive: true, force: true });
    },
  };
};
