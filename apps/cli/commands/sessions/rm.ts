import { defineCommand } from '../../parse/command.ts';
import { text } from '../../parse/flag.ts';
import { userArgument } from '../users/user-flags.ts';
import { yes } from '../yes.ts';

export const sessionsRm = defineCommand({
  name: 'sessions rm',
  summary: 'Sign a person out, everywhere or on one browser.',
  details: ['What applications got with it ends too, unless the person agreed that they go on while they are away.'],
  args: { user: userArgument },
  flags: {
    session: text({ placeholder: 'ID', doc: 'Only there; see the ids with: cardea sessions ls.' }),
    yes: yes.flag,
  },
  examples: [{ line: 'sessions rm alice --yes', does: 'Everywhere, without a question, for scripts.' }],
  run: async ({ args: { user }, flags, terminal, admin }) => {
    const { session } = flags;
    await yes.ask(`Sign ${user} out${session === undefined ? ' everywhere' : ''}?`, flags.yes, terminal);
    const { sessions } = await admin();
    if (session !== undefined) {
      await sessions.end.mutate({ user, id: session });
      return { data: { user, ended: 1 }, lines: [`${user} is signed out there.`] };
    }
    const { ended } = await sessions.endAll.mutate({ user });
    return { data: { user, ended }, lines: [`${user} is signed out everywhere; there were ${ended} sessions.`] };
  },
});
