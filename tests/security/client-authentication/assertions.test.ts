import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  assertionClaims,
  assertionForm,
  type ClientKey,
  createClientKey,
  rawJwt,
  signAssertion,
} from '../../harness/assertions.ts';
import { countAssertions, tracesIn } from '../../harness/beside.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { post } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const secrets = createSecretWatch();
let cardea: RunningCardea;
let key: AddedClient;
let other: AddedClient;
let pair: ClientKey;
let otherPair: ClientKey;

type Json = Readonly<Record<string, unknown>>;
const now = (): number => Math.floor(Date.now() / 1000);
const sign = async (claims: Json = {}, header: Json = {}, signer = pair): Promise<string> =>
  secrets.keep(await signAssertion(signer, { clientId: key.clientId, audience: cardea.issuer }, { claims, header }));
const ask = (assertion: string, extra: Record<string, string> = {}) =>
  post(cardea.endpoint('token'), assertionForm(assertion, extra));
/** Refused, and its jti is not remembered either: a wrong assertion must not fill the memory of right ones. */
const refused = async (assertion: string, extra: Record<string, string> = {}): Promise<void> => {
  const before = countAssertions(cardea);
  await expectRefusal(cardea, () => ask(assertion, extra), { status: 401, error: 'invalid_client' });
  expect(countAssertions(cardea)).toBe(before);
};

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '100000' } });
  [pair, otherPair] = [await createClientKey('ES256', 'same'), await createClientKey('ES256', 'same')];
  const authMethod = 'private_key_jwt';
  key = await addClient(cardea, { name: 'KEY', authMethod, scope: 'a', keys: [pair.publicJwk] });
  other = await addClient(cardea, { name: 'OTHER', authMethod, scope: 'a', keys: [otherPair.publicJwk] });
});

afterAll(() => secrets.stop(cardea));

test('S040: the assertion from which all of these differ in one thing is accepted', async () => {
  expect((await ask(await sign())).status).toBe(200);
});

describe('S040: an assertion with a wrong', () => {
  test('audience: another issuer, several values, none, the path of another endpoint', async () => {
    const { issuer } = cardea;
    for (const aud of [
      'https://other.example',
      `${issuer}/`,
      issuer.toUpperCase(),
      issuer.replace('http:', 'https:'),
      `${issuer}/api/v1/oauth`,
      `${issuer}/api/v1/oauth/device`,
      `${issuer}/api/v1/oauth/token?x`,
      `${issuer},https://other.example`,
      [issuer, 'https://other.example'],
      ['https://other.example', issuer],
      [issuer, `${issuer}/api/v1/oauth/token`],
      [[issuer]],
      [],
      {},
      null,
      undefined,
      0,
    ])
      await refused(await sign({ aud }));
  });

  test('time: no exp, a life of more than an hour, the past, the future, no numbers', async () => {
    for (const claims of [
      { exp: undefined },
      { exp: null },
      { exp: now() + 25 * 3600 },
      { exp: now() + 3700 },
      { exp: now() - 61 },
      { exp: 0 },
      { exp: -1 },
      { exp: '9999999999' },
      { exp: [now() + 60] },
      { exp: 1e300 },
      { iat: now() + 600 },
      { iat: String(now()) },
      { iat: null },
      { nbf: now() + 600 },
      { nbf: '0' },
    ])
      await refused(await sign(claims));
    const infinite = JSON.stringify(assertionClaims(key.clientId, cardea.issuer)).replace(/"exp":\d+/, '"exp":1e999');
    await refused(rawJwt({ alg: 'ES256', kid: 'same' }, infinite, 'AAAA'));
  });

  test('issuer or subject: both are the client', async () => {
    for (const claims of [
      { iss: other.clientId },
      { sub: other.clientId },
      { iss: cardea.issuer },
      { iss: undefined },
      { sub: undefined },
      { sub: [key.clientId] },
      { sub: { id: key.clientId } },
      { iss: key.clientId.toUpperCase(), sub: key.clientId.toUpperCase() },
      { iss: `${key.clientId} `, sub: `${key.clientId} ` },
      { iss: '', sub: '' },
    ])
      await refused(await sign(claims));
    await refused(await sign(), { client_id: other.clientId });
    await refused(await sign(), { client_id: `${key.clientId}x` });
  });

  test('jti: a number, empty, absent, a list, 10 KB', async () => {
    for (const jti of [7, '', undefined, null, ['x'], {}, true, 'x'.repeat(256), 'x'.repeat(10_240)])
      await refused(await sign({ jti }));
  });

  test("key: another client's, also one with the same kid", async () => {
    await refused(await sign({}, {}, otherPair));
    const stranger = await createClientKey('ES256', 'stranger');
    await refused(await sign({}, {}, stranger));
    await refused(await sign({}, { kid: undefined }, stranger));
    const theirs = await signAssertion(pair, { clientId: other.clientId, audience: cardea.issuer });
    await refused(theirs);
  });
});

describe('S038: a jti', () => {
  test('belongs to its client: another one may use the same', async () => {
    const jti = 'the same for both';
    expect((await ask(await sign({ jti }))).status).toBe(200);
    const theirs = await signAssertion(
      otherPair,
      { clientId: other.clientId, audience: cardea.issuer },
      { claims: { jti } },
    );
    expect((await ask(theirs)).status).toBe(200);
    await expectRefusal(cardea, async () => ask(await sign({ jti, exp: now() + 90 })), {
      status: 401,
      error: 'invalid_client',
    });
  });

  test('is compared letter by letter', async () => {
    for (const jti of ['Case', 'case', 'case ', 'cäse', 'ca\u0308se'])
      expect((await ask(await sign({ jti }))).status).toBe(200);
  });

  test('is used up by a request that fails later, and a failed assertion by nothing', async () => {
    const assertion = await sign();
    const before = tracesIn(cardea);
    expect((await ask(assertion, { scope: 'nope' })).json.error).toBe('invalid_scope');
    expect((await ask(assertion)).json.error).toBe('invalid_client');
    expect(tracesIn(cardea)).toEqual(before);
    const jti = 'tried with a wrong signature first';
    await refused(await sign({ jti }, {}, otherPair));
    expect((await ask(await sign({ jti }))).status).toBe(200);
  });
});
