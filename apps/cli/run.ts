import { VERSION } from '@cardea/server';
import { commands } from './commands/table.ts';
import { CommandFailed, type Failure, refusalOf } from './connect/command-failed.ts';
import type { Connection } from './connect/connect.ts';
import { type RemoteServer, remoteServerOf } from './connect/remote-server.ts';
import { settingsHere } from './connect/settings.ts';
import type { Answer, Command } from './parse/command.ts';
import { findCommand } from './parse/find-command.ts';
import { commandHelp, generalHelp, groupHelp } from './parse/help.ts';
import { parseLine } from './parse/parse-line.ts';
import { UsageError } from './parse/usage-error.ts';
import type { Terminal } from './terminal/terminal.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

const isHelp = (word: string): boolean => word === '--help' || word === '-h';

/** What a person or a script is told of a failure; the exit code of the process. */
const explain = async (
  error: unknown,
  terminal: Terminal,
  { json, faults }: { readonly json: boolean; readonly faults: readonly string[] },
): Promise<number> => {
  const isUsage = error instanceof UsageError;
  const failure: Failure = isUsage
    ? { code: 'usage', message: error.message, mend: error.mend ?? '' }
    : (refusalOf(error) ?? {
        code: 'internal',
        message: `Something went wrong: ${error instanceof Error ? error.message : 'unknown failure'}`,
        mend: 'Look with: cardea doctor',
      });
  if (json) {
    const { code, message, field, mend, requestId } = failure;
    const told = { error: code, message, field, mend: mend || undefined, request_id: requestId };
    await terminal.printError(JSON.stringify(told));
  } else {
    await terminal.printError(`cardea: ${failure.message}`);
    for (const fault of faults) await terminal.printError(`  ${fault}`);
    if (failure.mend !== '') await terminal.printError(`  ${failure.mend}`);
    if (failure.requestId !== undefined) await terminal.printError(`  request ${failure.requestId}`);
  }
  if (isUsage) return EXIT_USAGE;
  return error instanceof CommandFailed ? error.exitCode : EXIT_FAILED;
};

const show = async ({ data, lines, notes = [] }: Answer, json: boolean, terminal: Terminal): Promise<void> => {
  if (json && data !== undefined) {
    await terminal.print(JSON.stringify(data, undefined, 2));
    return;
  }
  if (lines.length > 0) await terminal.print(lines.join('\n'));
  if (notes.length > 0) await terminal.printError([...(lines.length > 0 ? [''] : []), ...notes].join('\n'));
};

/** Loaded for the commands that need it: a server does not, and few go elsewhere. */
const open = async (remote: RemoteServer | undefined, terminal: Terminal): Promise<Connection> => {
  if (remote !== undefined) return (await import('./connect/connect-remote.ts')).connectRemote(remote, terminal);
  return (await import('./connect/connect.ts')).connect(settingsHere(terminal));
};

const execute = async (command: Command, words: readonly string[], terminal: Terminal): Promise<number> => {
  const json = words.includes('--json');
  let connection: Connection | undefined;
  try {
    const line = parseLine(words, command);
    if (line.flags.has('help')) {
      await terminal.print(commandHelp(command).join('\n'));
      return 0;
    }
    const remote = remoteServerOf(line, terminal);
    const admin = async () => {
      connection ??= await open(remote, terminal);
      return connection.admin;
    };
    const answer = await command.execute(line, { terminal, admin });
    const made = connection?.notes ?? [];
    await show({ ...answer, notes: [...made, ...(answer.notes ?? [])] }, json, terminal);
    return answer.exitCode ?? 0;
  } catch (error) {
    return await explain(error, terminal, { json, faults: connection?.faults ?? [] });
  } finally {
    await connection?.close();
  }
};

/** Does what a command line asks for; resolves with the exit code of the process. */
export const run = async (argv: readonly string[], terminal: Terminal): Promise<number> => {
  const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
  try {
    const found = findCommand(words, commands);
    if (found.kind === 'command') return await execute(found.command, found.rest, terminal);
    const { group, rest } = found;
    if (group === '' && rest[0] === '--version') {
      await terminal.print(VERSION);
      return 0;
    }
    const help = (group === '' ? generalHelp(VERSION, commands) : groupHelp(group, commands)).join('\n');
    if (rest.some(isHelp) || words.length === 0) {
      await terminal.print(help);
      return 0;
    }
    const [first] = rest;
    if (first !== undefined)
      throw new UsageError(`cardea has no flag ${first} before the command`, 'See: cardea --help');
    await terminal.printError(help);
    return EXIT_USAGE;
  } catch (error) {
    return explain(error, terminal, { json: words.includes('--json'), faults: [] });
  }
};
