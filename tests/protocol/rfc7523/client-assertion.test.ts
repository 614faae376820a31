import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  ASSERTION_TYPE,
  type AssertionOptions,
  assertionForm,
  type ClientKey,
  createClientKey,
  signAssertion,
} from '../../harness/assertions.ts';
import { countAssertions } from '../../harness/beside.ts';
import { createMovedClock, type MovedClock } from '../../harness/moved-clock.ts';
import { as, obtainToken, post, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const ASYMMETRIC = ['ES256', 'ES384', 'ES512', 'EdDSA', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'];
const secrets = createSecretWatch();
const keys = new Map<string, ClientKey>();
let clock: MovedClock;
let cardea: RunningCardea;
let killed: RunningCardea | undefined;
let keyClient: AddedClient;
let macClient: AddedClient;

const keyOf = (algorithm: string): ClientKey => {
  const key = keys.get(algorithm);
  if (!key) throw new Error(`no key of ${algorithm}`);
  return key;
};
const sign = async (options: AssertionOptions = {}, algorithm = 'ES256', audience = cardea.issuer): Promise<string> => {
  const target = { clientId: keyClient.clientId, audience };
  return secrets.keep(await signAssertion(keyOf(algorithm), target, { nowSeconds: clock.nowSeconds(), ...options }));
};
const signMac = async (client: AddedClient, algorithm: string): Promise<string> => {
  const privateKey = new TextEncoder().encode(client.clientSecret);
  const target = { clientId: client.clientId, audience: cardea.issuer };
  const key = { algorithm, kid: 'mac', privateKey };
  return secrets.keep(await signAssertion(key, target, { nowSeconds: clock.nowSeconds() }));
};
const ask = async (assertion: string, extra: Record<string, string> = {}): Promise<string> => {
  const { status, json } = await post(cardea.endpoint('token'), assertionForm(assertion, extra));
  return `${status} ${json.error ?? json.token_type}`;
};
const GRANTED = '200 Bearer';
const REFUSED = '401 invalid_client';

beforeAll(async () => {
  clock = await createMovedClock();
  cardea = await startCardea({
    env: { ...clock.env, CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '10000' },
  });
  for (const algorithm of ASYMMETRIC) keys.set(algorithm, await createClientKey(algorithm, algorithm));
  const jwks = [...keys.values()].map(({ publicJwk }) => publicJwk);
  keyClient = await addClient(cardea, { name: 'keys', authMethod: 'private_key_jwt', scope: 'a', keys: jwks });
  macClient = await addClient(cardea, { name: 'mac', authMethod: 'client_secret_jwt', scope: 'a' });
  secrets.keep(macClient.clientSecret);
});

afterAll(async () => {
  await secrets.stop(cardea);
  await killed?.stop();
  await clock[Symbol.asyncDispose]();
});

describe('private_key_jwt (RFC 7523 §2.2, §3) (parity: scottbrady91)', () => {
  test.each(ASYMMETRIC)('%s, by the kid of one of the registered keys', async (algorithm) => {
    expect(await ask(await sign({}, algorithm))).toBe(GRANTED);
  });

  test('without a kid: the key is found by its type', async () => {
    expect(await ask(await sign({ header: { kid: undefined } }, 'EdDSA'))).toBe(GRANTED);
  });

  test('the audience is the issuer or the URL of an endpoint, one value, also in a list (§3, item 3)', async () => {
    const { issuer } = cardea;
    for (const aud of [issuer, cardea.endpoint('token'), [issuer]])
      expect(await ask(await sign({ claims: { aud } }))).toBe(GRANTED);
    for (const aud of [`${issuer}/`, 'https://other.example', [issuer, 'https://other.example'], [issuer, issuer], []])
      expect(await ask(await sign({ claims: { aud } }))).toBe(REFUSED);
  });

  test('a jti is used once, and is remembered as long as the assertion could be (§3, item 7)', async () => {
    const assertion = await sign({ claims: { exp: clock.nowSeconds() + 300 } });
    expect(await ask(assertion)).toBe(GRANTED);
    expect(await ask(assertion)).toBe(REFUSED);
    await clock.advance(300);
    // Expired, but within the skew: only the memory of the jti refuses it.
    expect(await ask(assertion)).toBe(REFUSED);
    await clock.advance(61);
    expect(await ask(assertion)).toBe(REFUSED);
  });

  test('the memory of a jti does not outlive a kill -9 less than its token (INV8)', async () => {
    const assertion = await sign({ claims: { exp: clock.nowSeconds() + 300 } });
    expect(await ask(assertion)).toBe(GRANTED);
    const remembered = countAssertions(cardea);
    await cardea.kill();
    const { dataDir, port, env } = cardea;
    const restarted = await startCardea({ dataDir, port, env });
    [killed, cardea] = [cardea, restarted];
    expect(countAssertions(cardea)).toBe(remembered);
    expect(await ask(assertion)).toBe(REFUSED);
  });

  test('times: exp is required, at most an hour ahead, and clocks may differ by a minute (§3, items 4 to 6; D3)', async () => {
    const now = clock.nowSeconds();
    const outcomes = async (claims: Readonly<Record<string, unknown>>[]) =>
      Promise.all(claims.map(async (claim) => ask(await sign({ claims: claim }))));
    const good = [{ exp: now - 50 }, { exp: now + 3650 }, { iat: now + 50 }, { nbf: now + 50 }, { iat: undefined }];
    expect(await outcomes(good)).toEqual(good.map(() => GRANTED));
    const bad = [
      { exp: undefined },
      { exp: now - 70 },
      { exp: now + 3670 },
      { exp: String(now + 60) },
      { exp: null },
      { iat: now + 70 },
      { iat: 'now' },
      { nbf: now + 70 },
    ];
    expect(await outcomes(bad)).toEqual(bad.map(() => REFUSED));
  });

  test('client_id beside it is the same client (RFC 7521 §4.2)', async () => {
    expect(await ask(await sign(), { client_id: keyClient.clientId })).toBe(GRANTED);
    expect(await ask(await sign(), { client_id: macClient.clientId })).toBe(REFUSED);
  });

  test('the type of the assertion is named (RFC 7523 §2.2)', async () => {
    const url = cardea.endpoint('token');
    for (const client_assertion_type of ['', 'jwt', ASSERTION_TYPE.toUpperCase()]) {
      const form = { grant_type: 'client_credentials', client_assertion: await sign(), client_assertion_type };
      expect((await post(url, form)).status).toBe(401);
    }
    const form = { grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE };
    expect((await post(url, form)).status).toBe(401);
  });

  test('a JWT that says it is something else is no client assertion (RFC 8725 §3.11)', async () => {
    for (const typ of ['JWT', 'jwt', 'client-authentication+jwt', 'application/client-authentication+jwt'])
      expect(await ask(await sign({ header: { typ } }))).toBe(GRANTED);
    for (const typ of ['at+jwt', 'dpop+jwt', 'logout+jwt', 'oauth-authz-req+jwt', 'secevent+jwt', '', 7])
      expect(await ask(await sign({ header: { typ } }))).toBe(REFUSED);
  });

  test('is accepted at introspection and revocation, each assertion once', async () => {
    const other = await addClient(cardea, { name: 'another', scope: 'a' });
    const token = secrets.keep(await obtainToken(cardea, other));
    const at = async (endpoint: string, assertion: string) => {
      const form = { token, client_assertion_type: ASSERTION_TYPE, client_assertion: assertion };
      return (await post(cardea.endpoint(endpoint), form)).status;
    };
    for (const endpoint of ['introspect', 'revoke']) {
      const assertion = await sign({ claims: { aud: cardea.endpoint(endpoint) } });
      expect([await at(endpoint, assertion), await at(endpoint, assertion)]).toEqual([200, 401]);
    }
    expect((await post(cardea.endpoint('introspect'), { token }, as(other))).json.active).toBe(true);
  });

  test('a client may be bound to one algorithm', async () => {
    await cardea.cli(['clients', 'mod', keyClient.clientId, '--assertion-alg', 'PS256', '--json']);
    expect(await ask(await sign({}, 'PS256'))).toBe(GRANTED);
    expect(await ask(await sign({}, 'ES256'))).toBe(REFUSED);
    await cardea.cli(['clients', 'mod', keyClient.clientId, '--assertion-alg', 'any', '--json']);
    expect(await ask(await sign({}, 'ES256'))).toBe(GRANTED);
  });

  test('keys are replaced by the operator: the old one is refused at once', async () => {
    const fresh = await createClientKey('ES256', 'fresh');
    const client = await addClient(cardea, {
      name: 'rotating',
      authMethod: 'private_key_jwt',
      scope: 'a',
      keys: [keyOf('ES256').publicJwk],
    });
    const asking = async (key: ClientKey) => {
      const target = { clientId: client.clientId, audience: cardea.issuer };
      return ask(await signAssertion(key, target, { nowSeconds: clock.nowSeconds() }));
    };
    expect([await asking(keyOf('ES256')), await asking(fresh)]).toEqual([GRANTED, REFUSED]);
    const stdin = JSON.stringify({ keys: [fresh.publicJwk] });
    await cardea.cli(['clients', 'mod', client.clientId, '--jwks', '-', '--json'], { stdin });
    expect([await asking(keyOf('ES256')), await asking(fresh)]).toEqual([REFUSED, GRANTED]);
  });
});

describe('client_secret_jwt (OpenID Connect Core §9)', () => {
  test.each(['HS256', 'HS384', 'HS512'])('%s with the client secret', async (algorithm) => {
    const assertion = await signMac(macClient, algorithm);
    expect(await ask(assertion)).toBe(GRANTED);
    expect(await ask(assertion)).toBe(REFUSED);
    const stranger = { ...macClient, clientSecret: `${macClient.clientSecret.slice(0, -1)}_` };
    expect(await ask(await signMac(stranger, algorithm))).toBe(REFUSED);
  });

  test('the secret itself is no credential of such a client', async () => {
    const { clientId: client_id, clientSecret: client_secret } = macClient;
    const form = { grant_type: 'client_credentials' };
    expect((await post(cardea.endpoint('token'), form, as(macClient))).status).toBe(401);
    expect((await post(cardea.endpoint('token'), { ...form, client_id, client_secret })).status).toBe(401);
  });

  test('either of two secrets signs, whatever the length of the other (RFC 7518 §3.2)', async () => {
    const client = await addClient(cardea, { name: 'two secrets', authMethod: 'client_secret_jwt', scope: 'a' });
    secrets.keep(client.clientSecret);
    const short = secrets.keep('a chosen secret of 32 characters');
    const words = ['clients', 'reset', client.clientId, '--keep-old', '1h', '--secret-file', '-', '--json'];
    await cardea.cli(words, { stdin: short });
    const chosen = { ...client, clientSecret: short };
    expect(await ask(await signMac(chosen, 'HS256'))).toBe(GRANTED);
    for (const algorithm of ['HS256', 'HS384', 'HS512'])
      expect(await ask(await signMac(client, algorithm))).toBe(GRANTED);
    // RFC 7518 §3.2: a key at least as long as the hash
    expect(await ask(await signMac(chosen, 'HS512'))).toBe(REFUSED);
    await clock.advance(3601);
    expect(await ask(await signMac(client, 'HS256'))).toBe(REFUSED);
    expect(await ask(await signMac(chosen, 'HS256'))).toBe(GRANTED);
  });
});

test('discovery lists both methods and their algorithms', async () => {
  const { json } = await send(`${cardea.issuer}/.well-known/oauth-authorization-server`);
  expect(json.token_endpoint_auth_methods_supported).toEqual(
    expect.arrayContaining(['private_key_jwt', 'client_secret_jwt']),
  );
  expect(json.token_endpoint_auth_signing_alg_values_supported).toEqual(
    expect.arrayContaining([...ASYMMETRIC, 'HS256', 'HS384', 'HS512']),
  );
  expect(json.token_endpoint_auth_signing_alg_values_supported).not.toContain('none');
});
