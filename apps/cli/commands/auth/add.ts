import { defineCommand } from '../../parse/command.ts';
import { duration, requiredText, text, wordList } from '../../parse/flag.ts';
import { createdScopesNote, onceNote, secretLines } from '../../show/once.ts';
import { tokenJson, tokenLines } from '../../show/token.ts';

export const authAdd = defineCommand({
  name: 'auth add',
  summary: 'Make an access token, for a script or a person.',
  details: ['The token is shown this once. It belongs to no client: nobody can get another like it.'],
  args: {},
  flags: {
    name: requiredText({ placeholder: 'NAME', doc: 'What it is for.' }),
    scope: wordList({ placeholder: 'SCOPES', doc: 'What it may do, with spaces between the scopes; repeatable.' }),
    expires: duration({ placeholder: 'TIME', doc: 'How long it lives: 1h, 90d. 30 days otherwise.' }),
    resource: text({ placeholder: 'URI', doc: "The registered resource it is for; Cardea's own API otherwise." }),
  },
  examples: [
    { line: 'auth add --name Prometheus --scope metrics --expires 90d', does: 'A token for GET /api/v1/metrics.' },
    {
      line: 'auth add --name ci --scope files:read --resource https://api.example.com --json',
      does: 'A token for an API, in JSON.',
    },
  ],
  run: async ({ flags, admin }) => {
    const created = await (await admin()).tokens.create.mutate({
      label: flags.name,
      scopes: flags.scope ?? [],
      ttlSeconds: flags.expires,
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
