import { afterAll, beforeAll, describe, expect, spyOn, test } from 'bun:test';
import type { Browser, LogoutDone, LogoutQuestion } from '@cardea/core';
import { isRefusal } from '@cardea/protocol';
import { atOnce } from '../../harness/at-once.ts';
import { type Person, type RegisteredClient, type SignIn, TestEngine } from '../../harness/engine.ts';
import { aBrowser, granted, parametersOf, refused, type Values } from '../../harness/flow-values.ts';

const SECOND = 1000;
const BYE = 'https://web.example/bye';
const BYE_WITH_QUERY = 'https://web.example/bye?from=cardea';

let engine: TestEngine;
let client: RegisteredClient;
let alice: Person;
let bob: Person;

beforeAll(async () => {
  engine = await TestEngine.open();
  client = await engine.addClient({ postLogoutRedirectUris: [BYE, BYE_WITH_QUERY] });
  [alice, bob] = [await engine.addPerson(), await engine.addPerson()];
});
afterAll(async () => engine[Symbol.asyncDispose]());

/** Signs in, and redeems the code: the tokens, and the browser as it is then. */
const signIn = async (changes: Partial<SignIn> = {}) => {
  const code = await engine.code({ client, person: alice, request: { scope: 'openid' }, ...changes });
  const tokens = granted(await engine.redeem(code));
  return { ...tokens, hint: tokens.id_token, browser: code.browser };
};

const logout = async (values: Values, browser: Browser): Promise<LogoutQuestion | LogoutDone> =>
  granted(await engine.cardea.engine.logout.begin(parametersOf(values), browser));

const confirm = async (sessionId: string | 'all', browser: Browser, values: Values = {}): Promise<LogoutDone> =>
  granted(await engine.cardea.engine.logout.confirm(parametersOf(values), browser, { sessionId }));

const question = (outcome: LogoutQuestion | LogoutDone): LogoutQuestion => {
  if (outcome.kind !== 'ask') throw new Error('nobody is asked');
  return outcome;
};

const asks = async (values: Values, browser: Browser): Promise<LogoutQuestion> =>
  question(await logout(values, browser));

const done = async (values: Values, browser: Browser): Promise<LogoutDone> => {
  const outcome = await logout(values, browser);
  if (outcome.kind !== 'done') throw new Error('the person is asked');
  return outcome;
};

/** Who is signed in on a browser. */
const namesOn = async (browser: Browser): Promise<readonly string[]> => {
  const outcome = await logout({}, browser);
  return outcome.kind === 'ask' ? outcome.people.map(({ account }) => account.username) : [];
};

const withHandles = (browser: Browser, { sessionHandles }: LogoutDone): Browser => ({
  ...browser,
  sessionHandles: sessionHandles ?? browser.sessionHandles,
});

/** A JWT with other claims, and its old signature. */
const altered = (jwt: string, changes: object): string => {
  const [header = '', claims = '', signature = ''] = jwt.split('.');
  const read = JSON.parse(Buffer.from(claims, 'base64url').toString());
  return [header, Buffer.from(JSON.stringify({ ...read, ...changes })).toString('base64url'), signature].join('.');
};

describe('an ID token of the session (RP-Initiated Logout §2) (parity: end session; connect2id)', () => {
  test('ends it at once, with its audit entries, and gives the browser no handle of it', async () => {
    const { hint, browser } = await signIn();
    const { session } = (await asks({}, browser)).people[0] ?? {};
    const outcome = await done({ id_token_hint: hint }, browser);
    expect(outcome).toMatchObject({ returnUrl: undefined, sessionHandles: [] });
    // Also for whoever kept a copy of the cookie
    expect(await namesOn(browser)).toEqual([]);
    expect(await engine.actions(session?.id)).toEqual(['session.started', 'session.ended']);
    const [entry] = await engine.cardea.stores.audit.list({ limit: 1, target: session?.id ?? '' });
    expect(entry).toMatchObject({
      actor: { kind: 'user', id: alice.id, address: browser.caller.address, requestId: browser.caller.requestId },
      detail: { sid: session?.sid, client: client.id },
    });
  });

  test('counts although it has expired', async () => {
    const { hint, browser } = await signIn();
    engine.clock.advance(2 * 3600 * SECOND);
    expect(await done({ id_token_hint: hint }, browser)).toMatchObject({ sessionHandles: [] });
    expect(await namesOn(browser)).toEqual([]);
  });

  test('of a refresh counts as the first one does', async () => {
    const { refresh_token, browser } = await signIn({ request: { scope: 'openid offline_access' } });
    const { id_token } = granted(await engine.refresh(client, refresh_token));
    expect(await done({ id_token_hint: id_token }, browser)).toMatchObject({ sessionHandles: [] });
  });

  test('survives a fresh sign-in of the same person: the sid stays', async () => {
    const first = await signIn();
    const again = await signIn({ browser: first.browser, request: { scope: 'openid', prompt: 'login' } });
    expect(await done({ id_token_hint: first.hint }, again.browser)).toMatchObject({ sessionHandles: [] });
  });

  test('speaks of a pairwise subject as its client knows it', async () => {
    const pairwise = await engine.addClient({ subjectType: 'pairwise' });
    const { hint, browser } = await signIn({ client: pairwise });
    expect(await done({ id_token_hint: hint }, browser)).toMatchObject({ sessionHandles: [] });
  });

  test('leaves other people on the same browser signed in', async () => {
    const first = await signIn();
    const second = await signIn({ person: bob, browser: first.browser, request: { scope: 'openid', prompt: 'login' } });
    const outcome = await done({ id_token_hint: first.hint }, second.browser);
    expect(outcome.sessionHandles).toHaveLength(1);
    expect(await namesOn(withHandles(second.browser, outcome))).toEqual([bob.username]);
    expect(await engine.isActive(second.access_token)).toBe(true);
  });

  test('leaves the same person signed in elsewhere', async () => {
    const [here, elsewhere] = [await signIn(), await signIn()];
    await done({ id_token_hint: here.hint }, here.browser);
    expect(await namesOn(elsewhere.browser)).toEqual([alice.username]);
    expect(await engine.isActive(elsewhere.access_token)).toBe(true);
  });
});

describe('what ends with the session (Back-Channel Logout §2.7)', () => {
  test('tokens without offline_access do, those with it go on', async () => {
    const plain = await signIn({ request: { scope: 'openid read' } });
    const { browser } = plain;
    const offline = await signIn({ browser, request: { scope: 'openid offline_access read' } });
    const pure = await signIn({ browser: offline.browser, request: { scope: 'read' } });
    await done({ id_token_hint: plain.hint }, pure.browser);
    expect(await engine.isActive(plain.access_token)).toBe(false);
    expect(await engine.isActive(pure.access_token)).toBe(false);
    expect(refused(await engine.refresh(client, pure.refresh_token)).error).toBe('invalid_grant');
    expect(await engine.isActive(offline.access_token)).toBe(true);
    granted(await engine.refresh(client, offline.refresh_token));
  });

  test('a code that is still on its way is worth nothing', async () => {
    const { hint, browser } = await signIn();
    const code = await engine.code({ client, person: alice, browser, request: { scope: 'openid' } });
    await done({ id_token_hint: hint }, browser);
    expect(refused(await engine.redeem(code)).error).toBe('invalid_grant');
  });

  test('a request that was decided just before gets no code', async () => {
    const { hint, browser } = await signIn();
    const { consents } = engine.cardea.stores;
    const find = consents.find.bind(consents);
    // Who is signed in has been read by then, and nothing been written
    using _leaving = spyOn(consents, 'find').mockImplementationOnce(async (...about) => {
      await done({ id_token_hint: hint }, browser);
      return find(...about);
    });
    const request = { scope: 'openid', prompt: 'none' };
    await expect(engine.code({ client, person: alice, browser, request })).rejects.toThrow('flow.unknown');
  });

  test('all that happens once, however many ask at once', async () => {
    const { hint, browser } = await signIn();
    const id = (await asks({}, browser)).people[0]?.session.id;
    const outcomes = await atOnce(20, () => logout({ id_token_hint: hint }, browser));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['done']));
    expect(await engine.actions(id)).toEqual(['session.started', 'session.ended']);
  });
});

describe('the person is asked (§2, §6)', () => {
  test('where there is no hint: about the only one, or which of several', async () => {
    const first = await signIn();
    expect((await asks({}, first.browser)).about?.account.id).toBe(alice.id);
    const { browser } = await signIn({ person: bob, browser: first.browser, request: { prompt: 'login' } });
    const which = await asks({}, browser);
    expect([which.about, which.people.length]).toEqual([undefined, 2]);
    expect(await namesOn(browser)).toHaveLength(2);
  });

  test('where the ID token is of an earlier session: about the person it was issued to', async () => {
    const earlier = await signIn();
    await done({ id_token_hint: earlier.hint }, earlier.browser);
    const other = await signIn({ person: bob });
    const { browser } = await signIn({ browser: other.browser, request: { scope: 'openid', prompt: 'login' } });
    const outcome = await asks({ id_token_hint: earlier.hint }, browser);
    expect([outcome.about?.account.id, outcome.request.doubt]).toEqual([alice.id, undefined]);
    expect(await namesOn(browser)).toHaveLength(2);
  });

  test('where the ID token is of another person, who is not here', async () => {
    const { hint } = await signIn({ person: bob });
    const { browser } = await signIn();
    expect((await asks({ id_token_hint: hint }, browser)).about?.account.id).toBe(alice.id);
    expect(await namesOn(browser)).toEqual([alice.username]);
  });

  test('about whom logout_hint names: by user name, e-mail address, sid or subject', async () => {
    const carol = await engine.addPerson({ email: `carol@people.example` });
    const first = await signIn({ person: carol });
    const { browser } = await signIn({ browser: first.browser, request: { prompt: 'login' } });
    const sid = (await asks({}, browser)).people.find(({ account }) => account.id === carol.id)?.session.sid;
    for (const logout_hint of [carol.username.toUpperCase(), 'Carol@people.example', sid, carol.id]) {
      expect((await asks({ logout_hint, client_id: client.id }, browser)).about?.account.id).toBe(carol.id);
    }
    expect((await asks({ logout_hint: 'somebody else' }, browser)).about).toBeUndefined();
  });

  test('where what was sent is no ID token of ours, and the operator is told', async () => {
    const { hint = '', access_token, browser } = await signIn();
    const signed = await engine.addClient({ userinfoSigningAlgorithm: 'ES256' });
    const theirs = await signIn({ client: signed, browser });
    const userinfo = granted(
      await engine.cardea.engine.userinfo(granted(await engine.cardea.engine.verifyAccessToken(theirs.access_token))),
    );
    const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${hint.split('.')[1]}.`;
    const forged = [altered(hint, { sid: 'other' }), altered(hint, { aud: signed.id }), unsigned, hint.slice(0, -4)];
    for (const id_token_hint of [...forged, access_token, 'jwt' in userinfo ? userinfo.jwt : '', 'x']) {
      const { request } = await asks({ id_token_hint, post_logout_redirect_uri: BYE }, browser);
      expect(request.doubt?.code).toBe('logout.hint');
      expect([request.client, request.returnTo, request.hint]).toEqual([undefined, undefined, undefined]);
    }
    expect(await namesOn(browser)).toEqual([alice.username]);
  });

  test('where client_id is not the client of the ID token: neither is believed', async () => {
    const other = await engine.addClient({ postLogoutRedirectUris: [BYE] });
    const { hint, browser } = await signIn();
    for (const client_id of [other.id, 'nobody']) {
      const { request } = await asks({ id_token_hint: hint, client_id, post_logout_redirect_uri: BYE }, browser);
      expect([request.client, request.returnTo, request.doubt?.code]).toEqual([undefined, undefined, 'logout.client']);
    }
    expect(await done({ id_token_hint: hint, client_id: client.id }, browser)).toMatchObject({ sessionHandles: [] });
  });

  test('where the client is disabled or gone: it is believed nothing, and gets nobody back', async () => {
    const operator = { kind: 'operator', id: 'test' } as const;
    const { clients } = engine.cardea.management;
    const stale = await engine.addClient({ postLogoutRedirectUris: [BYE] });
    const { hint, browser } = await signIn({ client: stale });
    const sent = { id_token_hint: hint, client_id: stale.id, post_logout_redirect_uri: BYE };
    await clients.modify({ id: stale.id, enabled: false }, operator);
    expect((await asks(sent, browser)).request).toMatchObject({ client: undefined, returnTo: undefined });
    await clients.modify({ id: stale.id, enabled: true }, operator);
    await clients.remove(stale.id, operator);
    expect((await asks(sent, browser)).request.doubt?.code).toBe('logout.client');
  });
});

describe('the answer of the person', () => {
  test('ends the one session it is about, and only one of this browser', async () => {
    const first = await signIn();
    const { browser } = await signIn({ person: bob, browser: first.browser, request: { prompt: 'login' } });
    const stranger = await signIn();
    const strangers = (await asks({}, stranger.browser)).people[0]?.session.id ?? '';
    expect((await confirm(strangers, browser)).sessionHandles).toHaveLength(2);
    expect(await namesOn(stranger.browser)).toEqual([alice.username]);
    const bobs = (await asks({}, browser)).people.find(({ account }) => account.id === bob.id)?.session.id ?? '';
    const after = withHandles(browser, await confirm(bobs, browser));
    expect(await namesOn(after)).toEqual([alice.username]);
    // Once more is harmless
    expect(await namesOn(withHandles(after, await confirm(bobs, after)))).toEqual([alice.username]);
  });

  test('ends all sessions of this browser', async () => {
    const first = await signIn();
    const { browser } = await signIn({ person: bob, browser: first.browser, request: { prompt: 'login' } });
    const outcome = await confirm('all', browser, { client_id: client.id, post_logout_redirect_uri: BYE, state: 's' });
    expect(outcome).toMatchObject({ sessionHandles: [], returnUrl: `${BYE}?state=s` });
    expect(await namesOn(browser)).toEqual([]);
  });
});

describe('the way back (§3)', () => {
  test('is an address that is registered for the client, with the state', async () => {
    const state = 'a state & more=ü';
    const encoded = new URLSearchParams({ state }).toString();
    for (const [post_logout_redirect_uri, returnUrl] of [
      [BYE, `${BYE}?${encoded}`],
      [BYE_WITH_QUERY, `${BYE_WITH_QUERY}&${encoded}`],
    ] as const) {
      const { hint, browser } = await signIn();
      expect((await done({ id_token_hint: hint, post_logout_redirect_uri, state }, browser)).returnUrl).toBe(returnUrl);
    }
    const { hint, browser } = await signIn();
    expect((await done({ id_token_hint: hint, post_logout_redirect_uri: BYE }, browser)).returnUrl).toBe(BYE);
  });

  test('is open to a client that only names itself, once the person has agreed', async () => {
    const { browser } = await signIn();
    const sent = { client_id: client.id, post_logout_redirect_uri: BYE };
    const { request, about } = await asks(sent, browser);
    expect(request).toMatchObject({ returnTo: BYE, doubt: undefined });
    expect((await confirm(about?.session.id ?? '', browser, sent)).returnUrl).toBe(BYE);
  });

  test('is the same where nobody was signed in: a request that comes twice is no error (§2)', async () => {
    const { hint, browser } = await signIn();
    const sent = { id_token_hint: hint, post_logout_redirect_uri: BYE, state: 's' };
    for (const from of [browser, browser, aBrowser()]) {
      expect((await done(sent, from)).returnUrl).toBe(`${BYE}?state=s`);
    }
    expect((await done({ ...sent, id_token_hint: undefined, client_id: client.id }, aBrowser())).returnUrl).toBe(
      `${BYE}?state=s`,
    );
  });

  test('is closed to whoever does not say who they are', async () => {
    const outcome = await done({ post_logout_redirect_uri: BYE, state: 's' }, aBrowser());
    expect([outcome.returnUrl, outcome.request.doubt?.code]).toEqual([undefined, 'logout.redirect_uri']);
  });

  test('is not a redirect URI of the sign-in', async () => {
    const { hint, browser } = await signIn();
    const outcome = await done({ id_token_hint: hint, post_logout_redirect_uri: 'https://web.example/cb' }, browser);
    expect([outcome.returnUrl, outcome.sessionHandles]).toEqual([undefined, []]);
  });
});

test('a parameter past its limit is refused, and nobody is signed out (design D6)', async () => {
  const { hint, browser } = await signIn();
  for (const [name, chars] of [
    ['state', 2049],
    ['post_logout_redirect_uri', 2049],
    ['logout_hint', 2049],
    ['id_token_hint', 8193],
  ] as const) {
    const parameters = parametersOf({ id_token_hint: hint, [name]: 'x'.repeat(chars) });
    const outcome = await engine.cardea.engine.logout.begin(parameters, browser);
    expect(isRefusal(outcome) && outcome.code).toBe('authorize.parameter_too_long');
  }
  expect(await namesOn(browser)).toEqual([alice.username]);
});
