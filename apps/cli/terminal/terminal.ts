import { createInterface } from 'node:readline/promises';
import { CommandFailed } from '../connect/command-failed.ts';
import { UsageError } from '../parse/usage-error.ts';
import { afterKeys, emptyLine } from './hidden-line.ts';

/** Where a command is typed: what it was started with, and how it speaks to the person there. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Whether colours are wanted on standard output. */
  readonly colour: boolean;
  print(text: string): Promise<void>;
  printError(text: string): Promise<void>;
  /** All of standard input. */
  readInput(): Promise<string>;
  /** Asks before something that cannot be undone. Throws `UsageError` where nobody is there to be asked. */
  confirm(question: string): Promise<boolean>;
  /** A line that is typed. Throws `UsageError` where nobody is there to be asked. */
  askLine(question: string): Promise<string>;
  /** A secret that is typed without being shown. Throws `UsageError` where nobody is there to be asked. */
  askSecret(question: string): Promise<string>;
}

/** The reader may have gone (`cardea … | head`): what it has not read, nobody misses. */
const write = async (stream: NodeJS.WriteStream, text: string): Promise<void> => {
  await new Promise<void>((resolve) => {
    stream.once('error', () => resolve());
    stream.write(text, () => resolve());
  });
};

const askLine = async (question: string): Promise<string> => {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await lines.question(question)).trim();
  } finally {
    lines.close();
  }
};

const ask = async (question: string): Promise<boolean> => /^y(es)?$/i.test(await askLine(`${question} [y/N] `));

const isSomebodyThere = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

const askHidden = async (question: string): Promise<string> => {
  const { stdin, stderr } = process;
  stderr.write(question);
  const decoder = new TextDecoder();
  let line = emptyLine;
  stdin.setRawMode(true);
  try {
    for await (const chunk of stdin.iterator({ destroyOnReturn: false })) {
      line = afterKeys(line, decoder.decode(chunk, { stream: true }));
      if (line.state !== 'typing') break;
    }
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
  if (line.state === 'done') return line.text;
  throw new CommandFailed({ code: 'declined', message: 'Nothing was done', mend: '' });
};

/** The terminal of this process. */
export const processTerminal = (env: Terminal['env']): Terminal => ({
  env,
  cwd: process.cwd(),
  // https://no-color.org: any value that is not empty.
  colour: process.stdout.isTTY === true && !env.NO_COLOR,
  print: (text) => write(process.stdout, `${text}\n`),
  printError: (text) => write(process.stderr, `${text}\n`),
  readInput: () => Bun.stdin.text(),
  confirm: async (question) => {
    if (!isSomebodyThere()) {
      throw new UsageError('this cannot be undone, and there is nobody to ask', 'Add --yes where you are sure');
    }
    return ask(question);
  },
  askLine: async (question) => {
    if (!isSomebodyThere()) throw new UsageError('there is nobody to ask', 'Give everything on the command line');
    return askLine(question);
  },
  askSecret: async (question) => {
    if (!isSomebodyThere()) {
      throw new UsageError('there is nobody to type the password', 'Give it with --password-stdin, or have one made');
    }
    return askHidden(question);
  },
});
