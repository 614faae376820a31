export { commands, exitCodes, groups } from './commands/table.ts';
export type { Argument, Command, Example } from './parse/command.ts';
export type { Flag } from './parse/flag.ts';
export { usage } from './parse/help.ts';
export { commonFlags } from './parse/parse-line.ts';
