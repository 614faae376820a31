import { defineCommand } from '../../parse/command.ts';
import { duration, orWord, requiredText, text, wordList } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { createdScopesNote, onceNote, secretLines } from '../../show/once.ts';
import { tokenJson, tokenLines } from '../../show/token.ts';
import { addAppPassword, ofUser } from './app-passwords.ts';

export const authAdd = defineCommand({
  name: 'auth add',
  summary: 'Make an access token for a script, or an app password for a person.',
  details: [
    'The token is shown this once. It belongs to no client: nobody can get another like it.',
    'With --user it is an app password: with the user name it opens what knows only passwords, and it goes around the second factor.',
  ],
  args: {},
  flags: {
    name: requiredText({ placeholder: 'NAME', doc: 'What it is for.' }),
    scope: wordList({ placeholder: 'SCOPES', doc: 'What it may do, with spaces between the scopes; repeatable.' }),
    expires: orWord(
      duration({
        placeholder: 'TIME',
        doc: 'How long it lives: 1h, 90d; 30 days otherwise. Of an app password as CARDEA_APP_PASSWORD_TTL says, or never.',
      }),
      'never',
    ),
    user: ofUser,
    resource: text({ placeholder: 'URI', doc: "The registered resource it is for; Cardea's own API otherwise." }),
  },
  examples: [
    { line: 'auth add --user alice --name rclone --scope files', does: 'An app password for her file manager.' },
    { line: 'auth add --name Prometheus --scope metrics --expires 90d', does: 'A token for GET /api/v1/metrics.' },
    {
      line: 'auth add --name ci --scope files:read --resource https://api.example.com --json',
      does: 'A token for an API, in JSON.',
    },
  ],
  run: async ({ flags, admin }) => {
    const { user, expires } = flags;
    if (user !== undefined) {
      if (flags.resource !== undefined)
        throw new UsageError('An app password is for every API that knows its scopes', 'Leave --resource out');
      const wish = { user, name: flags.name, scopes: flags.scope ?? [], ttlSeconds: expires };
      return addAppPassword(await admin(), wish);
    }
    if (expires === null) throw new UsageError('An access token does not live for ever', 'Write a time, such as 90d');
    const created = await (await admin()).tokens.create.mutate({
      label: flags.name,
      scopes: flags.scope ?? [],
      ttlSeconds: expires,
      resource: flags.resource,
    });
    const { token, text: accessToken, createdScopes } = created;
    return {
      data: { access_token: accessToken, token_type: 'Bearer', ...tokenJson(token), created_scopes: createdScopes },
      lines: [...tokenLines(token), '', ...secretLines('access token', accessToken)],
      notes: [...onceNote('access token', accessToken), ...createdScopesNote(createdScopes)],
    };
  },
});
