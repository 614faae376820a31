export { commands, exitCodes, groups } from './commands/table.ts';
export type { Argument, Command, Example } from './parse/command.ts';
export type { Flag } from './parse/flag.ts';
export { commonFlags, remoteFlags } from './parse/flags-beside.ts';
export { usage } from './parse/help.ts';
