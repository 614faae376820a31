import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import type { Browser } from '@cardea/core';
import { isRefusal, type Refusal } from '@cardea/protocol';
import { type Ceremony, TestPasskey } from '../../harness/authenticator.ts';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, answered, asked, granted, pkce, refused } from '../../harness/flow-values.ts';
import { totpCode } from '../../harness/totp.ts';

const ISSUER = 'http://localhost:9';

setDefaultTimeout(30_000);

let engine: TestEngine;
let client: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open({ CARDEA_ISSUER: ISSUER });
  client = await engine.addClient({ consent: 'implicit' });
});
afterAll(async () => engine[Symbol.asyncDispose]());

const flow = () => engine.cardea.engine.flow;
const factors = () => engine.cardea.engine.selfService.factors;
const guarded = async () => engine.withTotp(await engine.addPerson());
const from = (address: string, browser = aBrowser()): Browser => ({
  ...browser,
  caller: { ...browser.caller, address, network: address },
});

const begin = async (browser: Browser, request: Readonly<Record<string, string>> = {}) =>
  asked(
    granted(
      await engine.begin(
        {
          client_id: client.id,
          response_type: 'code',
          scope: 'openid',
          code_challenge: pkce().challenge,
          code_challenge_method: 'S256',
          ...request,
        },
        browser,
      ),
    ),
  );

const afterPassword = async (person: Person, browser = aBrowser()) => {
  const { flow: session } = await begin(browser);
  granted(await flow().signIn(session.id, browser, person));
  return { flowId: session.id, browser };
};

const codeOf = (
  { flowId, browser }: { readonly flowId: string; readonly browser: Browser },
  answer: string,
  factor: 'totp' | 'recovery_code' = 'totp',
) => flow().proveFactor(flowId, browser, { factor, answer, language: 'en' });

const sessionsOf = (person: Person) =>
  engine.cardea.stores.browserSessions.listLive(person.id, Math.floor(engine.clock.nowMs() / 1000));

describe('a password alone, where a second factor is owed (S096)', () => {
  test('signs in nowhere: no session, no cookie, no code, whatever is opened next', async () => {
    const person = await guarded();
    const { flowId, browser } = await afterPassword(person);
    expect(await sessionsOf(person)).toEqual([]);
    const state = granted(await flow().look(flowId, browser));
    expect(state).toMatchObject({ kind: 'step', person: undefined, people: [] });
    expect(isRefusal(await flow().consent(flowId, browser, { allowed: ['openid'] }))).toBe(true);
    expect(isRefusal(await flow().choose(flowId, browser, person.id))).toBe(true);
    expect(isRefusal(await flow().declineFactor(flowId, browser))).toBe(true);
    expect(isRefusal(await flow().enrolTotp(flowId, browser, { box: undefined, code: '', language: 'en' }))).toBe(true);
    // Another request of the same browser knows nothing of it
    expect((await begin(browser)).step).toEqual({ kind: 'login', why: 'nobody' });
    expect(await engine.actions(person.id)).not.toContain('session.started');
  });

  test('is of no use in another browser (S014)', async () => {
    const person = await guarded();
    const { flowId } = await afterPassword(person);
    expect(refused(await codeOf({ flowId, browser: aBrowser() }, engine.nextCode(person))).code).toBe(
      'flow.other_browser',
    );
  });

  test('is forgotten after ten minutes', async () => {
    const person = await guarded();
    const pending = await afterPassword(person);
    engine.clock.advance(600_000);
    expect(refused(await codeOf(pending, engine.nextCode(person))).code).toBe('flow.unknown');
    expect(await sessionsOf(person)).toEqual([]);
  });

  test('is worth nothing once the account is locked', async () => {
    const person = await guarded();
    const pending = await afterPassword(person);
    await engine.cardea.management.accounts.modify(
      { id: person.id, state: 'locked' },
      { kind: 'operator', id: 'test' },
    );
    expect(isRefusal(await codeOf(pending, engine.nextCode(person)))).toBe(true);
    expect(await sessionsOf(person)).toEqual([]);
  });

  test('is worth nothing once it is changed', async () => {
    const person = await guarded();
    const pending = await afterPassword(person);
    engine.clock.advance(1000);
    await engine.cardea.management.accounts.setPassword(
      { id: person.id, password: 'kettle under the blue river' },
      { kind: 'operator', id: 'test' },
    );
    expect(refused(await codeOf(pending, engine.nextCode(person))).code).toBe('flow.unknown');
    expect(await sessionsOf(person)).toEqual([]);
  });

  test('of somebody else in the same browser leaves the one who is signed in alone', async () => {
    const [person, other] = [await guarded(), await engine.addPerson()];
    const { browser } = await engine.code({ client, person: other });
    const { flow: session } = await begin(browser, { prompt: 'login' });
    const outcome = granted(await flow().signIn(session.id, browser, person));
    expect(asked(outcome)).toMatchObject({ step: { kind: 'second_factor' }, subject: { id: person.id } });
    const done = granted(await codeOf({ flowId: session.id, browser }, engine.nextCode(person)));
    expect(done.sessionHandles).toHaveLength(2);
    expect(answered(done).code).toBeDefined();
  });
});

describe('guessing (S095)', () => {
  test('is bounded by account, from however many addresses, and ends with a wait that is told', async () => {
    const person = await guarded();
    const { factorAccountBurst, factorAccountIntervalSeconds } = engine.cardea.settings;
    const attempts = await Promise.all(
      Array.from({ length: 10 }, (_, index) => afterPassword(person, from(`198.51.100.${index}`))),
    );
    const answers: Refusal[] = [];
    for (let guess = 0; guess < 10; guess++)
      for (const attempt of attempts) answers.push(refused(await codeOf(attempt, '000000')));
    const wrong = answers.filter(({ code }) => code === 'factor.wrong_code').length;
    const last = refused(answers.at(-1));
    expect(wrong).toBeLessThanOrEqual(factorAccountBurst);
    expect(last).toMatchObject({ code: 'factor.too_many', status: 429 });
    expect(last.retryAfterSeconds).toBeLessThanOrEqual(factorAccountIntervalSeconds);
    expect(factorAccountIntervalSeconds).toBeLessThanOrEqual(15 * 60);
    // Not even the right code, until then; and then it does
    const pending = await afterPassword(person);
    expect(refused(await codeOf(pending, engine.nextCode(person))).code).toBe('factor.too_many');
    engine.clock.advance(factorAccountIntervalSeconds * 1000);
    const later = await afterPassword(person);
    expect(answered(granted(await codeOf(later, engine.nextCode(person)))).code).toBeDefined();
  });

  test('at one address ends sooner, and the person elsewhere is not locked out', async () => {
    const person = await guarded();
    const { factorBurst } = engine.cardea.settings;
    for (let guess = 0; guess <= factorBurst; guess++) {
      const answer = refused(await codeOf(await afterPassword(person, from('203.0.113.5')), '000000'));
      expect(answer.code).toBe(guess < factorBurst ? 'factor.wrong_code' : 'factor.too_many');
    }
    const elsewhere = await afterPassword(person, from('203.0.113.6'));
    expect(answered(granted(await codeOf(elsewhere, engine.nextCode(person)))).code).toBeDefined();
  });

  test('takes the password first: whoever does not know it uses up nobody’s attempts', async () => {
    const person = await guarded();
    const browser = aBrowser();
    const { flow: session } = await begin(browser);
    for (let guess = 0; guess < 30; guess++) await codeOf({ flowId: session.id, browser }, '000000');
    expect(answered(granted(await codeOf(await afterPassword(person), engine.nextCode(person)))).code).toBeDefined();
  });

  test('twenty at once with the same code: one passes (S095)', async () => {
    const person = await guarded();
    const attempts = await Promise.all(
      Array.from({ length: 20 }, (_, index) => afterPassword(person, from(`192.0.2.${100 + index}`))),
    );
    engine.clock.advance(30_000);
    const code = totpCode(person.totpSecret, engine.clock.nowMs());
    const barrier = Promise.withResolvers<void>();
    const answers = attempts.map(async (attempt) => {
      await barrier.promise;
      return codeOf(attempt, code);
    });
    barrier.resolve();
    const held = (await Promise.all(answers)).filter((answer) => !isRefusal(answer));
    expect(held).toHaveLength(1);
    expect(await sessionsOf(person)).toHaveLength(1);
  });
});

describe('a recovery code (parity: 2FA; GitHub)', () => {
  test('works once, twenty times at once too, and switches nothing off (S095)', async () => {
    const person = await guarded();
    const [code = '', next = ''] = person.recoveryCodes;
    const attempts = await Promise.all(
      Array.from({ length: 20 }, (_, index) => afterPassword(person, from(`192.0.2.${130 + index}`))),
    );
    const barrier = Promise.withResolvers<void>();
    const answers = attempts.map(async (attempt) => {
      await barrier.promise;
      return codeOf(attempt, code, 'recovery_code');
    });
    barrier.resolve();
    const all = await Promise.all(answers);
    expect(all.filter((answer) => !isRefusal(answer))).toHaveLength(1);
    expect(await engine.cardea.stores.factors.count(person.id)).toEqual({ totp: 1, passkeys: 0, recoveryCodes: 15 });
    expect((await engine.actions(person.id)).filter((action) => action === 'recovery_code.used')).toHaveLength(1);
    expect(answered(granted(await codeOf(await afterPassword(person), next, 'recovery_code'))).code).toBeDefined();
  });

  test('of before is refused once they are replaced, and one of another person always', async () => {
    const [person, other] = [await guarded(), await guarded()];
    const fresh = granted(await factors().replaceRecoveryCodes(await engine.visitor(person), 'en'));
    const [old = ''] = person.recoveryCodes;
    const [foreign = ''] = other.recoveryCodes;
    for (const code of [old, foreign, '', '0000-0000-0000-0000']) {
      const answer = refused(await codeOf(await afterPassword(person), code, 'recovery_code'));
      expect(answer.code).toBe('factor.recovery_code');
    }
    const [first = ''] = fresh;
    expect(answered(granted(await codeOf(await afterPassword(person), first, 'recovery_code'))).code).toBeDefined();
  });

  test('is left to nobody whose last factor is gone, and does not ask for itself', async () => {
    const person = await guarded();
    const visitor = await engine.visitor(person);
    expect(await factors().removeTotp(visitor, 'en')).toBeUndefined();
    expect(await engine.cardea.stores.factors.count(person.id)).toEqual({ totp: 0, passkeys: 0, recoveryCodes: 0 });
    expect(refused(await factors().replaceRecoveryCodes(visitor, 'en')).code).toBe('factor.not_found');
    expect(refused(await factors().removeTotp(visitor, 'en')).code).toBe('factor.not_found');
    expect((await engine.signIn({ client, person })).answer.code).toBeDefined();
  });
});

/** Adds a passkey on the account page of a person. */
const withPasskey = async (person: Person, passkey = new TestPasskey(ISSUER), ceremony: Ceremony = {}) => {
  const visitor = await engine.visitor(person);
  const offer = await factors().offerPasskey(visitor);
  if (offer === undefined) throw new Error('there are no passkeys here');
  const answer = passkey.create(offer.options, ceremony);
  const confirmation = { box: offer.box, answer, name: 'Key', language: 'en' };
  const enrolled = await factors().confirmPasskey(visitor, confirmation);
  await engine.leave(visitor);
  return { passkey, visitor, confirmation, enrolled };
};

/** A sign-in page that asks for a passkey. */
const passkeyPage = async (browser = from(randomUUID())) => {
  const state = await begin(browser);
  const request = await flow().passkeyRequest('sign_in', state, browser);
  if (request === undefined) throw new Error('there are no passkeys here');
  return { flowId: state.flow.id, browser, ...request };
};

type Page = Awaited<ReturnType<typeof passkeyPage>>;

const present = ({ flowId, browser, box, options }: Page, passkey: TestPasskey, ceremony: Ceremony = {}) =>
  flow().signInWithPasskey(flowId, browser, { answer: passkey.get(options, ceremony), challenge: box, language: 'en' });

describe('a passkey (S101, Web Authentication §7.2)', () => {
  test('signs in alone, as two factors', async () => {
    const person = await engine.addPerson();
    const { passkey, enrolled } = await withPasskey(person);
    expect(granted(enrolled).recoveryCodes).toHaveLength(16);
    expect(answered(granted(await present(await passkeyPage(), passkey))).code).toBeDefined();
    expect((await sessionsOf(person))[0]?.methods).toEqual(['pop', 'user', 'mfa']);
  });

  test.each<[string, Ceremony]>([
    ['of another origin', { origin: 'https://evil.example' }],
    ['of another relying party', { rpId: 'evil.example' }],
    ['without user verification', { userVerified: false }],
    ['with the handle of somebody else', { userHandle: Buffer.from('u_somebody').toString('base64url') }],
    ['without a handle', { userHandle: '' }],
    ['with another id', { id: Buffer.alloc(32, 7).toString('base64url') }],
  ])('%s signs nobody in', async (_what, ceremony) => {
    const person = await engine.addPerson();
    const { passkey } = await withPasskey(person);
    expect(refused(await present(await passkeyPage(), passkey, ceremony)).code).toStartWith('factor.passkey');
    expect(await sessionsOf(person)).toEqual([]);
  });

  test('answers a challenge once, twenty times at once too', async () => {
    const person = await engine.addPerson();
    const { passkey } = await withPasskey(person);
    const page = await passkeyPage();
    const answer = passkey.get(page.options);
    const barrier = Promise.withResolvers<void>();
    const answers = Array.from({ length: 20 }, async () => {
      await barrier.promise;
      return flow().signInWithPasskey(page.flowId, page.browser, { answer, challenge: page.box, language: 'en' });
    });
    barrier.resolve();
    expect((await Promise.all(answers)).filter((one) => !isRefusal(one))).toHaveLength(1);
    expect(await sessionsOf(person)).toHaveLength(1);
  });

  test('answers no challenge of another page, browser or time', async () => {
    const person = await engine.addPerson();
    const { passkey } = await withPasskey(person);
    const [page, other] = [await passkeyPage(), await passkeyPage()];
    const mixed = { ...page, box: other.box, options: other.options };
    expect(refused(await present(mixed, passkey)).code).toBe('factor.challenge');
    expect(refused(await present({ ...page, box: `${page.box}x` }, passkey)).code).toBe('factor.challenge');
    expect(refused(await present({ ...page, options: other.options }, passkey)).code).toBe('factor.passkey');
    engine.clock.advance(15 * 60_000);
    expect(refused(await present(page, passkey)).code).toBe('factor.challenge');
  });

  test('whose counter does not grow is refused: it may be a copy', async () => {
    const person = await engine.addPerson();
    const { passkey } = await withPasskey(person, undefined, { counter: 5 });
    granted(await present(await passkeyPage(), passkey, { counter: 6 }));
    for (const counter of [6, 5, 0])
      expect(refused(await present(await passkeyPage(), passkey, { counter })).code).toStartWith('factor.passkey');
    expect(answered(granted(await present(await passkeyPage(), passkey, { counter: 7 }))).code).toBeDefined();
  });

  test('that is somebody’s is not added by another', async () => {
    const [alice, bob] = [await engine.addPerson(), await engine.addPerson()];
    const { passkey } = await withPasskey(alice);
    const { enrolled } = await withPasskey(bob, new TestPasskey(ISSUER), { id: passkey.id });
    expect(refused(enrolled).code).toBe('factor.exists');
    expect((await engine.cardea.stores.factors.findPasskey(passkey.id))?.accountId).toBe(alice.id);
    expect(await engine.cardea.stores.factors.count(bob.id)).toEqual({ totp: 0, passkeys: 0, recoveryCodes: 0 });
  });

  test.each<[string, Ceremony]>([
    ['of another origin', { origin: 'https://evil.example' }],
    ['of another relying party', { rpId: 'evil.example' }],
    ['without user verification', { userVerified: false }],
  ])('%s is not added (§7.1)', async (_what, ceremony) => {
    const person = await engine.addPerson();
    const { enrolled } = await withPasskey(person, undefined, ceremony);
    expect(refused(enrolled).code).toBe('factor.passkey');
    expect((await engine.cardea.stores.factors.count(person.id)).passkeys).toBe(0);
  });

  test('is added once with one challenge, and for the account it was offered to', async () => {
    const [alice, bob] = [await engine.addPerson(), await engine.addPerson()];
    const { visitor, confirmation } = await withPasskey(alice);
    expect(refused(await factors().confirmPasskey(visitor, confirmation)).code).toBe('factor.challenge');
    const other = await engine.visitor(bob, visitor.browser);
    expect(refused(await factors().confirmPasskey(other, confirmation)).code).toBe('factor.challenge');
  });

  test('is the second factor after a password, for the person alone whose it is', async () => {
    const [alice, bob] = [await engine.addPerson(), await engine.addPerson()];
    const [{ passkey }, other] = [await withPasskey(alice), await withPasskey(bob)];
    const browser = aBrowser();
    const { flow: session } = await begin(browser);
    const state = asked(granted(await flow().signIn(session.id, browser, alice)));
    const request = await flow().passkeyRequest('second_factor', state, browser);
    if (request === undefined) throw new Error('there is no passkey to ask for');
    expect(request.options.allowCredentials.map(({ id }) => id)).toEqual([passkey.id]);
    const give = (key: TestPasskey, ceremony: Ceremony = {}) =>
      flow().proveFactor(session.id, browser, {
        factor: 'passkey',
        answer: key.get(request.options, ceremony),
        challenge: request.box,
        language: 'en',
      });
    expect(refused(await give(other.passkey)).code).toBe('factor.passkey');
    const done = granted(await give(passkey, { userVerified: false }));
    expect(answered(done).code).toBeDefined();
    expect((await sessionsOf(alice))[0]?.methods).toEqual(['pwd', 'pop', 'user', 'mfa']);
  });

  test.each([
    ['nothing', ''],
    ['an empty object', '{}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number as its id', '{"id":7}'],
    ['an empty response', '{"id":"a","response":{}}'],
    ['40,000 characters', `{"id":"${'a'.repeat(40_000)}"}`],
  ])('is not %s', async (_what, answer) => {
    const page = await passkeyPage();
    const outcome = await flow().signInWithPasskey(page.flowId, page.browser, {
      answer,
      challenge: page.box,
      language: 'en',
    });
    expect(refused(outcome).code).toStartWith('factor.passkey');
  });

  test('is how a person signs in whose codes are used up by somebody who guesses (S095)', async () => {
    const person = await guarded();
    const { passkey } = await withPasskey(person);
    for (let guess = 0; guess < 30; guess++)
      await codeOf(await afterPassword(person, from(`198.51.100.${guess}`)), '000000');
    expect(answered(granted(await present(await passkeyPage(), passkey))).code).toBeDefined();
  });
});

describe('on the account page', () => {
  const fresh = async (browser: Browser) =>
    factors().fresh(granted(await engine.cardea.engine.selfService.visitor(browser)));

  test('the last way to sign in is not removed by its person', async () => {
    const person = await engine.addPerson();
    const { passkey } = await withPasskey(person);
    const { password: _, ...account } = await engine.account(person);
    const held = { kind: 'account.replace', account: { ...account, version: account.version + 1 } } as const;
    await engine.cardea.stores.commit({ guard: held, changes: [] });
    const page = await passkeyPage();
    const { sessionHandles = [] } = granted(await present(page, passkey));
    const visitor = granted(await fresh({ ...page.browser, sessionHandles }));
    const removal = { id: passkey.id, language: 'en' };
    expect(refused(await factors().removePasskey(visitor, removal)).code).toBe('factor.last');
    expect((await engine.cardea.stores.factors.count(person.id)).passkeys).toBe(1);
  });

  test('a session from before there was a second factor changes none, however fresh it is', async () => {
    const person = await engine.addPerson();
    const { browser } = await engine.code({ client, person });
    granted(await fresh(browser));
    await engine.withTotp(person);
    expect(refused(await fresh(browser)).code).toBe('self_service.not_fresh');
  });

  test('a session that is older than it may be changes none', async () => {
    const person = await guarded();
    const { browser } = await engine.code({ client, person });
    granted(await fresh(browser));
    engine.clock.advance(engine.cardea.settings.freshSignInSeconds * 1000 + 1000);
    expect(refused(await fresh(browser)).code).toBe('self_service.not_fresh');
  });

  test('every change is in the audit, and told by mail, without a secret in it (design D8)', async () => {
    const person = await engine.addPerson({ email: `${randomUUID()}@people.example` });
    const guardedPerson = await engine.withTotp(person);
    const { passkey } = await withPasskey(guardedPerson);
    const visitor = await engine.visitor(guardedPerson);
    await factors().renamePasskey(visitor, { id: passkey.id, name: ' A \n key\u202e ' });
    const codes = granted(await factors().replaceRecoveryCodes(visitor, 'en'));
    await factors().removePasskey(visitor, { id: passkey.id, language: 'en' });
    await factors().removeTotp(visitor, 'en');
    const entries = await engine.cardea.stores.audit.list({ limit: 100, target: person.id });
    const actions = entries.map(({ action }) => action).filter((action) => /factor|recovery/.test(action));
    expect(actions.toReversed()).toEqual([
      'factor.added',
      'factor.added',
      'factor.renamed',
      'recovery_codes.replaced',
      'factor.removed',
      'factor.removed',
    ]);
    expect(entries.find(({ action }) => action === 'factor.renamed')?.detail).toMatchObject({ name: 'A key' });
    const written = JSON.stringify(entries);
    for (const secret of [guardedPerson.totpSecret, ...guardedPerson.recoveryCodes, ...codes])
      expect(written).not.toContain(secret);
  });
});
