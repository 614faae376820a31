import { CommandFailed } from '../connect/command-failed.ts';
import { toggle } from '../parse/flag.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What guards a command that cannot be undone: a question at a terminal, `--yes` in a script. */
export const yes = {
  flag: toggle('Do it without asking; needed where nobody can be asked.'),
  ask: async (question: string, isSure: boolean, terminal: Terminal): Promise<void> => {
    if (isSure || (await terminal.confirm(question))) return;
    throw new CommandFailed({ code: 'declined', message: 'Nothing was done', mend: 'Answer y to do it' });
  },
};
