import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser } from '@cardea/core';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, answered, asked, granted, pkce, refused } from '../../harness/flow-values.ts';
import { totpCode } from '../../harness/totp.ts';

setDefaultTimeout(30_000);

let engine: TestEngine;
let client: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open();
  client = await engine.addClient({ consent: 'implicit' });
});
afterAll(async () => engine[Symbol.asyncDispose]());

const aPerson = async () => engine.withTotp(await engine.addPerson());

/** A flow whose person has given their password. */
const afterPassword = async (person: Person, browser = aBrowser()) => {
  const begun = await engine.begin(
    {
      client_id: client.id,
      response_type: 'code',
      scope: 'openid',
      code_challenge: pkce().challenge,
      code_challenge_method: 'S256',
    },
    browser,
  );
  const { flow } = asked(granted(begun));
  const outcome = granted(await engine.cardea.engine.flow.signIn(flow.id, browser, person));
  return { flowId: flow.id, browser, outcome };
};

const give = (flowId: string, browser: Browser, answer: string) =>
  engine.cardea.engine.flow.proveFactor(flowId, browser, { factor: 'totp', answer, language: 'en' });

describe('a code of an authenticator app (parity: 2FA; pquerna/otp)', () => {
  test('is asked for after the password, and signs in with two factors (RFC 8176 §2)', async () => {
    const person = await aPerson();
    const { flowId, browser, outcome } = await afterPassword(person);
    expect(outcome.sessionHandles).toBeUndefined();
    expect(asked(outcome).step).toEqual({ kind: 'second_factor', why: 'sign_in', factors: ['totp', 'recovery_code'] });
    const done = granted(await give(flowId, browser, engine.nextCode(person)));
    expect(answered(done).code).toBeDefined();
    expect(done.sessionHandles).toHaveLength(1);
    const [session] = await engine.cardea.stores.browserSessions.listLive(person.id, engine.clock.nowMs() / 1000);
    expect(session?.methods).toEqual(['pwd', 'otp', 'mfa']);
  });

  test('is taken of the step before and after, and of none further away (§5.2)', async () => {
    for (const [stepsAway, isTaken] of [
      [-2, false],
      [-1, true],
      [0, true],
      [1, true],
      [2, false],
    ] as const) {
      const person = await aPerson();
      engine.clock.advance(120_000);
      const { flowId, browser } = await afterPassword(person);
      const answer = await give(flowId, browser, totpCode(person.totpSecret, engine.clock.nowMs(), stepsAway));
      if (isTaken) expect(answered(granted(answer)).code).toBeDefined();
      else expect(refused(answer)).toMatchObject({ code: 'factor.wrong_code', status: 401 });
    }
  });

  test('is refused the second time, and those before it, in every flow (§5.2, S095)', async () => {
    const person = await aPerson();
    engine.clock.advance(60_000);
    const now = engine.clock.nowMs();
    const [before, code] = [totpCode(person.totpSecret, now, -1), totpCode(person.totpSecret, now)];
    const [first, second, third] = [
      await afterPassword(person),
      await afterPassword(person),
      await afterPassword(person),
    ];
    granted(await give(first.flowId, first.browser, code));
    expect(refused(await give(second.flowId, second.browser, code)).code).toBe('factor.used_code');
    expect(refused(await give(third.flowId, third.browser, before)).code).toBe('factor.used_code');
    // Nothing about it is said outside
    const wrong = refused(await give(third.flowId, third.browser, '000000'));
    expect(refused(await give(third.flowId, third.browser, code)).description).toBe(wrong.description);
  });

  test('that confirmed the app does not sign in (§5.2)', async () => {
    const person = await aPerson();
    const { flowId, browser } = await afterPassword(person);
    const answer = await give(flowId, browser, totpCode(person.totpSecret, engine.clock.nowMs()));
    expect(refused(answer).code).toBe('factor.used_code');
  });

  test('comes with spaces, as apps show it', async () => {
    const person = await aPerson();
    const { flowId, browser } = await afterPassword(person);
    const code = engine.nextCode(person);
    expect(answered(granted(await give(flowId, browser, ` ${code.slice(0, 3)} ${code.slice(3)} `))).code).toBeDefined();
  });

  test('of one person is nothing to another, although the secret is known', async () => {
    const [person, other] = [await aPerson(), await aPerson()];
    const { flowId, browser } = await afterPassword(person);
    expect(refused(await give(flowId, browser, engine.nextCode(other))).code).toBe('factor.wrong_code');
  });

  test('is one of as many digits and as long as it is configured, for apps that are set up then', async () => {
    await using other = await TestEngine.open({
      CARDEA_TOTP_DIGITS: '8',
      CARDEA_TOTP_ALGORITHM: 'SHA256',
      CARDEA_TOTP_PERIOD: '60s',
    });
    const visitor = await other.visitor(await other.addPerson());
    const { uri } = other.cardea.engine.selfService.factors.offerTotp(visitor);
    expect(Object.fromEntries(new URL(uri).searchParams)).toMatchObject({
      digits: '8',
      algorithm: 'SHA256',
      period: '60',
    });
  });
});

test('the secret is nowhere in the database in the clear, and opens for its account alone', async () => {
  const person = await aPerson();
  const stored = await engine.cardea.stores.factors.findTotp(person.id);
  expect(JSON.stringify(stored)).not.toContain(person.totpSecret);
  const audit = await engine.cardea.stores.audit.list({ limit: 100, target: person.id });
  expect(audit.find(({ action }) => action === 'factor.added')?.detail).toEqual({ factor: 'totp' });
  expect(JSON.stringify(audit)).not.toContain(person.totpSecret);
  for (const code of person.recoveryCodes) expect(JSON.stringify(audit)).not.toContain(code);
});
