// The peer: oidc-provider as its documentation sets it up for production. Plain ECMAScript, because Node 20 and Bun
// both run this very file. Takes one JSON argument, see `PeerSettings` in ../../servers/oidc-provider.ts.
import { generateKeyPairSync } from 'node:crypto';
import { Provider } from 'oidc-provider';

const { port, clientId, clientSecret, resource, database, synchronous } = JSON.parse(process.argv[2] ?? '{}');
const SCOPES = ['read', 'write'];
const HOUR_SECONDS = 3600;

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
  ],
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  jwks: { keys: [signingKey] },
  cookies: { keys: ['only-the-token-endpoints-are-measured'] },
  scopes: SCOPES,
  ttl: { ClientCredentials: HOUR_SECONDS },
  features: {
    clientCredentials: { enabled: true },
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

const server = provider.listen(port, '127.0.0.1');
process.once('SIGTERM', () => server.close(() => process.exit(0)));
