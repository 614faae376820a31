import { changedList } from '../../parse/changed-list.ts';
import { defineCommand } from '../../parse/command.ts';
import { readJson } from '../../parse/files.ts';
import { text, toggle, wordList } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { clientJson, clientLines } from '../../show/client.ts';
import { createdScopesNote, onceNote, secretLines } from '../../show/once.ts';
import { oneOf } from '../one-of.ts';
import { switched } from '../switched.ts';
import { clientFlags, sharedSettings } from './client-flags.ts';

export const clientsMod = defineCommand({
  name: 'clients mod',
  summary: 'Change a client.',
  details: [
    'What is not named stays. Switching a client off revokes its live tokens. A new authentication method that needs another kind of secret makes one, which is shown this once.',
  ],
  args: { id: { name: 'ID', doc: 'the client id' } },
  flags: {
    name: text({ placeholder: 'NAME', doc: 'What it is called.' }),
    ...clientFlags,
    'add-scope': wordList({ placeholder: 'SCOPES', doc: 'Scopes to add; repeatable.' }),
    'remove-scope': wordList({ placeholder: 'SCOPES', doc: 'Scopes to take away; repeatable.' }),
    'add-resource': wordList({ placeholder: 'URI', doc: 'A resource to add; repeatable.' }),
    'remove-resource': wordList({ placeholder: 'URI', doc: 'A resource to take away; repeatable.' }),
    'add-redirect-uri': wordList({ placeholder: 'URI', doc: 'A redirect URI to add; repeatable.' }),
    'remove-redirect-uri': wordList({ placeholder: 'URI', doc: 'A redirect URI to take away; repeatable.' }),
    'add-post-logout-redirect-uri': wordList({
      placeholder: 'URI',
      doc: 'A place to come back to after sign-out, to add; repeatable.',
    }),
    'remove-post-logout-redirect-uri': wordList({ placeholder: 'URI', doc: 'One to take away; repeatable.' }),
    'no-frontchannel-logout-session': toggle('Its page need not know which session ended.'),
    'no-backchannel-logout-session': toggle('Its logout tokens need not name the session.'),
    'add-request-uri': wordList({ placeholder: 'URI', doc: 'An address of request objects to add; repeatable.' }),
    'remove-request-uri': wordList({ placeholder: 'URI', doc: 'One to take away; repeatable.' }),
    'no-dpop': toggle('Its tokens may be used by whoever has them.'),
    'no-pushed-requests': toggle('Its requests may come by the browser alone.'),
    'no-signed-requests': toggle('Its requests may come without a signature.'),
    web: toggle('No app on a device any more.'),
    pkce: toggle('It must use PKCE again.'),
    'no-rotate-refresh': toggle('It keeps its refresh token, where it authenticates.'),
    impersonate: toggle('By exchange it becomes the subject itself, and is not named as who acts.'),
    'no-impersonate': toggle('It is named as who acts again.'),
    enable: toggle('Switch it on.'),
    disable: toggle('Switch it off, and revoke its tokens.'),
  },
  examples: [
    { line: 'clients mod demo --add-scope reports:read', does: 'One more scope.' },
    { line: 'clients mod demo --token-ttl 15m --token-limit 10', does: 'Short tokens, and few of them.' },
    { line: 'clients mod demo --rate none', does: 'No limit on its requests any more.' },
    {
      line: 'clients mod demo --add-redirect-uri https://app.example/callback',
      does: 'One more place to come back to.',
    },
    { line: 'clients mod demo --disable', does: 'No tokens until it is enabled again.' },
  ],
  run: async ({ args: { id }, flags, terminal, admin }) => {
    const jwks = await readJson(flags.jwks, terminal);
    const enabled = switched(flags);
    const procedures = await admin();
    const old = await procedures.clients.show.query({ id });
    const changes = {
      name: flags.name,
      enabled,
      jwks,
      ...sharedSettings(flags),
      scopes: changedList(old.scopes, { all: flags.scope, added: flags['add-scope'], removed: flags['remove-scope'] }),
      resources: changedList(old.resources, {
        all: flags.resource,
        added: flags['add-resource'],
        removed: flags['remove-resource'],
      }),
      redirectUris: changedList(old.redirectUris, {
        all: flags['redirect-uri'],
        added: flags['add-redirect-uri'],
        removed: flags['remove-redirect-uri'],
      }),
      postLogoutRedirectUris: changedList(old.postLogoutRedirectUris, {
        all: flags['post-logout-redirect-uri'],
        added: flags['add-post-logout-redirect-uri'],
        removed: flags['remove-post-logout-redirect-uri'],
      }),
      requestUris: changedList(old.requestUris, {
        all: flags['request-uri'],
        added: flags['add-request-uri'],
        removed: flags['remove-request-uri'],
      }),
      dpopBoundAccessTokens: oneOf<boolean>(flags, ['dpop', 'no-dpop'], [true, false]),
      requirePushedRequests: oneOf<boolean>(flags, ['pushed-requests', 'no-pushed-requests'], [true, false]),
      requireSignedRequestObject: oneOf<boolean>(flags, ['signed-requests', 'no-signed-requests'], [true, false]),
      applicationType: oneOf<'native' | 'web'>(flags, ['native', 'web'], ['native', 'web']),
      frontchannelLogoutSessionRequired: oneOf<boolean | null>(
        flags,
        ['frontchannel-logout-session', 'no-frontchannel-logout-session'],
        [true, null],
      ),
      backchannelLogoutSessionRequired: oneOf<boolean | null>(
        flags,
        ['backchannel-logout-session', 'no-backchannel-logout-session'],
        [true, null],
      ),
      requirePkce: oneOf<boolean>(flags, ['pkce', 'no-pkce'], [true, false]),
      mayImpersonate: oneOf<boolean | null>(flags, ['impersonate', 'no-impersonate'], [true, null]),
      rotateRefreshTokens: oneOf<boolean | null>(flags, ['rotate-refresh', 'no-rotate-refresh'], [true, null]),
    };
    if (Object.values(changes).every((change) => change === undefined)) {
      throw new UsageError('nothing is to be changed', 'Name a flag; see: cardea clients mod --help');
    }
    const written = await procedures.clients.modify.mutate({ id, version: old.version, ...changes });
    const { client, secret, createdScopes } = written;
    return {
      data: { ...clientJson(client), client_secret: secret, created_scopes: createdScopes },
      lines: [...clientLines(client), ...(secret === undefined ? [] : ['', ...secretLines('client secret', secret)])],
      notes: [
        ...(client.version === old.version ? ['It was like this already.'] : []),
        ...onceNote('client secret', secret),
        ...createdScopesNote(createdScopes),
      ],
    };
  },
});
