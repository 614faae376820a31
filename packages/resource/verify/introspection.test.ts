import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { formatHandle, isRefusal } from '@cardea/protocol';
import { exportJWK, jwtVerify } from 'jose';
import type { ProtectOptions } from '../guard/options.ts';
import { protect } from '../guard/protect.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { AUDIENCE, type FakeIssuer, makeKey, signToken, startFakeIssuer } from '../testing/fake-issuer.ts';

const TOKEN = formatHandle('access_token', { selector: 's'.repeat(22), verifier: 'v'.repeat(43) });
const credentials = { clientId: 'photos api', clientSecret: 'p:a%ss wörd' };

let issuer: FakeIssuer;
let clock: FakeClock;
let judge: (token: string) => Promise<string>;

const judgeWith = (changes: Partial<ProtectOptions> = {}): ((token: string) => Promise<string>) => {
  const options = { issuer: issuer.url, introspection: credentials, deadlineMs: 200, clock };
  const api = protect({ audience: AUDIENCE, scopes: ['photos:read'], ...options, ...changes });
  return async (token) => {
    const outcome = await api.decide(new Request(AUDIENCE, { headers: { 'x-auth-token': token } }));
    return isRefusal(outcome) ? outcome.code : outcome.subject;
  };
};

const active = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  active: true,
  iss: issuer.url,
  sub: 'client-1',
  client_id: 'client-1',
  aud: [AUDIENCE],
  scope: 'photos:read',
  token_type: 'Bearer',
  exp: Math.floor(clock.nowMs() / 1000) + 300,
  ...changes,
});

beforeEach(() => {
  issuer = startFakeIssuer();
  clock = createFakeClock();
  issuer.answer = () => active();
  judge = judgeWith();
});

afterEach(() => issuer.stop());

describe('an opaque token', () => {
  test('is asked about with the credentials of the resource server, form-encoded (RFC 7662 §2.1, RFC 6749 §2.3.1)', async () => {
    expect(await judge(TOKEN)).toBe('client-1');
    const { form, headers } = issuer.lastIntrospection ?? {};
    expect(Object.fromEntries(form ?? [])).toEqual({ token: TOKEN, token_type_hint: 'access_token' });
    const basic = Buffer.from(headers?.get('authorization')?.slice('Basic '.length) ?? '', 'base64').toString();
    expect(basic).toBe('photos+api:p%3Aa%25ss+w%C3%B6rd');
  });

  test('is asked about with a signed assertion, a new one each time (RFC 7523 §3)', async () => {
    const { privateKey, publicKey } = await makeKey('rs-key');
    const jwk = { ...(await exportJWK(privateKey)), kid: 'rs-key', alg: 'ES256' };
    const ask = judgeWith({ introspection: { clientId: 'photos', privateKey: jwk } });
    const ids = new Set<unknown>();
    for (let at = 0; at < 2; at += 1) {
      expect(await ask(TOKEN)).toBe('client-1');
      const form = issuer.lastIntrospection?.form;
      expect(form?.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
      const rules = { issuer: 'photos', subject: 'photos', audience: issuer.url, requiredClaims: ['exp', 'jti'] };
      const { payload } = await jwtVerify(form?.get('client_assertion') ?? '', publicKey, rules);
      ids.add(payload.jti);
      clock.pass(5_000);
    }
    expect(ids.size).toBe(2);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['inactive', { active: false }, 'token.unknown'],
    ['of another issuer', { iss: 'https://evil.example' }, 'token.issuer'],
    ['for another resource', { aud: 'https://other.example' }, 'token.audience'],
    ['for nobody', { aud: undefined }, 'token.malformed'],
    ['of nobody', { sub: undefined, client_id: undefined }, 'token.malformed'],
    ['over', { exp: 1 }, 'token.expired'],
    ['bound to a key', { cnf: { jkt: 'x' } }, 'token.bound'],
    ['of the type DPoP', { token_type: 'DPoP' }, 'token.bound'],
    ['of no type that opens anything', { token_type: 'N_A' }, 'token.bound'],
    ['without scope', { scope: undefined }, 'token.scope'],
    ['with "active" as text', { active: 'true' }, 'server.issuer'],
  ])('that is %s is refused', async (_, changes, code) => {
    issuer.answer = () => active(changes);
    expect(await judge(TOKEN)).toBe(code);
  });

  test('needs neither an end nor a subject: the client stands for itself', async () => {
    issuer.answer = () => active({ exp: undefined, sub: undefined, client_id: 'daemon', token_type: undefined });
    expect(await judge(TOKEN)).toBe('daemon');
  });

  test('a truncated copy, and a handle of another kind, cost no request', async () => {
    for (const text of [
      TOKEN.slice(0, -1),
      `${TOKEN}A`,
      formatHandle('refresh_token', { selector: 's'.repeat(22), verifier: 'v'.repeat(43) }),
    ]) {
      expect(await judge(text)).toBe('token.malformed');
    }
    expect(issuer.asked).toEqual({ metadata: 0, jwks: 0, introspection: 0 });
  });

  test('S069: a revocation, and a narrowed scope, count within five seconds (design D4)', async () => {
    expect(await judge(TOKEN)).toBe('client-1');
    issuer.answer = () => ({ active: false });
    clock.pass(4_999);
    expect(await judge(TOKEN)).toBe('client-1');
    clock.pass(1);
    expect(await judge(TOKEN)).toBe('token.unknown');
    issuer.answer = () => active({ scope: 'photos' });
    clock.pass(1_000);
    expect(await judge(TOKEN)).toBe('token.scope');
    expect(issuer.asked.introspection).toBe(3);
  });

  test('an end is kept to within its second, though the answer is kept', async () => {
    const exp = Math.floor(clock.nowMs() / 1000) + 2;
    issuer.answer = () => (clock.nowMs() / 1000 < exp ? active({ exp }) : { active: false });
    expect(await judge(TOKEN)).toBe('client-1');
    clock.pass(2_000);
    expect(await judge(TOKEN)).toBe('token.unknown');
  });

  test('a no is kept for a second only, and one question serves all who wait', async () => {
    issuer.answer = () => ({ active: false });
    await Promise.all(Array.from({ length: 50 }, () => judge(TOKEN)));
    expect(issuer.asked.introspection).toBe(1);
    issuer.answer = () => active();
    expect(await judge(TOKEN)).toBe('token.unknown');
    clock.pass(1_000);
    expect(await judge(TOKEN)).toBe('client-1');
  });

  test.each<[string, () => Response | Promise<Response>]>([
    ['does not answer', () => new Promise<Response>(() => undefined)],
    ['answers 500', () => new Response('oops', { status: 500 })],
    ['refuses our credentials', () => Response.json({ error: 'invalid_client' }, { status: 401 })],
    ['answers no JSON', () => new Response('active')],
    ['redirects', () => Response.redirect('http://127.0.0.1:1/')],
    ['is busy', () => new Response(null, { status: 429, headers: { 'retry-after': '9' } })],
  ])('while the issuer %s, it is a 503 and is asked again', async (_, trouble) => {
    issuer.trouble = (endpoint) =>
      endpoint === 'introspection'
        ? trouble()
        : Response.json({ issuer: issuer.url, introspection_endpoint: `${issuer.url}/introspect` });
    expect(await judge(TOKEN)).toBe('server.issuer');
    issuer.trouble = undefined;
    expect(await judge(TOKEN)).toBe('client-1');
  });

  test('the patience that a busy issuer asks for is passed on', async () => {
    issuer.answer = () => new Response(null, { status: 429, headers: { 'retry-after': '9' } });
    const api = protect({ issuer: issuer.url, audience: AUDIENCE, scopes: [], introspection: credentials });
    const outcome = await api.check(new Request(AUDIENCE, { headers: { authorization: `Bearer ${TOKEN}` } }));
    expect(outcome instanceof Response && [outcome.status, outcome.headers.get('retry-after')]).toEqual([503, '9']);
  });
});

describe('a JWT where introspection is configured', () => {
  test('is checked by keys, or by asking where that is chosen', async () => {
    const key = await makeKey('key-1');
    issuer.keys = [key.publicJwk];
    const token = await signToken(issuer.url, key);
    expect(await judge(token)).toBe('client-1');
    expect(issuer.asked).toMatchObject({ jwks: 1, introspection: 0 });
    issuer.answer = () => ({ active: false });
    expect(await judgeWith({ introspection: { ...credentials, always: true } })(token)).toBe('token.unknown');
    expect(issuer.asked).toMatchObject({ jwks: 1, introspection: 1 });
  });
});
