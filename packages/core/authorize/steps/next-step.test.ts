import { describe, expect, test } from 'bun:test';
import type { ClaimRequest, Prompt } from '@cardea/protocol';
import fc from 'fast-check';
import type { FactorName } from '../../factors/registry.ts';
import { ONE_FACTOR, TWO_FACTOR } from '../../issuance/acr.ts';
import type { AuthenticationMethod } from '../../ports/browser-session.ts';
import { nextStep, personIn, type Situation, type Step, silentRefusal } from './next-step.ts';
import { CALLBACK, type Given, idAt, NOW, signedIn, situation } from './situation.fixture.ts';

const step = (given?: Given): Step => nextStep(situation(given));
const DONE: Step = { kind: 'done', scopes: ['openid', 'profile'] };

describe('who is asked to sign in', () => {
  test('nobody is signed in', () => expect(step({ sessions: [] })).toEqual({ kind: 'login', why: 'nobody' }));
  test('one person is, who agreed before: nobody', () => expect(step()).toEqual(DONE));

  test.each<[string, readonly Prompt[], number | undefined, number, boolean]>([
    ['prompt=login, and an old sign-in', ['login'], undefined, 60, true],
    ['prompt=login, and one of the same second but before the request', ['login'], undefined, 0, true],
    ['max_age=0, and an old sign-in', [], 0, 60, true],
    ['max_age=0, and one of the same second but before the request', [], 0, 0, true],
    ['max_age=60, and a sign-in of 60 seconds ago', [], 60, 60, false],
    ['max_age=60, and one of 61 seconds ago', [], 60, 61, true],
    ['no max_age, and a sign-in of a year ago', [], undefined, 366 * 86_400, false],
  ])('%s', (_what, prompts, maxAgeSeconds, secondsAgo, asks) => {
    const sessions = [signedIn(secondsAgo)];
    expect(step({ request: { prompts, maxAgeSeconds }, sessions })).toEqual(
      asks ? { kind: 'login', why: 'fresh' } : DONE,
    );
  });

  test('a sign-in made for the request satisfies prompt=login and max_age=0, however long consent takes', () => {
    const sessions = [signedIn(0)];
    const given = { sessions, flowId: idAt(NOW - 60, 'after'), startedAt: NOW - 60, now: NOW + 600 };
    expect(step({ ...given, request: { prompts: ['login'] } })).toEqual(DONE);
    expect(step({ ...given, request: { maxAgeSeconds: 0 } })).toEqual(DONE);
  });

  test('the hint is about somebody else', () => {
    const hinted = { request: { hintedSubject: 'u_bob' } };
    expect(step(hinted)).toEqual({ kind: 'login', why: 'other_person' });
    const both = [signedIn(60, 'alice'), signedIn(60, 'bob')];
    expect(personIn(situation({ ...hinted, sessions: both }))?.account.username).toBe('bob');
    expect(step({ ...hinted, sessions: both })).toEqual(DONE);
  });
});

describe('who chooses an account', () => {
  const both = [signedIn(60, 'alice'), signedIn(60, 'bob')];
  test('several are signed in', () => expect(step({ sessions: both })).toEqual({ kind: 'select_account' }));
  test('one is chosen', () => {
    expect(step({ sessions: both, chosenSessionId: both[1]?.session.id })).toEqual(DONE);
  });
  test('prompt=select_account, until one is chosen', () => {
    const request = { prompts: ['select_account'] as const };
    expect(step({ request })).toEqual({ kind: 'select_account' });
    const [one = signedIn()] = both;
    expect(step({ request, sessions: [one], chosenSessionId: one.session.id })).toEqual(DONE);
    expect(step({ request, sessions: [] })).toEqual({ kind: 'login', why: 'nobody' });
  });
});

describe('who is asked to agree (OpenID Connect Core §3.1.2.4, §11)', () => {
  const scopes = ['openid', 'profile'];
  const ask = (fresh: readonly string[]): Step => ({ kind: 'consent', scopes, fresh });

  test.each<[Situation['client']['consent'], readonly Prompt[], readonly string[] | undefined, Step]>([
    ['remembered', [], undefined, ask(scopes)],
    ['remembered', [], ['openid'], ask(['profile'])],
    ['remembered', [], ['openid', 'profile', 'email'], DONE],
    ['remembered', ['consent'], ['openid', 'profile'], ask([])],
    ['explicit', [], ['openid', 'profile'], ask([])],
    ['explicit', [], undefined, ask(scopes)],
    ['implicit', [], undefined, DONE],
    ['implicit', ['consent'], undefined, ask(scopes)],
  ])('consent %s, prompts %j, remembered %j', (consent, prompts, rememberedScopes, expected) => {
    expect(step({ client: { consent }, request: { prompts }, rememberedScopes })).toEqual(expected);
  });

  test('who agreed to a part gives that part', () => {
    expect(step({ consentedScopes: ['openid', 'email'], rememberedScopes: undefined })).toEqual({
      kind: 'done',
      scopes: ['openid'],
    });
  });

  test('a request for no scope is asked about once', () => {
    const request = { scopes: [] };
    expect(step({ request, rememberedScopes: undefined })).toEqual({ kind: 'consent', scopes: [], fresh: [] });
    expect(step({ request, rememberedScopes: [] })).toEqual({ kind: 'done', scopes: [] });
  });

  test.each([
    ['http://127.0.0.1:4711/cb', 'none', true],
    ['com.example.app:/cb', 'none', true],
    [CALLBACK, 'none', false],
    ['com.example.app:/cb', 'client_secret_basic', false],
  ] as const)(
    'a client that any program could be is asked about each time: %s, %s (RFC 8252 §8.6)',
    (redirectUri, authMethod, asks) => {
      expect(step({ request: { redirectUri }, client: { authMethod } })).toEqual(asks ? ask([]) : DONE);
    },
  );
});

describe('who is asked for a second factor', () => {
  const raised = (person = signedIn()): Situation['sessions'][number] => ({
    ...person,
    session: { ...person.session, methods: ['pwd', 'otp', 'mfa'] },
  });
  const owes = (secondsAgo = 60): Situation['pending'] => ({
    accountId: 'u_alice',
    methods: ['pwd'],
    provenAt: NOW - secondsAgo,
  });
  const factors = ['totp', 'recovery_code'] as const;
  const STEP_UP: Step = { kind: 'second_factor', why: 'step_up', factors };
  const ENROL: Step = { kind: 'enrol_factor', optional: false };
  const wants = (acr: ClaimRequest): NonNullable<Given['request']> => ({ claims: { id_token: { acr }, userinfo: {} } });

  test('whoever has just given a password and has one, whoever else is signed in', () => {
    const expected: Step = { kind: 'second_factor', why: 'sign_in', factors };
    expect(step({ pending: owes(), factors, sessions: [] })).toEqual(expected);
    expect(step({ pending: owes(), factors, sessions: [raised()] })).toEqual(expected);
    expect(step({ pending: owes(), factors, request: { prompts: ['select_account'] } })).toEqual(expected);
  });

  test('not for longer than ten minutes: then the password is asked for again', () => {
    expect(step({ pending: owes(599), factors, sessions: [] }).kind).toBe('second_factor');
    expect(step({ pending: owes(600), factors, sessions: [] })).toEqual({ kind: 'login', why: 'nobody' });
  });

  test('whoever is signed in with one, where the client is registered for two', () => {
    expect(step({ policy: 'two_factors', factors })).toEqual(STEP_UP);
    expect(step({ policy: 'two_factors', factors, sessions: [raised()] })).toEqual(DONE);
    expect(step({ policy: 'one_factor', factors })).toEqual(DONE);
  });

  test('whoever has none sets one up, after a sign-in of a short while ago', () => {
    expect(step({ policy: 'two_factors' })).toEqual(ENROL);
    expect(step({ policy: 'two_factors', declinedFactor: true })).toEqual(ENROL);
    expect(step({ policy: 'two_factors', sessions: [signedIn(600)] })).toEqual({ kind: 'login', why: 'fresh' });
  });

  test.each<[string, NonNullable<Given['request']>, Step]>([
    ['essential, two factors', wants({ essential: true, values: [TWO_FACTOR] }), STEP_UP],
    ['essential, one of both', wants({ essential: true, values: [TWO_FACTOR, ONE_FACTOR] }), STEP_UP],
    ['essential, one of both, the weaker first', wants({ essential: true, values: [ONE_FACTOR, TWO_FACTOR] }), DONE],
    ['essential, any', wants({ essential: true }), DONE],
    ['wished', wants({ essential: false, values: [TWO_FACTOR] }), STEP_UP],
    ['wished, one factor', wants({ essential: false, values: [ONE_FACTOR] }), DONE],
    ['acr_values', { acrValues: ['urn:other', TWO_FACTOR] }, STEP_UP],
    ['acr_values, the weaker first', { acrValues: [ONE_FACTOR, TWO_FACTOR] }, DONE],
    ['acr_values that nobody knows', { acrValues: ['0', 'phr'] }, DONE],
    ['acr_values, silently', { acrValues: [TWO_FACTOR], prompts: ['none'] }, DONE],
    ['essential, silently', { ...wants({ essential: true, values: [TWO_FACTOR] }), prompts: ['none'] }, STEP_UP],
  ])('by request: %s (OpenID Connect Core §5.5.1.1)', (_what, request, expected) => {
    expect(step({ request, factors })).toEqual(expected);
  });

  test('where two are only wished for, whoever has none may say no, and nobody signs in again for it', () => {
    const request = { acrValues: [TWO_FACTOR] };
    expect(step({ request })).toEqual({ kind: 'enrol_factor', optional: true });
    expect(step({ request, declinedFactor: true })).toEqual(DONE);
    expect(step({ request, sessions: [signedIn(600)] })).toEqual(DONE);
  });
});

const anySituation = fc
  .record({
    prompts: fc.subarray<Prompt>(['login', 'consent', 'select_account', 'create']),
    maxAgeSeconds: fc.option(fc.nat({ max: 200 }), { nil: undefined }),
    hintedSubject: fc.option(fc.constantFrom('u_alice', 'u_bob', 'u_carol'), { nil: undefined }),
    names: fc.subarray(['alice', 'bob']),
    secondsAgo: fc.integer({ min: -100, max: 200 }),
    chosen: fc.option(fc.nat({ max: 1 }), { nil: undefined }),
    consent: fc.constantFrom('explicit', 'remembered', 'implicit'),
    scopes: fc.subarray(['openid', 'profile', 'email']),
    rememberedScopes: fc.option(fc.subarray(['openid', 'profile']), { nil: undefined }),
    consentedScopes: fc.option(fc.subarray(['openid', 'email', 'write']), { nil: undefined }),
    pending: fc.option(
      fc.record({ accountId: fc.constant('u_alice'), provenAt: fc.integer({ min: NOW - 700, max: NOW }) }),
      {
        nil: undefined,
      },
    ),
    policy: fc.constantFrom('one_factor', 'two_factors'),
    factors: fc.subarray<FactorName>(['passkey', 'totp']),
    acrValues: fc.subarray([TWO_FACTOR, ONE_FACTOR, 'urn:other']),
    isTwoFactor: fc.boolean(),
    declinedFactor: fc.boolean(),
  })
  .map(({ prompts, maxAgeSeconds, hintedSubject, names, secondsAgo, chosen, consent, scopes, ...rest }) => {
    const { pending, acrValues, isTwoFactor } = rest;
    const methods: AuthenticationMethod[] = isTwoFactor ? ['pwd', 'otp', 'mfa'] : ['pwd'];
    const sessions = names
      .map((name) => signedIn(secondsAgo, name))
      .map((person) => ({ ...person, session: { ...person.session, methods } }));
    return situation({
      ...rest,
      pending: pending && { ...pending, methods: ['pwd'] },
      request: { prompts, maxAgeSeconds, hintedSubject, scopes, acrValues },
      client: { consent },
      sessions,
      chosenSessionId: chosen === undefined ? undefined : sessions[chosen]?.session.id,
    });
  });

test('prompt=create leads to a new account, whoever is signed in, until somebody signed in for this request', () => {
  const request = { prompts: ['create'] as const };
  expect(step({ request })).toEqual({ kind: 'sign_up' });
  expect(step({ request, sessions: [] })).toEqual({ kind: 'sign_up' });
  const [person] = situation().sessions;
  expect(step({ request, chosenSessionId: person?.session.id })).toEqual(DONE);
});

describe('whatever the situation', () => {
  test('a code is for the one person who is signed in, hinted and fresh, and for no scope that was not asked for', () => {
    fc.assert(
      fc.property(anySituation, (given) => {
        const next = nextStep(given);
        if (next.kind !== 'done') return;
        const person = personIn(given);
        const { request, rememberedScopes = [], consentedScopes, client, startedAt, now } = given;
        expect(person).toBeDefined();
        expect(request.scopes).toEqual(expect.arrayContaining([...next.scopes]));
        if (request.hintedSubject !== undefined) expect(person?.subject).toBe(request.hintedSubject);
        if (given.policy === 'two_factors') expect(person?.session.methods).toContain('mfa');
        const age = now - (person?.session.authenticatedAt ?? 0);
        if (request.maxAgeSeconds !== undefined) expect(age).toBeLessThanOrEqual(request.maxAgeSeconds);
        if (request.prompts.includes('login')) {
          expect(person?.session.authenticatedAt).toBeGreaterThanOrEqual(startedAt);
        }
        if (consentedScopes !== undefined) {
          expect(consentedScopes).toEqual(expect.arrayContaining([...next.scopes]));
        } else if (client.consent !== 'implicit') {
          expect(rememberedScopes).toEqual(expect.arrayContaining([...next.scopes]));
          expect(request.prompts).not.toContain('consent');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('prompt=none is answered with the error of the step that would be shown, and a code else', () => {
    const errors = {
      login: 'login_required',
      second_factor: 'login_required',
      enrol_factor: 'login_required',
      select_account: 'account_selection_required',
      sign_up: 'login_required',
      consent: 'consent_required',
    };
    fc.assert(
      fc.property(anySituation, (given) => {
        const next = nextStep(given);
        const refusal = silentRefusal(next);
        expect<string | undefined>(refusal?.error).toBe(next.kind === 'done' ? undefined : errors[next.kind]);
      }),
    );
  });
});
