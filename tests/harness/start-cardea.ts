import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Subprocess } from 'bun';
import { type CommandOptions, type CommandResult, MAIN, REPOSITORY, runCommand } from './command-line.ts';
import { freePort } from './free-port.ts';
import { waitUntil } from './wait-until.ts';

const READY_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 30_000;
const PORT_ATTEMPTS = 3;

export interface StartOptions {
  /** Settings beside those of the harness, which they replace. */
  readonly env?: Readonly<Record<string, string>>;
  /** Kept when the server is gone; a temporary one when absent. */
  readonly dataDir?: string;
  /** The embedded database when absent, else the URL of a libSQL server. */
  readonly database?: string;
  /** The same port again, for a restart; a free one when absent. */
  readonly port?: number;
}

/** A running server, and the command line that goes with it. */
export interface RunningCardea extends AsyncDisposable {
  readonly issuer: string;
  readonly port: number;
  readonly dataDir: string;
  readonly pid: number;
  /** Settings as the server and the command line see them. */
  readonly env: Readonly<Record<string, string>>;
  /** The URL of an OAuth endpoint: `token`, `introspect`, `revoke`. */
  endpoint(name: string): string;
  /** `cardea WORDS` as the operator types it, while the server runs or after it. */
  cli(words: readonly string[], options?: Omit<CommandOptions, 'env'>): Promise<CommandResult>;
  /** SIGTERM; resolves with the exit code. Removes a temporary folder. */
  stop(): Promise<number>;
  /** SIGKILL, as a power cut would; the folder stays until `stop`. */
  kill(): Promise<void>;
  /** Everything it has printed so far. */
  logs(): string;
  /** Exit code or signal, once it has ended. */
  readonly ended: Promise<number>;
}

type Child = Subprocess<'ignore', 'pipe', 'pipe'>;

const collect = (child: Child): (() => string) => {
  const chunks: string[] = [];
  const read = async (stream: ReadableStream<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) chunks.push(decoder.decode(chunk, { stream: true }));
  };
  void read(child.stdout);
  void read(child.stderr);
  return () => chunks.join('');
};

const isReady = async (port: number, hasTls: boolean): Promise<boolean> => {
  const response = await fetch(`${hasTls ? 'https' : 'http'}://127.0.0.1:${port}/readyz`, {
    signal: AbortSignal.timeout(2_000),
    // Whether the certificate is right is for a test to say.
    tls: { rejectUnauthorized: false },
  });
  await response.arrayBuffer();
  return response.status === 200;
};

/** Starts `cardea serve` and waits until it is ready. Throws with its output where it ends instead. */
const launch = async (env: Readonly<Record<string, string>>, port: number) => {
  const child = Bun.spawn([process.execPath, MAIN, 'serve'], {
    cwd: REPOSITORY,
    env: { ...process.env, ...env },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const logs = collect(child);
  try {
    await waitUntil(
      async () =>
        child.exitCode !== null ||
        child.signalCode !== null ||
        (await isReady(port, env.CARDEA_TLS_CERT !== undefined)),
      {
        what: 'cardea serve is ready',
        timeoutMs: READY_TIMEOUT_MS,
      },
    );
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`cardea serve ended with ${child.exitCode}`);
    return { child, logs };
  } catch (error) {
    child.kill('SIGKILL');
    await child.exited;
    throw new Error(`${error instanceof Error ? error.message : error}\n${logs()}`, { cause: error });
  }
};

const isPortTaken = (error: unknown): boolean => error instanceof Error && /EADDRINUSE|in use/i.test(error.message);

/** A real server process with an issuer, a port and a folder of its own. Stop it, or declare it with `await using`. */
export const startCardea = async (options: StartOptions = {}): Promise<RunningCardea> => {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'cardea-')));
  const temporary = options.dataDir === undefined;
  const removeFolder = async (): Promise<void> => {
    if (temporary) await rm(dataDir, { recursive: true, force: true });
  };

  const attempt = async (left: number): Promise<RunningCardea> => {
    const port = options.port ?? freePort();
    const env = {
      CARDEA_ISSUER: `http://127.0.0.1:${port}`,
      CARDEA_HOST: '127.0.0.1',
      CARDEA_PORT: String(port),
      CARDEA_DATA_DIR: dataDir,
      CARDEA_LOG_LEVEL: 'info',
      ...(options.database === undefined ? {} : { CARDEA_DATABASE_URL: options.database }),
      ...options.env,
    };
    try {
      const { child, logs } = await launch(env, port);
      return running({ child, logs, env, port, dataDir, removeFolder });
    } catch (error) {
      if (left > 1 && options.port === undefined && isPortTaken(error)) return await attempt(left - 1);
      await removeFolder();
      throw error;
    }
  };
  return await attempt(PORT_ATTEMPTS);
};

interface Parts {
  readonly child: Child;
  readonly logs: () => string;
  readonly env: Readonly<Record<string, string>> & { readonly CARDEA_ISSUER: string };
  readonly port: number;
  readonly dataDir: string;
  readonly removeFolder: () => Promise<void>;
}

const running = ({ child, logs, env, port, dataDir, removeFolder }: Parts): RunningCardea => {
  const issuer = env.CARDEA_ISSUER;
  const stop = async (): Promise<number> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    const exitCode = await child.exited;
    clearTimeout(timer);
    await removeFolder();
    return exitCode;
  };
  return {
    issuer,
    port,
    dataDir,
    env,
    logs,
    stop,
    pid: child.pid,
    ended: child.exited,
    endpoint: (name) => `${issuer}/api/v1/oauth/${name}`,
    cli: (words, options = {}) => runCommand(words, { ...options, env }),
    kill: async () => {
      child.kill('SIGKILL');
      await child.exited;
    },
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
};
