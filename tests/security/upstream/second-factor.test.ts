import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test';
import { isManagementError } from '@cardea/core';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { type FakeProvider, startFakeProvider } from '../../harness/fake-provider.ts';
import { aBrowser, asked, granted, parametersOf, pkce, refused } from '../../harness/flow-values.ts';

const ISSUER = 'http://localhost:9';

let engine: TestEngine;
let client: RegisteredClient;
let provider: FakeProvider;

beforeAll(async () => {
  provider = await startFakeProvider();
  engine = await TestEngine.open({ CARDEA_ISSUER: ISSUER, CARDEA_ALLOW_PRIVATE_PROVIDER_HOSTS: '127.0.0.1' });
  provider.nowMs = () => engine.clock.nowMs();
  client = await engine.addClient({ consent: 'implicit' });
  for (const id of ['plain', 'trusted']) {
    const added = await engine.cardea.management.identityProviders.add(
      { id, issuer: provider.issuer, clientId: 'cardea', clientSecret: 'secret', trustsFactors: id === 'trusted' },
      { kind: 'operator', id: 'ada' },
    );
    if (isManagementError(added)) throw new Error(added.message);
  }
});

afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  provider[Symbol.dispose]();
});

let person: Person;
beforeEach(async () => {
  person = await engine.withTotp(await engine.addPerson());
  const at = Math.floor(engine.clock.nowMs() / 1000);
  for (const providerId of ['plain', 'trusted'])
    await engine.cardea.stores.commit({
      guard: {
        kind: 'identity_link.insert',
        link: { providerId, subject: person.id, accountId: person.id, createdAt: at, usedAt: at },
      },
      changes: [],
    });
});

/** Comes back from a provider that says this of how the person signed in there. */
const comeBack = async (providerId: string, claims: Readonly<Record<string, unknown>>) => {
  const browser = aBrowser();
  const { flow } = engine.cardea.engine;
  const request = {
    client_id: client.id,
    response_type: 'code',
    scope: 'openid',
    code_challenge: pkce().challenge,
    code_challenge_method: 'S256',
  };
  const begun = asked(granted(await engine.begin(request, browser)));
  provider.person = { sub: person.id, ...claims };
  const url = granted(await flow.startUpstream(begun.flow.id, browser, providerId));
  const parameters = parametersOf(Object.fromEntries(new URL(provider.answer(url)).searchParams));
  const outcome = granted(await flow.finishUpstream({ providerId, parameters }, browser));
  if (outcome.kind !== 'entered') throw new Error(`${outcome.kind} ${outcome.refusal?.code}`);
  return { browser, flowId: begun.flow.id, outcome: outcome.outcome };
};

const sessions = () =>
  engine.cardea.stores.browserSessions.listLive(person.id, Math.floor(engine.clock.nowMs() / 1000));

test.each(['plain', 'trusted'])(
  'S096: %s: whoever has a second factor here is asked for it after the provider too',
  async (id) => {
    const { browser, flowId, outcome } = await comeBack(id, { amr: id === 'plain' ? ['mfa'] : ['pwd'] });
    expect(asked(outcome).step).toMatchObject({ kind: 'second_factor', why: 'sign_in' });
    expect(outcome.sessionHandles).toBeUndefined();
    expect(await sessions()).toEqual([]);
    const { flow } = engine.cardea.engine;
    expect(
      refused(await flow.proveFactor(flowId, browser, { factor: 'totp', answer: '000000', language: 'en' })).code,
    ).toStartWith('factor.');
    granted(
      await flow.proveFactor(flowId, browser, { factor: 'totp', answer: engine.nextCode(person), language: 'en' }),
    );
    const [session] = await sessions();
    expect(session?.methods).toEqual(['fed', 'otp', 'mfa']);
  },
);

test('a provider that is trusted with second factors, and says that they were given, is enough', async () => {
  const { outcome } = await comeBack('trusted', { amr: ['pwd', 'otp', 'mfa'] });
  expect(outcome.next.kind).toBe('response');
  const [session] = await sessions();
  expect(session?.methods).toEqual(['fed', 'mfa']);
});

test('the session says when the person proved who they are, as the provider tells it', async () => {
  const authTime = Math.floor(engine.clock.nowMs() / 1000) - 500;
  await comeBack('trusted', { amr: ['mfa'], auth_time: authTime });
  const [session] = await sessions();
  expect(session?.authenticatedAt).toBe(authTime);
});

test('so it does where a second factor was given here: the older of two proofs is the age of the sign-in', async () => {
  const authTime = Math.floor(engine.clock.nowMs() / 1000) - 500;
  const { browser, flowId } = await comeBack('plain', { auth_time: authTime });
  const answer = engine.nextCode(person);
  granted(await engine.cardea.engine.flow.proveFactor(flowId, browser, { factor: 'totp', answer, language: 'en' }));
  const [session] = await sessions();
  expect(session).toMatchObject({ authenticatedAt: authTime, methods: ['fed', 'otp', 'mfa'] });
});
