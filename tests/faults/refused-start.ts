import { type CommandResult, runCommand } from '../harness/command-line.ts';

/** EX_UNAVAILABLE and EX_CONFIG of sysexits.h. */
const EXIT_CODES = [69, 78];

/** Starts a server that must not start. What it says is for people: whole sentences, no stack trace. */
export const refusedStart = async (env: Readonly<Record<string, string>>): Promise<CommandResult> => {
  const result = await runCommand(['serve'], { env, exitCodes: EXIT_CODES });
  const said = `${result.stdout}${result.stderr}`;
  if (/^\s+at .+:\d+:\d+|"stack"/m.test(said)) throw new Error(`a stack trace instead of a reason:\n${said}`);
  return result;
};
