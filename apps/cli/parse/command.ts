import type { AdminClient } from '../connect/admin-client.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Flag } from './flag.ts';
import type { ParsedLine } from './parsed-line.ts';

export interface Argument {
  /** Its name in help: upper case. */
  readonly name: string;
  readonly doc: string;
}

export interface Example {
  /** Without `cardea` in front. */
  readonly line: string;
  readonly does: string;
}

/** What a command has to say: `data` for `--json`, `lines` for people. */
export interface Answer {
  readonly data: unknown;
  readonly lines: readonly string[];
  /** For people alone, on standard error: warnings, and what else was done. */
  readonly notes?: readonly string[] | undefined;
  readonly exitCode?: number | undefined;
}

type Flags = Readonly<Record<string, Flag>>;
type Arguments = Readonly<Record<string, Argument>>;
type FlagValues<F extends Flags> = { readonly [K in keyof F]: F[K] extends Flag<infer T> ? T : never };
type ArgumentValues<A extends Arguments> = { readonly [K in keyof A]: string };

/** What a command works with. */
export interface Context {
  readonly terminal: Terminal;
  /** The procedures, of the running server or of this process; opened at the first call. */
  readonly admin: () => Promise<AdminClient>;
}

export interface Call<F extends Flags, A extends Arguments> extends Context {
  readonly flags: FlagValues<F>;
  readonly args: ArgumentValues<A>;
}

interface Description<F extends Flags, A extends Arguments> {
  /** Its words, such as `clients add`. */
  readonly name: string;
  readonly summary: string;
  /** What else is worth knowing, a paragraph each. */
  readonly details?: readonly string[];
  /** Whether it is about this machine, and so cannot be done at a server elsewhere. */
  readonly isLocal?: true;
  readonly args: A;
  readonly flags: F;
  readonly examples: readonly Example[];
}

/** One command: the parser, `--help` and the reference documentation read it. */
export interface Command extends Description<Flags, Arguments> {
  /** Throws `UsageError`, or what `CommandFailed` and tRPC carry. */
  execute(line: ParsedLine, context: Context): Promise<Answer>;
}

export const defineCommand = <const F extends Flags, const A extends Arguments>({
  run,
  ...description
}: Description<F, A> & { readonly run: (call: Call<F, A>) => Promise<Answer> }): Command => ({
  ...description,
  execute: (line, context) => {
    const flags = Object.entries(description.flags).map(([name, flag]) => [
      name,
      flag.read(line.flags.get(name) ?? [], name),
    ]);
    const args = Object.keys(description.args).map((name, index) => [name, line.args[index]]);
    return run({ ...context, flags: Object.fromEntries(flags), args: Object.fromEntries(args) });
  },
});
