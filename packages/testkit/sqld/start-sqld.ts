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
const START_ATTEMPTS = 3;
const HOST = '127.0.0.1';

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
    probe.listen(0, HOST, () => {
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

/** Starts the server and waits until it answers; rejects where it ends before, as it does when the port was taken meanwhile. */
const launch = async (data: string, port: number) => {
  const child = Bun.spawn([binary(), '--db-path', data, '--http-listen-addr', `${HOST}:${port}`, '--no-welcome'], {
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'ignore',
  });
  const giveUpAtMs = performance.now() + READY_WITHIN_MS;
  for (let ready = false; !ready; ready = await answers(`http://${HOST}:${port}`)) {
    await Promise.race([child.exited, pause(POLL_MS)]);
    if (child.exitCode !== null) throw new Error(`sqld ended with ${child.exitCode}`);
    if (performance.now() > giveUpAtMs) {
      child.kill('SIGKILL');
      throw new Error('sqld did not answer in time');
    }
  }
  return child;
};

const launchOnFreePort = async (data: string) => {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      return { port, child: await launch(data, port) };
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error;
    }
  }
};

/** Starts a server of one's own, on a free port of loopback; resolves when it answers requests. It never outlives this process. */
export const startSqld = async (): Promise<Sqld> => {
  const folder = mkdtempSync(join(tmpdir(), 'cardea-sqld-'));
  const data = join(folder, 'data');
  const { port, child } = await launchOnFreePort(data);
  let running = child;
  const remove = (): void => {
    running.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', remove);
  const kill = async (): Promise<void> => {
    running.kill('SIGKILL');
    await running.exited;
  };
  return {
    url: `http://${HOST}:${port}`,
    get pid() {
      return running.pid;
    },
    kill,
    restart: async () => {
      running = await launch(data, port);
    },
    stop: async () => {
      process.off('exit', remove);
      await kill();
      remove();
    },
  };
};
