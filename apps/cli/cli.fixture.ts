import { join } from 'node:path';
import { temporaryFolder } from '@cardea/testkit';
import { UsageError } from './parse/usage-error.ts';
import { run } from './run.ts';

export interface Result {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Typed {
  readonly stdin?: string;
  /** What the person answers to a question; absent where nobody is there. */
  readonly answer?: boolean;
  /** What the person types where it is not shown, one after the other. */
  readonly secrets?: readonly string[];
  /** What the person types where it is. */
  readonly lines?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A command line with a data folder of its own, in this process. */
export interface CommandLine {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  type(words: readonly string[], typed?: Typed): Promise<Result>;
  /** Standard output as JSON; fails where the exit code is not 0. */
  json<T = Record<string, unknown>>(words: readonly string[], typed?: Typed): Promise<T>;
  [Symbol.dispose](): void;
}

export const commandLine = async (settings: Readonly<Record<string, string>> = {}): Promise<CommandLine> => {
  const temporary = temporaryFolder();
  const folder = temporary.path;
  const env = { CARDEA_DATA_DIR: join(folder, 'data'), ...settings };

  const type = async (
    words: readonly string[],
    { stdin = '', answer, secrets = [], lines = [], env: more }: Typed = {},
  ): Promise<Result> => {
    const out: string[] = [];
    const err: string[] = [];
    const [typedSecrets, typedLines] = [[...secrets], [...lines]];
    const exitCode = await run(words, {
      env: { ...env, ...more },
      cwd: folder,
      colour: false,
      print: async (text) => void out.push(`${text}\n`),
      printError: async (text) => void err.push(`${text}\n`),
      readInput: async () => stdin,
      confirm: async () => {
        if (answer === undefined)
          throw new UsageError('this cannot be undone, and there is nobody to ask', 'Add --yes');
        return answer;
      },
      askLine: async () => {
        const line = typedLines.shift();
        if (line === undefined) throw new UsageError('there is nobody to ask');
        return line;
      },
      askSecret: async () => {
        const secret = typedSecrets.shift();
        if (secret === undefined) throw new UsageError('there is nobody to type the password', 'Add --password-stdin');
        return secret;
      },
    });
    return { exitCode, stdout: out.join(''), stderr: err.join('') };
  };

  return {
    folder,
    env,
    type,
    json: async (words, typed) => {
      const { exitCode, stdout, stderr } = await type([...words, '--json'], typed);
      if (exitCode !== 0) throw new Error(`cardea ${words.join(' ')} ended with ${exitCode}: ${stderr}`);
      return JSON.parse(stdout);
    },
    [Symbol.dispose]: () => temporary[Symbol.dispose](),
  };
};
