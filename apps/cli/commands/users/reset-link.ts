import { defineCommand } from '../../parse/command.ts';
import { text, toggle } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { onceNote } from '../../show/once.ts';
import { userArgument } from './user-flags.ts';

export const usersResetLink = defineCommand({
  name: 'users reset-link',
  summary: 'Make a link with which a person chooses a password.',
  details: [
    'It works once, for an hour, and until a newer one is made; an invitation works for a week. The password stays as it is until the link is used; then the person is signed out everywhere. Second factors stay.',
  ],
  args: { user: userArgument },
  flags: {
    mail: toggle('Send it to the person’s e-mail address instead of showing it.'),
    invite: toggle('It is for their first password: valid for a week, and the mail says that an account was made.'),
    language: text({ placeholder: 'TAG', doc: 'The language of the mail: en, de, fr, es, ja or ar.' }),
  },
  examples: [
    { line: 'users reset-link alice', does: 'A link to hand over.' },
    { line: 'users reset-link alice --mail', does: 'A mail to her.' },
    { line: 'users reset-link bob --invite --mail --language de', does: 'An invitation in German.' },
  ],
  run: async ({ args, flags, admin }) => {
    if (flags.language !== undefined && !flags.mail)
      throw new UsageError('--language is the language of a mail', 'Add --mail, or leave it out');
    const link = await (await admin()).users.passwordLink.mutate({
      id: args.user,
      byMail: flags.mail,
      invites: flags.invite,
      ...(flags.language === undefined ? {} : { language: flags.language }),
    });
    const until = new Date(link.expiresAt * 1000).toISOString();
    return {
      data: { url: link.url, sent_to: link.sentTo, expires_at: link.expiresAt },
      lines:
        link.url === undefined
          ? [`A mail to ${link.sentTo} is on its way. Its link works until ${until}.`]
          : [link.url],
      notes: link.url === undefined ? [] : [...onceNote('link', link.url), `It works once, until ${until}.`],
    };
  },
});
