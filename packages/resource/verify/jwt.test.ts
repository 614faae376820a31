import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'bun:test';
import { isRefusal } from '@cardea/protocol';
import { exportSPKI, type JWK } from 'jose';
import { protect } from '../guard/protect.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import {
  AUDIENCE,
  type FakeIssuer,
  makeKey,
  signToken,
  startFakeIssuer,
  type TestKey,
} from '../testing/fake-issuer.ts';
import { forgeToken } from '../testing/forge-token.ts';

const SKEW_SECONDS = 60;
const now = Math.floor(Date.now() / 1000);

let issuer: FakeIssuer;
let key: TestKey;
let clock: FakeClock;
let judge: (token: string) => Promise<string>;

beforeAll(async () => {
  key = await makeKey('key-1');
});

beforeEach(() => {
  issuer = startFakeIssuer();
  issuer.keys = [key.publicJwk];
  clock = createFakeClock();
  const api = protect({ issuer: issuer.url, audience: AUDIENCE, scopes: ['photos:read'], clock });
  judge = async (token) => {
    const request = new Request(AUDIENCE, { headers: { authorization: `Bearer ${token}` } });
    const outcome = await api.decide(request);
    return isRefusal(outcome) ? outcome.code : outcome.subject;
  };
});

afterEach(() => issuer.stop());

describe('a JWT access token', () => {
  test('opens the door, and its keys are asked for once', async () => {
    const token = await signToken(issuer.url, key);
    expect(await Promise.all(Array.from({ length: 20 }, () => judge(token)))).toEqual(Array(20).fill('client-1'));
    expect(issuer.asked).toEqual({ metadata: 1, jwks: 1, introspection: 0 });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['another issuer', { iss: 'https://evil.example' }, 'token.issuer'],
    ['the issuer with a slash more', { iss: 'SLASH' }, 'token.issuer'],
    ['another audience', { aud: 'https://api.example.com' }, 'token.audience'],
    ['a longer audience', { aud: `${AUDIENCE}/` }, 'token.audience'],
    ['several audiences without this one', { aud: ['a', 'b'] }, 'token.audience'],
    ['no audience', { aud: undefined }, 'token.malformed'],
    ['an empty list of audiences', { aud: [] }, 'token.malformed'],
    ['an audience that is no text', { aud: [AUDIENCE, 7] }, 'token.malformed'],
    ['no subject', { sub: undefined }, 'token.malformed'],
    ['no client', { client_id: undefined }, 'token.malformed'],
    ['no id', { jti: undefined }, 'token.malformed'],
    ['no issuer', { iss: undefined }, 'token.malformed'],
    ['no end', { exp: undefined }, 'token.malformed'],
    ['no beginning', { iat: undefined }, 'token.malformed'],
    ['an end that is text', { exp: '9999999999' }, 'token.malformed'],
    ['scopes as an array', { scope: ['photos:read'] }, 'token.malformed'],
    ['an end just past the skew', { exp: now - SKEW_SECONDS - 5 }, 'token.expired'],
    ['a beginning after the skew', { nbf: now + SKEW_SECONDS + 60 }, 'token.expired'],
    ['an issue in the future', { iat: now + SKEW_SECONDS + 60 }, 'token.expired'],
    ['a key it is bound to', { cnf: { jkt: 'x' } }, 'token.bound'],
    ['another scope', { scope: 'photos:write' }, 'token.scope'],
    ['no scope', { scope: undefined }, 'token.scope'],
    ['an empty scope', { scope: '' }, 'token.scope'],
  ])('is refused with %s (RFC 9068 §4)', async (_, claims, code) => {
    const changed = claims.iss === 'SLASH' ? { iss: `${issuer.url}/` } : claims;
    expect(await judge(await signToken(issuer.url, key, { claims: changed }))).toBe(code);
  });

  test.each<[string, Record<string, unknown>]>([
    ['an end within the skew', { exp: now - SKEW_SECONDS + 30 }],
    ['a beginning within the skew', { nbf: now + SKEW_SECONDS - 30 }],
    ['this audience among others', { aud: ['https://other.example', AUDIENCE] }],
    ['a wildcard scope', { scope: 'openid photos:*' }],
    ['every scope', { scope: '*' }],
  ])('is accepted with %s', async (_, claims) => {
    expect(await judge(await signToken(issuer.url, key, { claims }))).toBe('client-1');
  });

  test.each(['JWT', 'logout+jwt', 'id+jwt', 'token-introspection+jwt', 'at+jwt2', '', undefined])(
    'S050: what is signed for another purpose opens nothing: typ %p (RFC 8725 §3.11)',
    async (typ) => {
      expect(await judge(await signToken(issuer.url, key, { header: { typ } }))).toBe('token.type');
      expect(issuer.asked.jwks).toBe(0);
    },
  );

  test('its type may be written in full and in any case (RFC 9068 §4)', async () => {
    for (const typ of ['application/at+jwt', 'AT+JWT']) {
      expect(await judge(await signToken(issuer.url, key, { header: { typ } }))).toBe('client-1');
    }
  });

  test.each(['none', 'nOnE', 'HS256', 'HS512', 'ES999', ''])(
    'S047: alg %p is refused, whatever signs it (RFC 8725 §3.1)',
    async (alg) => {
      const { publicKey, publicJwk } = await makeKey('key-1', 'RS256');
      issuer.keys = [publicJwk];
      const secrets = [JSON.stringify(publicJwk), await exportSPKI(publicKey), ''];
      for (const secret of secrets) {
        expect(await judge(forgeToken(issuer.url, { header: { alg }, secret }))).toBe('token.signature');
      }
      expect(issuer.asked.jwks).toBe(0);
    },
  );

  test('S047: without alg, without a signature, or with another byte it is refused', async () => {
    const token = await signToken(issuer.url, key);
    const [header, payload, signature] = token.split('.') as [string, string, string];
    expect(await judge(forgeToken(issuer.url, { header: { alg: undefined }, secret: '' }))).toBe('token.signature');
    expect(await judge(`${header}.${payload}.`)).toBe('token.signature');
    const other = await signToken(issuer.url, key, { claims: { sub: 'someone' } });
    expect(await judge(`${header}.${other.split('.')[1]}.${signature}`)).toBe('token.signature');
    expect(await judge(`${header}.${payload}.${signature.split('').reverse().join('')}`)).toBe('token.signature');
  });

  test('S048: keys in the header are never used, and no listener is asked', async () => {
    const evil = await makeKey('evil');
    let connections = 0;
    const listener = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      fetch: () => {
        connections += 1;
        return Response.json({ keys: [evil.publicJwk] });
      },
    });
    for (const header of [
      { jwk: evil.publicJwk },
      { jku: `${listener.url}jwks` },
      { x5u: `${listener.url}cert` },
      { x5c: ['MIIB'] },
    ]) {
      for (const kid of ['evil', 'key-1', undefined]) {
        expect(await judge(await signToken(issuer.url, evil, { header: { ...header, kid } }))).toBe('token.signature');
      }
    }
    await listener.stop(true);
    expect(connections).toBe(0);
  });

  test.each<[string, unknown, string]>([
    ['a path', '../../etc/passwd', 'token.signature'],
    ['an injection', "' OR 1=1 --", 'token.signature'],
    ['an array', ['key-1'], 'token.malformed'],
    ['an object', { kid: 'key-1' }, 'token.malformed'],
    ['twelve thousand characters', 'k'.repeat(12_000), 'token.malformed'],
  ])('S048: a kid that is %s is refused', async (_, kid, code) => {
    expect(await judge(await signToken(issuer.url, key, { header: { kid } }))).toBe(code);
  });

  test('S048: two keys with one kid are refused rather than guessed between', async () => {
    issuer.keys = [key.publicJwk, (await makeKey('key-1')).publicJwk];
    expect(await judge(await signToken(issuer.url, key))).toBe('token.signature');
  });

  test('an extension that must be understood is refused (RFC 7515 §4.1.11)', async () => {
    const token = forgeToken(issuer.url, { header: { alg: 'ES256', crit: ['exp'] }, secret: '' });
    expect(await judge(token)).toBe('token.malformed');
    const unencoded = forgeToken(issuer.url, { header: { alg: 'ES256', b64: false }, secret: '' });
    expect(await judge(unencoded)).toBe('token.malformed');
  });

  test('a key of the set for encryption, or for another algorithm, signs nothing', async () => {
    for (const change of [{ use: 'enc' }, { alg: 'ES384' }, { key_ops: ['sign'] }] satisfies Partial<JWK>[]) {
      const other = startFakeIssuer();
      other.keys = [{ ...key.publicJwk, ...change }];
      const api = protect({ issuer: other.url, audience: AUDIENCE, scopes: [] });
      const headers = { authorization: `Bearer ${await signToken(other.url, key)}` };
      const response = await api.check(new Request(AUDIENCE, { headers }));
      expect(response instanceof Response && response.status).toBe(401);
      await other.stop();
    }
  });

  test.each(['ES256', 'EdDSA', 'RS256', 'PS256'])('is accepted with a signature by %s', async (alg) => {
    const other = await makeKey('other', alg);
    issuer.keys = [key.publicJwk, other.publicJwk];
    expect(await judge(await signToken(issuer.url, other))).toBe('client-1');
  });

  test('an opaque token is refused where introspection is not configured', async () => {
    expect(await judge('abcdef')).toBe('token.malformed');
    expect(await judge('a.b.c')).toBe('token.malformed');
    expect(issuer.asked).toEqual({ metadata: 0, jwks: 0, introspection: 0 });
  });
});
