import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { isRefusal } from '@cardea/protocol';
import { type Protection, protect } from '@cardea/resource';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { type AddedClient, addClient, addResource } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';

const JWT_API = 'https://api.example.com/jwt';
const OPAQUE_API = 'https://api.example.com/opaque';
const KEPT_MS = 5_000;

let cardea: RunningCardea;
let app: AddedClient;
let server: AddedClient;
let serverKey: JWK & { alg: string };
let elapsedMs: number;

const clock = { nowMs: () => Date.now(), monotonicMs: () => elapsedMs };

const ask = (path: string, parameters: Record<string, string>): Promise<Response> =>
  fetch(cardea.endpoint(path), {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${app.clientId}:${app.clientSecret}`)}` },
    body: new URLSearchParams(parameters),
  });

const tokenFor = async (resource: string, scope: string): Promise<string> => {
  const response = await ask('token', { grant_type: 'client_credentials', resource, scope });
  const { access_token }: { access_token: string } = JSON.parse(await response.text());
  return access_token;
};

const judge = async (api: Protection, token: string): Promise<string> => {
  const outcome = await api.decide(new Request('https://api.example.com/', { headers: { 'X-Auth-Token': token } }));
  return isRefusal(outcome) ? outcome.code : outcome.clientId;
};

beforeAll(async () => {
  cardea = await startCardea();
  elapsedMs = 0;
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  serverKey = { ...(await exportJWK(privateKey)), kid: 'rs', alg: 'ES256' };
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'rs', alg: 'ES256', use: 'sig' }];
  server = await addClient(cardea, { name: 'resource server', authMethod: 'private_key_jwt', keys });
  await addResource(cardea, { uri: JWT_API, format: 'jwt', introspectors: [server.clientId] });
  await addResource(cardea, { uri: OPAQUE_API, format: 'opaque', introspectors: [server.clientId] });
  app = await addClient(cardea, { name: 'app', scope: 'read write', resources: [JWT_API, OPAQUE_API] });
});

afterAll(() => cardea.stop());

describe('an API guarded by @cardea/resource', () => {
  test('accepts JWTs by the published keys, for its audience and scopes', async () => {
    const api = protect({ issuer: cardea.issuer, audience: JWT_API, scopes: ['read'] });
    expect(await judge(api, await tokenFor(JWT_API, 'read'))).toBe(app.clientId);
    expect(await judge(api, await tokenFor(JWT_API, 'write'))).toBe('token.scope');
    const other = protect({ issuer: cardea.issuer, audience: 'https://api.example.com/', scopes: [] });
    expect(await judge(other, await tokenFor(JWT_API, 'read'))).toBe('token.audience');
  });

  test.each([OPAQUE_API, JWT_API])(
    'asks about tokens for %s; a revocation counts within five seconds',
    async (audience) => {
      const introspection = { clientId: server.clientId, privateKey: serverKey, always: true };
      const api = protect({ issuer: cardea.issuer, audience, scopes: ['read'], introspection, clock });
      const token = await tokenFor(audience, 'read');
      expect(await judge(api, token)).toBe(app.clientId);
      expect((await ask('revoke', { token })).status).toBe(200);
      elapsedMs += KEPT_MS;
      expect(await judge(api, token)).toBe('token.unknown');
    },
  );

  test('a client that is no introspector of the resource lets nobody in', async () => {
    const stranger = await addClient(cardea, { name: 'stranger' });
    const api = protect({ issuer: cardea.issuer, audience: OPAQUE_API, scopes: [], introspection: stranger });
    expect(await judge(api, await tokenFor(OPAQUE_API, 'read'))).toBe('token.unknown');
  });

  test('wrong credentials for introspection are a 503, not an open door', async () => {
    const introspection = { ...server, clientSecret: 'wrong' };
    const api = protect({ issuer: cardea.issuer, audience: OPAQUE_API, scopes: [], introspection });
    expect(await judge(api, await tokenFor(OPAQUE_API, 'read'))).toBe('server.issuer');
  });
});
