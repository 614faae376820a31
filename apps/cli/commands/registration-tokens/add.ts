import { defineCommand } from '../../parse/command.ts';
import { duration, orWord, requiredText, wholeNumber, wordList } from '../../parse/flag.ts';
import { createdScopesNote, onceNote, secretLines } from '../../show/once.ts';
import { registrationTokenJson, registrationTokenLines } from '../../show/registration-token.ts';

export const registrationTokensAdd = defineCommand({
  name: 'registration-tokens add',
  summary: 'Make an initial access token, with which software registers a client.',
  details: [
    'The token is shown this once. A client that registers with it may also have the grant client_credentials. Registration must be on: CARDEA_REGISTRATION=token, or open.',
  ],
  args: {},
  flags: {
    name: requiredText({ placeholder: 'NAME', doc: 'Whom it is for.' }),
    scope: wordList({
      placeholder: 'SCOPES',
      doc: 'Scopes that its clients may have beside the usual ones; repeatable.',
    }),
    uses: orWord(wholeNumber({ placeholder: 'N', doc: 'How many clients it registers; 1 otherwise.' }), 'any'),
    expires: orWord(duration({ placeholder: 'TIME', doc: 'How long it is good: 1h, 30d. A day otherwise.' }), 'never'),
  },
  examples: [
    { line: 'registration-tokens add --name "Team Notes"', does: 'A token for one client, good for a day.' },
    {
      line: "registration-tokens add --name ci --uses 100 --expires 30d --scope 'files:read'",
      does: 'A token for a hundred clients, which may have one more scope.',
    },
  ],
  run: async ({ flags, admin }) => {
    const { token, text, createdScopes } = await (await admin()).registrationTokens.add.mutate({
      name: flags.name,
      scopes: flags.scope,
      maxUses: flags.uses,
      ttlSeconds: flags.expires,
    });
    return {
      data: { initial_access_token: text, ...registrationTokenJson(token), created_scopes: createdScopes },
      lines: [...registrationTokenLines(token), '', ...secretLines('initial access token', text)],
      notes: [...onceNote('token', text), ...createdScopesNote(createdScopes)],
    };
  },
});
