import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { exportJWK, generateKeyPair } from 'jose';
import * as oidc from 'openid-client';
import { addClient, addResource } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { createRecordedFetch, type RecordedFetch } from './recorded-fetch.ts';

const PHOTOS = 'https://api.example.com/photos';
const NOTES = 'https://api.example.com/notes';

let cardea: RunningCardea;
let wire: RecordedFetch;

const connect = (clientId: string, authentication: oidc.ClientAuth, algorithm: 'oauth2' | 'oidc' = 'oauth2') =>
  oidc.discovery(new URL(cardea.issuer), clientId, undefined, authentication, {
    algorithm,
    execute: [oidc.allowInsecureRequests],
    [oidc.customFetch]: wire.fetch,
  });

const introspect = async (config: oidc.Configuration, token: string): Promise<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(await oidc.tokenIntrospection(config, token)));

const codeOf = async (action: Promise<unknown>): Promise<string> => {
  try {
    await action;
    return 'granted';
  } catch (error) {
    if (error instanceof oidc.ResponseBodyError) return `${error.status} ${error.error}`;
    // thrown for every 401, whatever the body says
    if (error instanceof oidc.WWWAuthenticateChallengeError) {
      return `${error.status} ${JSON.parse(await error.response.text()).error}`;
    }
    throw error;
  }
};

beforeAll(async () => {
  cardea = await startCardea();
  wire = createRecordedFetch();
  await addResource(cardea, { uri: PHOTOS, format: 'jwt', scope: 'photos:read photos:write' });
  await addResource(cardea, { uri: NOTES, format: 'opaque', scope: 'notes:read' });
});

afterAll(() => cardea.stop());

describe('openid-client', () => {
  test.each(['oauth2', 'oidc'] as const)('discovers the server by %s', async (algorithm) => {
    const config = await connect('anyone', oidc.None(), algorithm);
    const metadata = config.serverMetadata();
    expect(metadata.issuer).toBe(cardea.issuer);
    expect(metadata.token_endpoint).toBe(cardea.endpoint('token'));
    expect(metadata.grant_types_supported).toContain('client_credentials');
  });

  test.each([
    ['client_secret_basic', oidc.ClientSecretBasic],
    ['client_secret_post', oidc.ClientSecretPost],
    ['client_secret_jwt', oidc.ClientSecretJwt],
  ] as const)('gets, inspects and revokes a token by %s', async (authMethod, authenticate) => {
    const { clientId, clientSecret } = await addClient(cardea, { name: authMethod, authMethod, scope: 'a b' });
    const config = await connect(clientId, authenticate(clientSecret));
    const tokens = await oidc.clientCredentialsGrant(config, { scope: 'a' });
    expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'a', expires_in: 3600 });
    expect(wire.last('/token').headers.get('cache-control')).toBe('no-store');

    const about = await introspect(config, tokens.access_token);
    expect(about).toMatchObject({ active: true, client_id: clientId, sub: clientId, scope: 'a', iss: cardea.issuer });
    expect(wire.last('/introspect').headers.get('cache-control')).toBe('no-store');

    await oidc.tokenRevocation(config, tokens.access_token);
    expect(await introspect(config, tokens.access_token)).toEqual({ active: false });
    await oidc.tokenRevocation(config, tokens.access_token);
    expect(wire.last('/revoke').status).toBe(200);
  });

  test.each(['ES256', 'RS256', 'PS256', 'EdDSA'])('authenticates by private_key_jwt with %s', async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    const keys = [{ ...(await exportJWK(publicKey)), kid: alg, alg, use: 'sig' }];
    const { clientId } = await addClient(cardea, { name: alg, authMethod: 'private_key_jwt', scope: 'a', keys });
    const config = await connect(clientId, oidc.PrivateKeyJwt({ key: privateKey, kid: alg }));
    const { access_token } = await oidc.clientCredentialsGrant(config);
    expect(await introspect(config, access_token)).toMatchObject({ active: true, client_id: clientId });
    await oidc.tokenRevocation(config, access_token);
    expect(await introspect(config, access_token)).toEqual({ active: false });

    const { privateKey: stranger } = await generateKeyPair(alg);
    const impostor = await connect(clientId, oidc.PrivateKeyJwt({ key: stranger, kid: alg }));
    expect(await codeOf(oidc.clientCredentialsGrant(impostor))).toBe('401 invalid_client');
  });

  test('gets tokens for the resource it names (RFC 8707)', async () => {
    const { clientId, clientSecret } = await addClient(cardea, {
      name: 'resources',
      scope: 'photos:read notes:read',
      resources: [PHOTOS, NOTES],
    });
    const config = await connect(clientId, oidc.ClientSecretBasic(clientSecret));
    const audienceOf = async (resource: string, scope: string): Promise<unknown> => {
      const { access_token } = await oidc.clientCredentialsGrant(config, { resource, scope });
      return (await introspect(config, access_token)).aud;
    };
    expect(await audienceOf(PHOTOS, 'photos:read')).toBe(PHOTOS);
    expect(await audienceOf(NOTES, 'notes:read')).toBe(NOTES);
    const ask = (parameters: Record<string, string>) => codeOf(oidc.clientCredentialsGrant(config, parameters));
    expect(await ask({ resource: 'https://other.example' })).toBe('400 invalid_target');
    expect(await ask({ resource: PHOTOS, scope: 'notes:read' })).toBe('400 invalid_scope');
  });

  test('a resource server sees the tokens of its resource, and nobody else does (RFC 7662 §4)', async () => {
    const server = await addClient(cardea, { name: 'resource server' });
    const stranger = await addClient(cardea, { name: 'stranger', scope: 'x' });
    const uri = 'https://api.example.com/albums';
    await addResource(cardea, { uri, format: 'opaque', introspectors: [server.clientId] });
    const { clientId, clientSecret } = await addClient(cardea, { name: 'app', scope: 'albums', resources: [uri] });
    const app = await connect(clientId, oidc.ClientSecretBasic(clientSecret));
    const { access_token } = await oidc.clientCredentialsGrant(app);

    const seenBy = async ({ clientId: id, clientSecret: secret }: typeof server): Promise<unknown> =>
      introspect(await connect(id, oidc.ClientSecretBasic(secret)), access_token);
    expect(await seenBy(server)).toMatchObject({ active: true, client_id: clientId, aud: uri });
    expect(await seenBy(stranger)).toEqual({ active: false });

    const other = await connect(stranger.clientId, oidc.ClientSecretBasic(stranger.clientSecret));
    await oidc.tokenRevocation(other, access_token);
    expect(await seenBy(server)).toMatchObject({ active: true });
  });

  test('understands every refusal', async () => {
    const { clientId, clientSecret } = await addClient(cardea, { name: 'refused', scope: 'a' });
    const right = await connect(clientId, oidc.ClientSecretBasic(clientSecret));
    const wrong = await connect(clientId, oidc.ClientSecretBasic(`${clientSecret}x`));
    const unknown = await connect('nobody', oidc.ClientSecretBasic('secret'));
    const post = await connect(clientId, oidc.ClientSecretPost(clientSecret));
    for (const config of [wrong, unknown, post]) {
      expect(await codeOf(oidc.clientCredentialsGrant(config))).toBe('401 invalid_client');
      const { headers } = wire.last('/token');
      expect(headers.get('cache-control')).toBe('no-store');
      // RFC 6749 §5.2: the scheme is named to a client that used the header
      if (config === post) expect(headers.get('www-authenticate')).toBeNull();
      else expect(headers.get('www-authenticate')).toMatch(/^Basic realm="/);
    }
    expect(await codeOf(oidc.clientCredentialsGrant(right, { scope: 'b' }))).toBe('400 invalid_scope');
    expect(await codeOf(oidc.genericGrantRequest(right, 'password', {}))).toBe('400 unsupported_grant_type');
  });

  test('reads the metrics with a token of that scope, and understands the challenge without it', async () => {
    const { clientId, clientSecret } = await addClient(cardea, { name: 'metrics', scope: 'metrics other' });
    const config = await connect(clientId, oidc.ClientSecretBasic(clientSecret));
    const url = new URL(`${cardea.issuer}/api/v1/metrics`);
    const read = async (scope: string) => {
      const { access_token } = await oidc.clientCredentialsGrant(config, { scope });
      return oidc.fetchProtectedResource(config, access_token, url, 'GET');
    };
    const response = await read('metrics');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('# TYPE ');
    expect(await codeOf(read('other'))).toBe('403 insufficient_scope');
    expect(await codeOf(oidc.fetchProtectedResource(config, 'garbage', url, 'GET'))).toBe('401 invalid_token');
  });
});
