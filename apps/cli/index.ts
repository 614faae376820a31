export { commands, exitCodes, groups } from './commands/table.ts';
export { remoteVariables } from './connect/remote-server.ts';
export type { Argument, Command, Example } from './parse/command.ts';
export type { Flag } from './parse/flag.ts';
export { commonFlags, flagsBeside, remoteFlags } from './parse/flags-beside.ts';
export { usage } from './parse/help.ts';
