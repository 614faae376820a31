import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A real libSQL server on loopback, with a folder of its own. */
export interface Sqld {
  readonly url: string;
  readonly pid: number;
  /** Ends it as `kill -9` does; its data stays. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same port and data. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 15_000;
const POLL_MS = 20;

/** The binary that the `sqld` package brings for this machine. */
const binary = (): string => {
  const launcher = fileURLToPath(import.meta.resolve('sqld/package.json'));
  const machine = `@sqld/${process.platform}-${process.arch}`;
  return join(dirname(Bun.resolveSync(`${machine}/package.json`, dirname(launcher))), 'sqld');
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
};

/** Waits until it answers requests. */
export const startSqld = async (): Promise<Sqld> => {
  const folder = mkdtempSync(join(tmpdir(), 'cardea-sqld-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;

  const launch = async () => {
    const child = Bun.spawn(
      [binary(), '--db-path', join(folder, 'data'), '--http-listen-addr', `127.0.0.1:${port}`, '--no-welcome'],
      { stdin: 'ignore', stdout: 'ignore', stderr: 'ignore' },
    );
    const giveUpAtMs = performance.now() + READY_WITHIN_MS;
    while (!(await answers(url))) {
      if (child.exitCode !== null) throw new Error(`sqld ended with ${child.exitCode}`);
      if (performance.now() > giveUpAtMs) {
        child.kill('SIGKILL');
        throw new Error('sqld did not answer in time');
      }
      await pause(POLL_MS);
    }
    return child;
  };

  let running = await launch();
  const kill = async (): Promise<void> => {
    running.kill('SIGKILL');
    await running.exited;
  };
  return {
    url,
    get pid() {
      return running.pid;
    },
    kill,
    restart: async () => {
      running = await launch();
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
