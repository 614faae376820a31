import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type CommandLine, commandLine } from './cli.fixture.ts';

const MAIN = join(import.meta.dir, 'main.ts');
const PATIENCE_MS = 20_000;

/** A port of loopback that nobody listens on now. */
const freePort = (): number => {
  const listener = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data: () => undefined } });
  const { port } = listener;
  listener.stop(true);
  return port;
};

const until = async (isSo: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  const endMs = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > endMs) throw new Error(`in ${PATIENCE_MS} ms not: ${what}`);
    await pause(20);
  }
};

/** Variables of a process that has no settings but these. */
export const processEnv = (env: Readonly<Record<string, string>>): Record<string, string | undefined> => ({
  ...process.env,
  ...env,
});

/** `cardea WORDS` as a process of its own. */
export const spawnCardea = (words: readonly string[], env: Readonly<Record<string, string>>) =>
  Bun.spawn([process.execPath, MAIN, ...words], {
    env: processEnv(env),
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  });

export interface ServerLine extends CommandLine {
  readonly issuer: string;
  readonly pid: number;
  /** Ends the server; resolves with how it ended. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | NodeJS.Signals | null>;
}

/** A command line beside a running server. */
export const startServer = async (settings: Readonly<Record<string, string>> = {}): Promise<ServerLine> => {
  const port = freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const line = await commandLine({
    CARDEA_ISSUER: issuer,
    CARDEA_PORT: String(port),
    CARDEA_DEMO: 'false',
    CARDEA_SHUTDOWN_DRAIN: '0s',
    ...settings,
  });
  const child = spawnCardea(['serve'], line.env);
  const stderr = new Response(child.stderr).text();
  const stdout = new Response(child.stdout).text();
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    await child.exited;
    return child.signalCode ?? child.exitCode;
  };
  try {
    const socket = join(line.folder, 'data', 'cardea.sock');
    await until(() => child.exitCode !== null || existsSync(socket), 'the server listens at its socket');
    if (child.exitCode !== null) throw new Error(`serve ended: ${await stdout}${await stderr}`);
  } catch (error) {
    await end('SIGKILL');
    line[Symbol.dispose]();
    throw error;
  }
  return { ...line, issuer, pid: child.pid, end };
};
