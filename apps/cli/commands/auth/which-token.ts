import type { Terminal } from '../../terminal/terminal.ts';

export const tokenArgument = {
  name: 'ID|TOKEN',
  doc: 'the id of a token, the token itself, or - to read it from standard input',
};

/** A token on a command line stays in the history of the shell; `-` keeps it out. */
export const whichToken = async (given: string, terminal: Terminal): Promise<string> =>
  given === '-' ? (await terminal.readInput()).trim() : given;
