import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { decodeJwt } from 'jose';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, answered, asked, granted, pkce } from '../../harness/flow-values.ts';

const ONE = 'urn:cardea:acr:one-factor';
const TWO = 'urn:cardea:acr:two-factor';

setDefaultTimeout(30_000);

let engine: TestEngine;
let client: RegisteredClient;
let plain: Person;
let guarded: Person;

beforeAll(async () => {
  engine = await TestEngine.open();
  client = await engine.addClient({ consent: 'implicit' });
  plain = await engine.addPerson();
  guarded = await engine.withTotp(await engine.addPerson());
});
afterAll(async () => engine[Symbol.asyncDispose]());

const claims = (acr: object): string => JSON.stringify({ id_token: { acr } });

const idToken = async (person: Person, request: Readonly<Record<string, string>> = {}) =>
  decodeJwt((await engine.tokens({ client, person, request })).id_token ?? '');

const begin = async (request: Readonly<Record<string, string>>, browser = aBrowser()) =>
  granted(
    await engine.begin(
      {
        client_id: client.id,
        response_type: 'code',
        scope: 'openid',
        state: 's',
        code_challenge: pkce().challenge,
        code_challenge_method: 'S256',
        ...request,
      },
      browser,
    ),
  );

describe('acr and amr of an ID token (OpenID Connect Core §2, RFC 8176 §2)', () => {
  test('say what happened', async () => {
    expect(await idToken(plain)).toMatchObject({ acr: ONE, amr: ['pwd'] });
    expect(await idToken(guarded)).toMatchObject({ acr: TWO, amr: ['pwd', 'otp', 'mfa'] });
  });

  test('are those of the sign-in, in a refreshed ID token too', async () => {
    const tokens = await engine.tokens({ client, person: guarded });
    const refreshed = granted(await engine.refresh(client, tokens.refresh_token));
    expect(decodeJwt(refreshed.id_token ?? '')).toMatchObject({ acr: TWO, amr: ['pwd', 'otp', 'mfa'] });
  });

  test('name the weaker context where only that is acceptable: a stronger sign-in is one too (§5.5.1.1)', async () => {
    const request = { claims: claims({ essential: true, value: ONE }) };
    expect(await idToken(guarded, request)).toMatchObject({ acr: ONE });
    expect(await idToken(guarded, { claims: claims({ essential: true, values: [ONE, TWO] }) })).toMatchObject({
      acr: TWO,
    });
  });

  test('values that nobody knows are no more than a wish that is not met (§3.1.2.1)', async () => {
    expect(await idToken(plain, { acr_values: 'urn:other 0' })).toMatchObject({ acr: ONE });
    expect(await idToken(plain, { claims: claims({ value: 'urn:other' }) })).toMatchObject({ acr: ONE });
  });
});

describe('an essential acr (OpenID Connect Core §5.5.1.1)', () => {
  test.each(['urn:other', 7, null, { evil: true }])(
    'that cannot be met ends the sign-in before it begins: %j',
    async (value) => {
      const outcome = await begin({ claims: claims({ essential: true, values: [value] }) });
      expect(answered(outcome)).toMatchObject({ error: 'unmet_authentication_requirements', state: 's' });
      expect(answered(outcome)).not.toHaveProperty('code');
    },
  );

  test('that the session does not reach asks for more, silently for nothing', async () => {
    const { browser } = await engine.code({ client, person: plain });
    const request = { claims: claims({ essential: true, value: TWO }) };
    expect(asked(await begin(request, browser)).step).toEqual({ kind: 'enrol_factor', optional: false });
    expect(answered(await begin({ ...request, prompt: 'none' }, browser)).error).toBe('login_required');
    // A wish is no reason for an error
    expect(answered(await begin({ acr_values: TWO, prompt: 'none' }, browser)).code).toBeDefined();
  });
});

test('discovery names the contexts, weakest first (OpenID Connect Discovery §3)', () => {
  expect(engine.cardea.engine.metadata([])).toMatchObject({ acr_values_supported: [ONE, TWO] });
});
