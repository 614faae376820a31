import { defineCommand } from '../../parse/command.ts';
import { readJson, readSecret } from '../../parse/files.ts';
import { requiredText, text, toggle } from '../../parse/flag.ts';
import { clientJson, clientLines } from '../../show/client.ts';
import { createdScopesNote, onceNote, secretLines } from '../../show/once.ts';
import { clientFlags, newSettings } from './client-flags.ts';

export const clientsAdd = defineCommand({
  name: 'clients add',
  summary: 'Register a client.',
  details: [
    'A client that authenticates with a secret gets one, which is shown this once. Scopes that are not registered yet are registered with it; openid, profile, email, address, phone and offline_access always exist.',
    'Without --grant a client with a redirect URI may use authorization_code, and any other client_credentials.',
  ],
  args: {},
  flags: {
    name: requiredText({ placeholder: 'NAME', doc: 'What it is called.' }),
    ...clientFlags,
    id: text({ placeholder: 'ID', doc: 'A chosen client id; an unguessable one is made otherwise.' }),
    'secret-file': text({
      placeholder: 'FILE',
      doc: 'A file with a secret that exists already; - for standard input.',
    }),
    impersonate: toggle('By exchange it becomes the subject itself, and is not named as who acts.'),
    disable: toggle('Register it switched off.'),
  },
  examples: [
    {
      line: "clients add --name Backup --grant client_credentials --scope 'files:read files:write'",
      does: 'A service that gets tokens for itself.',
    },
    {
      line: 'clients add --name Prometheus --scope metrics --json',
      does: 'The same for scripts: client_id and client_secret in JSON.',
    },
    {
      line: 'clients add --name Billing --auth-method private_key_jwt --jwks keys.json --resource https://api.example.com',
      does: 'A service that signs with its own key, for a registered API.',
    },
    {
      line: "clients add --name Shop --grant authorization_code --grant refresh_token --redirect-uri https://shop.example/callback --scope 'openid profile email offline_access'",
      does: 'A web application that people sign in to.',
    },
    {
      line: "clients add --name Notes --native --auth-method none --grant authorization_code --redirect-uri http://127.0.0.1/callback --scope 'openid'",
      does: 'A program on a computer, which keeps no secret.',
    },
    {
      line: "clients add --name TV --auth-method none --grant device_code --grant refresh_token --scope 'openid profile offline_access'",
      does: 'A device without a keyboard: people allow it on their phone.',
    },
    { line: 'clients add --name "My API" --grant none', does: 'A resource server, which only introspects tokens.' },
  ],
  run: async ({ flags, terminal, admin }) => {
    const secret = await readSecret(flags['secret-file'], terminal);
    const jwks = await readJson(flags.jwks, terminal);
    const written = await (await admin()).clients.add.mutate({
      name: flags.name,
      id: flags.id,
      secret,
      jwks,
      ...newSettings(flags),
      scopes: flags.scope,
      resources: flags.resource,
      redirectUris: flags['redirect-uri'],
      requestUris: flags['request-uri'],
      dpopBoundAccessTokens: flags.dpop,
      requirePushedRequests: flags['pushed-requests'],
      requireSignedRequestObject: flags['signed-requests'],
      postLogoutRedirectUris: flags['post-logout-redirect-uri'],
      frontchannelLogoutSessionRequired: flags['frontchannel-logout-session'] || undefined,
      backchannelLogoutSessionRequired: flags['backchannel-logout-session'] || undefined,
      applicationType: flags.native ? 'native' : 'web',
      requirePkce: !flags['no-pkce'],
      mayImpersonate: flags.impersonate || undefined,
      rotateRefreshTokens: flags['rotate-refresh'] || undefined,
      enabled: !flags.disable,
    });
    const { client, secret: made, createdScopes } = written;
    const { client_id, ...rest } = clientJson(client);
    return {
      data: {
        client_id,
        client_secret: made,
        // RFC 7591 §3.2.1: required beside a secret; 0 for one that does not expire.
        client_secret_expires_at: made === undefined ? undefined : 0,
        ...rest,
        created_scopes: createdScopes,
      },
      lines: [...clientLines(client), ...(made === undefined ? [] : ['', ...secretLines('client secret', made)])],
      notes: [...onceNote('client secret', made), ...createdScopesNote(createdScopes)],
    };
  },
});
