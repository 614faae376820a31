import { describe, expect, test } from 'bun:test';
import type { VerifiedToken } from '../verify/verified-token.ts';
import { protect } from './protect.ts';
import { missingSignIn, type SignInRules } from './sign-in.ts';

const AUDIENCE = 'https://api.example.com/money';
const NOW = 1_800_000_000;
const TWO = 'urn:cardea:acr:two-factor';
const ONE = 'urn:cardea:acr:one-factor';

const token = (claims: VerifiedToken['claims']): VerifiedToken => ({
  subject: 'alice',
  clientId: 'app',
  scopes: ['pay'],
  audience: [AUDIENCE],
  expiresAt: undefined,
  id: undefined,
  claims,
});

describe('the sign-in behind a token (RFC 9470 §3)', () => {
  test.each<[SignInRules, VerifiedToken['claims'], boolean]>([
    [{}, {}, true],
    [{ acrValues: [TWO] }, { acr: TWO }, true],
    [{ acrValues: [TWO, ONE] }, { acr: ONE }, true],
    [{ acrValues: [TWO] }, { acr: ONE }, false],
    [{ acrValues: [TWO] }, {}, false],
    [{ acrValues: [TWO] }, { acr: [TWO] }, false],
    [{ maxAgeSeconds: 60 }, { auth_time: NOW - 60 }, true],
    [{ maxAgeSeconds: 60 }, { auth_time: NOW - 61 }, false],
    [{ maxAgeSeconds: 60 }, {}, false],
    [{ maxAgeSeconds: 60 }, { auth_time: String(NOW) }, false],
    [{ maxAgeSeconds: 60, acrValues: [TWO] }, { auth_time: NOW, acr: ONE }, false],
    [{ maxAgeSeconds: 60, acrValues: [TWO] }, { auth_time: NOW - 61, acr: TWO }, false],
    [{ maxAgeSeconds: 60, acrValues: [TWO] }, { auth_time: NOW, acr: TWO }, true],
  ])('%j, by a token that says %j: %p', (rules, claims, isEnough) => {
    const refusal = missingSignIn(token(claims), rules, NOW);
    expect(refusal?.error).toBe(isEnough ? undefined : 'insufficient_user_authentication');
  });

  test.each<SignInRules>([
    { acrValues: [] },
    { acrValues: ['two "factors"'] },
    { acrValues: ['a b'] },
    { maxAgeSeconds: -1 },
    { maxAgeSeconds: 0.5 },
  ])('rules that cannot be meant throw at once: %j', (signIn) => {
    const verify = async () => token({});
    expect(() => protect({ verify, audience: AUDIENCE, scopes: [], signIn })).toThrow(TypeError);
  });
});

describe('a guarded route', () => {
  const said = { claims: {} as VerifiedToken['claims'] };
  const now = Math.floor(Date.now() / 1000);
  const api = protect({ verify: async () => token(said.claims), audience: AUDIENCE, scopes: ['pay'] });
  const pay = api
    .requiresSignIn({ acrValues: [TWO, ONE], maxAgeSeconds: 3600 })
    .requiresSignIn({ acrValues: [TWO], maxAgeSeconds: 300 });
  const ask = async (guarded: typeof api, claims: VerifiedToken['claims']): Promise<Response> => {
    said.claims = claims;
    const request = new Request(AUDIENCE, { headers: { authorization: 'Bearer t' } });
    return guarded.guard(() => new Response('paid'))(request);
  };

  test('answers 401 with what the client is to ask for (RFC 9470 §3)', async () => {
    const response = await ask(pay, { acr: ONE, auth_time: now });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: 'insufficient_user_authentication' });
    const challenge = response.headers.get('www-authenticate') ?? '';
    expect(challenge).toStartWith('Bearer realm="');
    expect(challenge).toContain('error="insufficient_user_authentication"');
    expect(challenge).toContain(`acr_values="${TWO}"`);
    expect(challenge).toContain('max_age="300"');
    expect(challenge).not.toContain('scope=');
  });

  test('lets in who has signed in well and lately; the plain guard asks for no more than before', async () => {
    expect((await ask(pay, { acr: TWO, auth_time: now - 10 })).status).toBe(200);
    expect((await ask(pay, { acr: TWO, auth_time: now - 4000 })).status).toBe(401);
    expect((await ask(api, {})).status).toBe(200);
  });
});
