// The peer: oidc-provider as its documentation sets it up for production. Plain ECMAScript, because Node 20 and Bun
// both run this very file. Takes one JSON argument, see `PeerSettings` in ../../servers/oidc-provider.ts.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const { port, clientId, clientSecret, redirectUri, resource, database, synchronous } = JSON.parse(
  process.argv[2] ?? '{}',
);
const SCOPES = ['read', 'write'];
const PEOPLE_SCOPES = 'openid offline_access';
const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
const PERSON = 'person';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signingKey = { ...privateKey.export({ format: 'jwk' }), kid: 'bench', alg: 'ES256', use: 'sig' };

async function sqliteAdapter() {
  const { createSqliteAdapter } = await import('./sqlite-adapter.mjs');
  return createSqliteAdapter({ file: database, synchronous });
}

const provider = new Provider(`http://127.0.0.1:${port}`, {
  // Without an adapter oidc-provider uses its own memory adapter.
  ...(database ? { adapter: await sqliteAdapter() } : {}),
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      scope: SCOPES.join(' '),
      token_endpoint_auth_method: 'client_secret_basic',
    },
    {
      client_id: 'web',
      client_secret: clientSecret,
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [redirectUri],
      scope: PEOPLE_SCOPES,
      token_endpoint_auth_method: 'client_secret_basic',
    },
    {
      client_id: 'installed',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [redirectUri],
      scope: PEOPLE_SCOPES,
      token_endpoint_auth_method: 'none',
    },
    {
      client_id: 'television',
      grant_types: [DEVICE_CODE, 'refresh_token'],
      response_types: [],
      redirect_uris: [],
      scope: PEOPLE_SCOPES,
      token_endpoint_auth_method: 'none',
    },
  ],
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  jwks: { keys: [signingKey] },
  cookies: { keys: ['the-cookies-of-the-bench'] },
  scopes: ['openid', 'offline_access', ...SCOPES],
  ttl: {
    ClientCredentials: HOUR_SECONDS,
    AccessToken: HOUR_SECONDS,
    AuthorizationCode: HOUR_SECONDS,
    DeviceCode: HOUR_SECONDS,
    IdToken: HOUR_SECONDS,
    Interaction: HOUR_SECONDS,
    RefreshToken: 14 * DAY_SECONDS,
    Grant: 14 * DAY_SECONDS,
    Session: 14 * DAY_SECONDS,
  },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  // Without asking each time, which `offline_access` makes it do; and no look at the session where a token is used.
  issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
  expiresWithSession: () => false,
  features: {
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true },
    dPoP: { enabled: true },
    pushedAuthorizationRequests: { enabled: true },
    devInteractions: { enabled: false },
    introspection: { enabled: true },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({
        audience: resource,
        scope: SCOPES.join(' '),
        accessTokenFormat: 'jwt',
        accessTokenTTL: HOUR_SECONDS,
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});

/** In place of pages: whoever comes is signed in, and agrees. */
async function interact(request, response) {
  const { prompt, params } = await provider.interactionDetails(request, response);
  const result = prompt.name === 'login' ? { login: { accountId: PERSON } } : { consent: await agree(params) };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

async function agree({ client_id }) {
  const grant = new provider.Grant({ accountId: PERSON, clientId: client_id });
  grant.addOIDCScope(PEOPLE_SCOPES);
  return { grantId: await grant.save() };
}

function failed(response, error) {
  console.error(error);
  response.writeHead(500).end();
}

const answer = provider.callback();
const server = createServer((request, response) => {
  if (request.url.startsWith('/interaction/')) interact(request, response).catch((error) => failed(response, error));
  else answer(request, response);
});
server.listen(port, '127.0.0.1');
process.once('SIGTERM', () => server.close(() => process.exit(0)));
