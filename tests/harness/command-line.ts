import { join, resolve } from 'node:path';

export const REPOSITORY = resolve(import.meta.dir, '..', '..');
export const MAIN = join(REPOSITORY, 'apps/cli/main.ts');
const TIMEOUT_MS = 30_000;

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON, for commands with `--json`. */
  json<T>(): T;
}

export interface CommandOptions {
  readonly env: Readonly<Record<string, string>>;
  /** What is typed into it; nothing when absent. */
  readonly stdin?: string;
  /** Exit codes that are no error; 0 when absent. */
  readonly exitCodes?: readonly number[];
}

/** Runs `cardea` with these words as a user would, and throws where it ends in an unexpected way. */
export const runCommand = async (words: readonly string[], options: CommandOptions): Promise<CommandResult> => {
  const { env, stdin = '', exitCodes = [0] } = options;
  const child = Bun.spawn([process.execPath, MAIN, ...words], {
    cwd: REPOSITORY,
    env: { ...process.env, ...env },
    stdin: new Blob([stdin]),
    stdout: 'pipe',
    stderr: 'pipe',
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (!exitCodes.includes(exitCode)) {
    throw new Error(`cardea ${words.join(' ')} ended with ${exitCode}\n${stdout}${stderr}`);
  }
  return { exitCode, stdout, stderr, json: () => JSON.parse(stdout) };
};
