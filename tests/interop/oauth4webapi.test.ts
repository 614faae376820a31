import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import * as oauth from 'oauth4webapi';
import { type AddedClient, addClient, addResource } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';

const PHOTOS = 'https://api.example.com/photos';
const insecure = { [oauth.allowInsecureRequests]: true } as const;

let cardea: RunningCardea;
let as: oauth.AuthorizationServer;
let app: AddedClient;
let monitor: AddedClient;

const clientOf = ({ clientId }: AddedClient): oauth.Client => ({ client_id: clientId });
const secretOf = ({ clientSecret }: AddedClient): oauth.ClientAuth => oauth.ClientSecretBasic(clientSecret);

const grant = async (to: AddedClient, parameters: Record<string, string> = {}) => {
  const client = clientOf(to);
  const response = await oauth.clientCredentialsGrantRequest(as, client, secretOf(to), parameters, insecure);
  const seen = response.clone();
  return { seen, tokens: await oauth.processClientCredentialsResponse(as, client, response) };
};

beforeAll(async () => {
  cardea = await startCardea();
  await addResource(cardea, { uri: PHOTOS, format: 'jwt', scope: 'photos:read' });
  app = await addClient(cardea, { name: 'app', scope: 'photos:read', resources: [PHOTOS] });
  monitor = await addClient(cardea, { name: 'monitor', scope: 'metrics' });
  const issuer = new URL(cardea.issuer);
  const response = await oauth.discoveryRequest(issuer, { ...insecure, algorithm: 'oauth2' });
  as = await oauth.processDiscoveryResponse(issuer, response);
});

afterAll(() => cardea.stop());

describe('oauth4webapi, which validates every answer strictly', () => {
  test('accepts the metadata in both places (RFC 8414 §3, OpenID Connect Discovery §4)', async () => {
    const issuer = new URL(cardea.issuer);
    const response = await oauth.discoveryRequest(issuer, { ...insecure, algorithm: 'oidc' });
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const etag = response.headers.get('etag');
    expect(await oauth.processDiscoveryResponse(issuer, response)).toEqual(as);
    const url = `${cardea.issuer}/.well-known/openid-configuration`;
    expect((await fetch(url, { headers: { 'if-none-match': etag ?? '' } })).status).toBe(304);
  });

  test('accepts the metadata of our own API (RFC 9728)', async () => {
    const identifier = new URL(cardea.issuer);
    const response = await oauth.resourceDiscoveryRequest(identifier, insecure);
    const metadata = await oauth.processResourceDiscoveryResponse(identifier, response);
    expect(metadata.authorization_servers).toEqual([cardea.issuer]);
    expect(metadata.bearer_methods_supported).toEqual(['header']);
  });

  test('accepts a JWT access token, and only for its audience (RFC 9068 §4)', async () => {
    const { seen, tokens } = await grant(app, { resource: PHOTOS });
    expect([seen.status, seen.headers.get('cache-control'), seen.headers.get('pragma')]).toEqual([
      200,
      'no-store',
      'no-cache',
    ]);
    const request = new Request(PHOTOS, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    const claims = await oauth.validateJwtAccessToken(as, request, PHOTOS, insecure);
    expect(claims).toMatchObject({
      iss: cardea.issuer,
      aud: PHOTOS,
      sub: app.clientId,
      client_id: app.clientId,
      scope: 'photos:read',
    });
    expect(claims.exp - claims.iat).toBe(tokens.expires_in ?? 0);
    expect(oauth.validateJwtAccessToken(as, request, 'https://other.example', insecure)).rejects.toThrow('aud');
  });

  test('S053: two tokens never share an id', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { access_token } = (await grant(app, { resource: PHOTOS })).tokens;
        const request = new Request(PHOTOS, { headers: { authorization: `Bearer ${access_token}` } });
        return (await oauth.validateJwtAccessToken(as, request, PHOTOS, insecure)).jti;
      }),
    );
    expect(new Set(ids).size).toBe(20);
  });

  test('accepts introspection as JSON and as a signed JWT (RFC 7662, RFC 9701)', async () => {
    const { access_token } = (await grant(app, { resource: PHOTOS })).tokens;
    for (const requestJwtResponse of [false, true]) {
      const options = { ...insecure, requestJwtResponse };
      const response = await oauth.introspectionRequest(as, clientOf(app), secretOf(app), access_token, options);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const client = { ...clientOf(app), introspection_signed_response_alg: 'ES256' };
      const seen = response.clone();
      const about = await oauth.processIntrospectionResponse(as, client, response);
      expect(about).toMatchObject({ active: true, client_id: app.clientId, aud: PHOTOS, token_type: 'Bearer' });
      expect(seen.headers.get('content-type')).toBe(
        requestJwtResponse ? 'application/token-introspection+jwt' : 'application/json',
      );
      if (requestJwtResponse) await oauth.validateApplicationLevelSignature(as, response, insecure);
    }
  });

  test('accepts a revocation, which counts at once and may be repeated (RFC 7009 §2.2)', async () => {
    const { access_token } = (await grant(monitor)).tokens;
    const client = clientOf(monitor);
    for (const token of [access_token, access_token, 'garbage']) {
      const response = await oauth.revocationRequest(as, client, secretOf(monitor), token, insecure);
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(await oauth.processRevocationResponse(response)).toBeUndefined();
    }
    const response = await oauth.introspectionRequest(as, client, secretOf(monitor), access_token, insecure);
    expect(await oauth.processIntrospectionResponse(as, client, response)).toEqual({ active: false });
  });

  test('reads our API with a token, and the challenge without one (RFC 6750 §3, RFC 9728 §5.1)', async () => {
    const url = new URL(`${cardea.issuer}/api/v1/metrics`);
    const { access_token } = (await grant(monitor, { resource: cardea.issuer })).tokens;
    const response = await oauth.protectedResourceRequest(access_token, 'GET', url, undefined, null, insecure);
    expect(response.status).toBe(200);
    expect((await fetch(url, { headers: { 'X-Auth-Token': access_token } })).status).toBe(200);

    const refused = oauth.protectedResourceRequest('garbage', 'GET', url, undefined, null, insecure);
    const error = await refused.catch((reason) => reason);
    expect(error).toBeInstanceOf(oauth.WWWAuthenticateChallengeError);
    expect(error.status).toBe(401);
    expect(error.cause[0]).toMatchObject({
      scheme: 'bearer',
      parameters: {
        error: 'invalid_token',
        resource_metadata: `${cardea.issuer}/.well-known/oauth-protected-resource`,
      },
    });
  });

  test('reads a refusal of the client (RFC 6749 §5.2)', async () => {
    const client = clientOf(app);
    const wrong = oauth.ClientSecretBasic('wrong secret');
    const response = await oauth.clientCredentialsGrantRequest(as, client, wrong, {}, insecure);
    const error = await oauth.processClientCredentialsResponse(as, client, response).catch((reason) => reason);
    expect(error).toBeInstanceOf(oauth.WWWAuthenticateChallengeError);
    expect(error.status).toBe(401);
  });
});
