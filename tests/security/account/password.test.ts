import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser, Visitor } from '@cardea/core';
import { isRefusal } from '@cardea/protocol';
import { atOnce } from '../../harness/at-once.ts';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, answered, asked, granted, isStep, refused } from '../../harness/flow-values.ts';

setDefaultTimeout(30_000);

const NEXT = 'kettle under the blue river';
const ROUNDS = 5;
const REQUEST = {
  response_type: 'code',
  code_challenge: 'x'.repeat(43),
  code_challenge_method: 'S256',
  scope: 'openid offline_access',
};

let engine: TestEngine;
let client: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open();
  client = await engine.addClient();
});
afterAll(async () => engine[Symbol.asyncDispose]());

const visitorOf = async (browser: Browser): Promise<Visitor> =>
  granted(await engine.cardea.engine.selfService.visitor(browser));

const signedIn = async (options: { readonly browser?: Browser; readonly person?: Person } = {}) => {
  const person = options.person ?? (await engine.addPerson({ email: `${crypto.randomUUID()}@people.example` }));
  const code = await engine.code({ client, person, browser: options.browser });
  const tokens = granted(await engine.redeem(code));
  return { person, tokens, browser: code.browser, visitor: await visitorOf(code.browser) };
};

const change = (visitor: Visitor, current: string, next = NEXT) =>
  engine.cardea.engine.selfService.changePassword(visitor, { current, next, language: 'en' });

const isSignedIn = async (browser: Browser): Promise<boolean> =>
  !isRefusal(await engine.cardea.engine.selfService.visitor(browser));

/** A browser on the sign-in page of a request. */
const atLogin = async (browser = aBrowser(), more: Readonly<Record<string, string>> = {}) => {
  const begun = await engine.begin({ client_id: client.id, ...REQUEST, ...more }, browser);
  return { browser, flowId: asked(granted(begun)).flow.id };
};

const signIn = ({ browser, flowId }: Awaited<ReturnType<typeof atLogin>>, { username, password }: Person) =>
  engine.cardea.engine.flow.signIn(flowId, browser, { username, password });

describe('a person who changes their password', () => {
  test('stays signed in here with another handle; everything else is over (S073, S077)', async () => {
    const elsewhere = await signedIn();
    const { person } = elsewhere;
    const here = await signedIn({ person });
    const before = here.visitor.person.session;
    const pending = await engine.code({ client, person, browser: here.browser });

    const changed = granted(await change(here.visitor, person.password));
    if (changed.kind !== 'changed') throw new Error(changed.fault);
    expect(changed.sessionHandles).toHaveLength(1);
    expect(changed.sessionHandles).not.toEqual(here.browser.sessionHandles);
    expect([await isSignedIn(here.browser), await isSignedIn(elsewhere.browser)]).toEqual([false, false]);
    const after = await visitorOf({ ...here.browser, sessionHandles: changed.sessionHandles });
    expect(after.person.account.id).toBe(person.id);
    expect(after.person.session).toMatchObject({ methods: before.methods, endsAt: before.endsAt });
    expect(after.person.session.sid).not.toBe(before.sid);

    for (const { tokens } of [elsewhere, here]) {
      expect(await engine.isActive(tokens.access_token)).toBe(false);
      expect(refused(await engine.refresh(client, tokens.refresh_token)).error).toBe('invalid_grant');
    }
    expect(refused(await engine.redeem(pending)).error).toBe('invalid_grant');
    expect(await engine.actions(person.id)).toEqual(
      expect.arrayContaining(['account.password_changed', 'sessions.ended', 'authorizations.revoked']),
    );
    expect(refused(await signIn(await atLogin(), person)).code).toBe('login.wrong_password');
    granted(await signIn(await atLogin(), { ...person, password: NEXT }));
  });

  test('is told by mail, in their language', async () => {
    const { visitor, person } = await signedIn();
    const before = await engine.cardea.stores.outbox.depth();
    await change(visitor, person.password);
    expect((await engine.cardea.stores.outbox.depth()).waiting).toBe(before.waiting + 1);
  });

  test('leaves others on the same browser, and everybody else, as they are', async () => {
    const alice = await signedIn();
    const bobs = await engine.begin({ client_id: client.id, ...REQUEST, prompt: 'select_account' }, alice.browser);
    const bob = await engine.addPerson();
    const entered = granted(await engine.cardea.engine.flow.signIn(asked(granted(bobs)).flow.id, alice.browser, bob));
    const both = { ...alice.browser, sessionHandles: entered.sessionHandles ?? [] };
    expect(both.sessionHandles).toHaveLength(2);
    const { selfService } = engine.cardea.engine;
    const visitor = granted(await selfService.visitor(both, alice.person.id));
    const changed = granted(await change(visitor, alice.person.password));
    if (changed.kind !== 'changed') throw new Error(changed.fault);
    const after = { ...both, sessionHandles: changed.sessionHandles };
    for (const id of [alice.person.id, bob.id]) granted(await selfService.visitor(after, id));
  });

  test('knows the current one; who does not is slowed down as at a sign-in, and changes nothing', async () => {
    const { visitor, person, tokens, browser } = await signedIn();
    expect(refused(await change(visitor, 'not the password')).code).toBe('login.wrong_password');
    expect(refused(await change(visitor, '')).code).toBe('login.wrong_password');
    let last = refused(await change(visitor, 'another guess'));
    for (let guess = 0; guess < engine.cardea.settings.loginBurst; guess++)
      last = refused(await change(visitor, `guess ${guess}`));
    expect(last).toMatchObject({ code: 'login.too_many', status: 429 });
    expect(await engine.isActive(tokens.access_token)).toBe(true);
    expect(await isSignedIn(browser)).toBe(true);
    expect(await engine.actions(person.id)).not.toContain('account.password_changed');
    engine.clock.advance(engine.cardea.settings.loginIntervalSeconds * engine.cardea.settings.loginBurst * 1000);
  });

  test.each([
    ['short', 'too_short'],
    ['password1', 'common'],
    ['qwertzuiop', 'pattern'],
    [`a lone half \ud800 of a character`, 'not_text'],
    ['x'.repeat(1025), 'too_long'],
  ] as const)('does not get %s, which is %s (NIST SP 800-63B §5.1.1.2)', async (next, fault) => {
    const { visitor, person, browser } = await signedIn();
    const answer = granted(await change(visitor, person.password, next));
    expect(answer.kind === 'not_taken' && answer.fault).toBe(fault);
    expect(await isSignedIn(browser)).toBe(true);
    granted(await signIn(await atLogin(), person));
  });
});

describe('a sign-in with the old password that is under way while it changes', () => {
  test('leaves no session, whichever comes first', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { visitor, person } = await signedIn();
      const logins = await Promise.all([atLogin(), atLogin(), atLogin()]);
      const outcomes = await atOnce(logins.length + 1, async (index) => {
        const login = logins[index];
        return login === undefined ? change(visitor, person.password) : signIn(login, person);
      });
      const changed = outcomes.at(-1);
      expect(changed).toMatchObject({ kind: 'changed' });
      for (const [index, { browser }] of logins.entries()) {
        const outcome = outcomes[index];
        const handles = outcome && 'sessionHandles' in outcome ? (outcome.sessionHandles ?? []) : [];
        expect(await isSignedIn({ ...browser, sessionHandles: handles })).toBe(false);
      }
      const live = await engine.cardea.stores.browserSessions.listLive(person.id, engine.clock.nowMs() / 1000);
      expect(live).toHaveLength(1);
      expect(await engine.cardea.stores.authorizations.listLive(person.id, engine.clock.nowMs() / 1000)).toEqual([]);
    }
  });

  test('is no hindrance where only the profile changes', async () => {
    const { visitor, person } = await signedIn();
    const login = await atLogin();
    const { selfService } = engine.cardea.engine;
    const [, entered] = await atOnce(2, async (index) =>
      index === 0
        ? selfService.changeProfile(visitor, {
            version: visitor.person.account.version,
            claims: { nickname: 'Ada' },
          })
        : signIn(login, person),
    );
    granted(entered);
  });
});

describe('one sign-in form that is sent twice at once', () => {
  test('lets both go on, and leaves one sign-in that ends as one', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { person, browser } = await signedIn();
      const login = await atLogin(browser, { prompt: 'login consent' });
      engine.clock.advance(1);
      const outcomes = await atOnce(2, () => signIn(login, person));
      for (const outcome of outcomes) {
        const { next, sessionHandles = [] } = granted(outcome);
        expect(isStep(next) && next.step.kind).toBe('consent');
        expect(await isSignedIn({ ...browser, sessionHandles })).toBe(true);
      }
      expect(await isSignedIn(browser)).toBe(false);
      const [first, second] = outcomes.map((outcome) => ({
        ...browser,
        sessionHandles: granted(outcome).sessionHandles ?? [],
      }));
      if (first === undefined || second === undefined) throw new Error('two came in');
      const { selfService } = engine.cardea.engine;
      const visitor = await visitorOf(first);
      expect(await selfService.sessions.list(visitor)).toHaveLength(1);
      granted(await selfService.sessions.end(visitor, visitor.person.session.id));
      expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([false, false]);
    }
  });

  test('gives one code, and consent is asked for once', async () => {
    const { person, browser } = await signedIn();
    const login = await atLogin(browser, { prompt: 'login' });
    engine.clock.advance(1);
    const outcomes = await atOnce(2, () => signIn(login, person));
    const answers = outcomes.filter((outcome) => !isRefusal(outcome)).map((outcome) => answered(granted(outcome)));
    expect(answers.filter(({ code }) => code !== undefined)).toHaveLength(1);
  });
});
