import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Browser } from '@cardea/core';
import { CALLBACK, ISSUER, type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, answered, asked, granted, pkce, refused, type Values } from '../../harness/flow-values.ts';

const SECOND = 1000;

let engine: TestEngine;
let client: RegisteredClient;
let alice: Person;
let bob: Person;

beforeAll(async () => {
  engine = await TestEngine.open();
  client = await engine.addClient();
  alice = await engine.addPerson();
  bob = await engine.addPerson();
});
afterAll(async () => engine[Symbol.asyncDispose]());

const { challenge } = pkce();
const begin = async (browser: Browser, request: Values = {}) => {
  const values = {
    client_id: client.id,
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'openid',
    state: 'a state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...request,
  };
  return granted(await engine.begin(values, browser));
};

/** A browser on which these people are signed in and have agreed. */
const browserOf = async (...people: readonly Person[]): Promise<Browser> => {
  let browser = aBrowser();
  for (const person of people) {
    browser = (await engine.code({ client, person, browser, request: { prompt: 'login', scope: 'openid' } })).browser;
  }
  return browser;
};

describe('prompt=none (OpenID Connect Core §3.1.2.6)', () => {
  test('answers at once who is signed in and has agreed', async () => {
    const answer = answered(await begin(await browserOf(alice), { prompt: 'none' }));
    expect(answer).toEqual({
      code: expect.stringMatching(/^cda_ac_/),
      state: 'a state',
      iss: ISSUER,
      session_state: expect.any(String),
    });
  });

  test.each([
    ['nobody is signed in', async () => aBrowser(), {}, 'login_required'],
    ['the sign-in is too old', async () => browserOf(alice), { max_age: '0' }, 'login_required'],
    ['something new is asked for', async () => browserOf(alice), { scope: 'openid email' }, 'consent_required'],
  ] as const)(
    '%s: the client is told, no page is shown, and nothing is left to go on with',
    async (_what, open, request, error) => {
      const answer = answered(await begin(await open(), { prompt: 'none', ...request }));
      expect(answer).toMatchObject({ error, state: 'a state', iss: ISSUER });
    },
  );

  test('several are signed in: the client is told, unless its hint says who', async () => {
    const browser = await browserOf(alice);
    const { id_token } = granted(await engine.redeem(await engine.code({ client, person: alice })));
    const both = (await engine.signIn({ client, person: bob, browser, request: { prompt: 'login' } })).browser;
    expect(answered(await begin(both, { prompt: 'none' })).error).toBe('account_selection_required');
    const hinted = answered(await begin(both, { prompt: 'none', id_token_hint: id_token }));
    expect(hinted).toHaveProperty('code');
  });

  test('an ID token of another client, or an access token, is no hint', async () => {
    const other = await engine.addClient();
    const tokens = await engine.tokens({ client: other, person: alice });
    for (const hint of [tokens.id_token, tokens.access_token]) {
      expect(answered(await begin(aBrowser(), { id_token_hint: hint })).error).toBe('invalid_request');
    }
  });
});

describe('a fresh sign-in (OpenID Connect Core §3.1.2.1, S012)', () => {
  test.each([[{ prompt: 'login' }], [{ max_age: '0' }]])(
    '%j asks although somebody is signed in, and auth_time is new',
    async (request) => {
      const browser = await browserOf(alice);
      engine.clock.advance(10 * SECOND);
      const state = asked(await begin(browser, request));
      expect(state.step).toEqual({ kind: 'login', why: 'fresh' });
      const { flow } = engine.cardea.engine;
      // Looked at again, by the back button or its address: still to be signed in
      expect(granted(await flow.look(state.flow.id, browser))).toMatchObject({ step: { kind: 'login' } });
      expect(granted(await flow.choose(state.flow.id, browser, state.people[0]?.session.id ?? '')).next).toMatchObject({
        step: { kind: 'login' },
      });
      const done = granted(await flow.signIn(state.flow.id, browser, alice));
      expect(answered(done)).toHaveProperty('code');
      // The answer was given: nothing is left of the flow
      expect(refused(await flow.look(state.flow.id, browser)).code).toBe('flow.unknown');
      expect(refused(await flow.signIn(state.flow.id, browser, alice)).code).toBe('flow.unknown');
    },
  );

  test('max_age within the age of the sign-in asks nobody', async () => {
    const browser = await browserOf(alice);
    engine.clock.advance(100 * SECOND);
    expect(answered(await begin(browser, { max_age: '100' }))).toHaveProperty('code');
    expect(asked(await begin(browser, { max_age: '99' })).step).toEqual({ kind: 'login', why: 'fresh' });
  });

  test('the default of the client counts where the request says nothing', async () => {
    const strict = await engine.addClient({ defaultMaxAgeSeconds: 60, consent: 'implicit' });
    const browser = await browserOf(alice);
    engine.clock.advance(61 * SECOND);
    expect(asked(await begin(browser, { client_id: strict.id })).step).toEqual({ kind: 'login', why: 'fresh' });
    expect(answered(await begin(browser, { client_id: strict.id, max_age: '1000' }))).toHaveProperty('code');
  });
});

describe('an answer', () => {
  test('to who says no is access_denied; the flow is over', async () => {
    const { flow } = engine.cardea.engine;
    const browser = aBrowser();
    const login = asked(await begin(browser, { scope: 'openid email' }));
    const consent = granted(await flow.signIn(login.flow.id, browser, bob));
    const signedIn = { ...browser, sessionHandles: consent.sessionHandles ?? [] };
    expect(asked(consent).step).toMatchObject({ kind: 'consent', scopes: ['openid', 'email'] });
    const answer = answered(granted(await flow.consent(login.flow.id, signedIn, { allowed: 'denied' })));
    expect(answer).toMatchObject({ error: 'access_denied', state: 'a state', iss: ISSUER });
    expect(refused(await flow.consent(login.flow.id, signedIn, { allowed: ['openid'] })).code).toBe('flow.unknown');
  });

  test('carries no more than was shown and agreed to (S014)', async () => {
    const { flow } = engine.cardea.engine;
    const browser = aBrowser();
    const person = await engine.addPerson();
    const { verifier, challenge: own } = pkce();
    const login = asked(await begin(browser, { scope: 'openid email read', code_challenge: own }));
    const consent = granted(await flow.signIn(login.flow.id, browser, person));
    const signedIn = { ...browser, sessionHandles: consent.sessionHandles ?? [] };
    const allowed = ['openid', 'read', 'write', 'offline_access'];
    const { code = '' } = answered(granted(await flow.consent(login.flow.id, signedIn, { allowed })));
    const tokens = granted(await engine.redeem({ client, code, verifier, redirectUri: CALLBACK, browser }));
    expect(tokens.scope).toBe('openid read');
  });

  test('to one request leaves once, however often it is asked for (S014)', async () => {
    const { flow } = engine.cardea.engine;
    const browser = await browserOf(alice);
    const { id } = asked(await begin(browser, { scope: 'openid email', prompt: 'consent' })).flow;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => flow.consent(id, browser, { allowed: ['openid', 'email'] })),
    );
    const codes = answers.filter((answer) => 'next' in answer && answer.next.kind === 'response');
    expect(codes).toHaveLength(1);
  });

  test('is for the browser that began: another one gets nowhere, whoever is signed in on it (RFC 9700 §4.7)', async () => {
    const { flow } = engine.cardea.engine;
    const state = asked(await begin(aBrowser(), {}));
    const stranger = await browserOf(alice);
    for (const attempt of [
      flow.look(state.flow.id, stranger),
      flow.signIn(state.flow.id, stranger, alice),
      flow.consent(state.flow.id, stranger, { allowed: ['openid'] }),
      flow.cancel(state.flow.id, stranger),
    ]) {
      expect(refused(await attempt)).toMatchObject({ code: 'flow.other_browser', status: 403 });
    }
  });

  test('comes in time or not at all', async () => {
    const { flow } = engine.cardea.engine;
    const browser = aBrowser();
    const state = asked(await begin(browser, {}));
    engine.clock.advance(engine.cardea.settings.authorizationSessionSeconds * SECOND);
    expect(refused(await flow.signIn(state.flow.id, browser, alice)).code).toBe('flow.unknown');
  });
});

test('what one person agreed to does not count for another who signs in instead', async () => {
  const { flow } = engine.cardea.engine;
  const browser = await browserOf(alice);
  const carol = await engine.addPerson();
  const state = asked(await begin(browser, { scope: 'openid email', prompt: 'consent' }));
  const other = granted(await flow.signIn(state.flow.id, browser, carol));
  expect(asked(other).step).toEqual({ kind: 'consent', scopes: ['openid', 'email'], fresh: ['openid', 'email'] });
});

test('a new sign-in has a new handle, and the old one of the same person opens nothing (S077)', async () => {
  const browser = await browserOf(alice);
  const again = await engine.code({ client, person: alice, browser, request: { prompt: 'login' } });
  expect(again.browser.sessionHandles).toHaveLength(1);
  expect(again.browser.sessionHandles).not.toEqual(browser.sessionHandles);
  expect(answered(await begin(browser, { prompt: 'none' })).error).toBe('login_required');
  expect(answered(await begin(again.browser, { prompt: 'none' }))).toHaveProperty('code');
});
