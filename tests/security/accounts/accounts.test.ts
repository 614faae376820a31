import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { type Browser, grantRegistry } from '@cardea/core';
import {
  type Person,
  type Redeemable,
  type RegisteredClient,
  TestEngine,
  type TokenResponse,
} from '../../harness/engine.ts';
import { aBrowser, asked, granted, refused } from '../../harness/flow-values.ts';
import { Partner } from '../../harness/partner.ts';

const OPERATOR = { kind: 'operator', id: 'test' } as const;
const NEW_PASSWORD = 'kettle under the blue river';

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';

const BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

let engine: TestEngine;
let client: RegisteredClient;
let machine: RegisteredClient;
let tv: RegisteredClient;
let partner: Partner;

beforeAll(async () => {
  engine = await TestEngine.open({ CARDEA_DEVICE_REQUEST_BURST: '1000' });
  client = await engine.addClient({
    grantTypes: ['authorization_code', 'refresh_token', EXCHANGE, BEARER, 'password', 'session'],
    exchangeTargets: [engine.cardea.settings.issuer],
  });
  partner = await Partner.open(engine);
  tv = await engine.addClient({
    authMethod: 'none',
    grantTypes: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
    redirectUris: [],
  });
  machine = await engine.addClient({ grantTypes: ['client_credentials'], scopes: [] });
});
afterAll(async () => engine[Symbol.asyncDispose]());

/** A person who is signed in, with an app that has tokens and another code under way. */
interface Established {
  readonly person: Person;
  readonly browser: Browser;
  readonly tokens: TokenResponse;
  readonly pending: Redeemable;
  /** A device code that the person has allowed. */
  readonly device: string;
}

const establish = async (): Promise<Established> => {
  const person = await engine.addPerson();
  const first = await engine.code({ client, person });
  const tokens = granted(await engine.redeem(first));
  const pending = await engine.code({ client, person, browser: first.browser });
  const device = granted(await engine.authorizeDevice(tv, { scope: 'openid offline_access' }));
  await engine.answerDevice(person, device.user_code);
  return { person, browser: pending.browser, tokens, pending, device: device.device_code };
};

type Accounts = TestEngine['cardea']['management']['accounts'];

const ends: Readonly<Record<string, (accounts: Accounts, who: Established) => Promise<unknown>>> = {
  locked: (accounts, { person: { id } }) => accounts.modify({ id, state: 'locked' }, OPERATOR),
  disabled: (accounts, { person: { id } }) => accounts.modify({ id, state: 'disabled' }, OPERATOR),
  removed: (accounts, { person: { id } }) => accounts.remove(id, OPERATOR),
  'given a new password': (accounts, { person: { id } }) =>
    accounts.setPassword({ id, password: NEW_PASSWORD }, OPERATOR),
  'ending the account': async (_accounts, { person, browser }) => {
    const { selfService } = engine.cardea.engine;
    const visitor = granted(selfService.fresh(granted(await selfService.visitor(browser))));
    return granted(await selfService.scheduleDeletion(visitor, { username: person.username, language: 'en' }));
  },
};

/** How each grant is tried for a person; undefined where it is for none. A new grant fails here until it has its line. */
const attempts: Readonly<Record<string, ((who: Established) => Promise<unknown>) | undefined>> = {
  authorization_code: ({ pending }) => engine.redeem(pending),
  refresh_token: ({ tokens }) => engine.refresh(client, tokens.refresh_token),
  client_credentials: undefined,
  [BEARER]: async ({ person }) =>
    engine.token(client, { grant_type: BEARER, assertion: await partner.assertion({ sub: person.id }) }),
  [EXCHANGE]: ({ tokens }) =>
    engine.token(client, {
      grant_type: EXCHANGE,
      subject_token: tokens.access_token,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    }),
  'urn:ietf:params:oauth:grant-type:device_code': ({ device }) => engine.poll(tv, device),
  password: ({ person: { username, password } }) =>
    engine.token(client, { grant_type: 'password', username, password }),
  session: ({ tokens }) =>
    engine.token(client, { grant_type: 'session', client_name: 'script', scope: 'read' }, tokens.access_token),
};

test('every grant is tried (S070)', () => {
  expect(Object.keys(attempts).sort()).toEqual([...grantRegistry.keys()].sort());
});

describe.each(Object.entries(ends))('a person who is %s (design D12, S070)', (what, end) => {
  test.each(Object.keys(attempts))('gets nothing more by %s', async (grant) => {
    const who = await establish();
    await end(engine.cardea.management.accounts, who);
    const answer = await attempts[grant]?.(who);
    // A new password says nothing about the word of another issuer, given since then
    if (grant === BEARER && what === 'given a new password') {
      granted(answer);
      return;
    }
    // RFC 8693 §2.2.2: a bad subject token is an invalid request
    const error = grant === EXCHANGE ? 'invalid_request' : 'invalid_grant';
    if (answer !== undefined) expect(refused(answer)).toMatchObject({ error, status: 400 });
  });

  test('has no live token, no session and no userinfo', async () => {
    const who = await establish();
    const { person, browser, tokens } = who;
    const token = granted(await engine.cardea.engine.verifyAccessToken(tokens.access_token));
    await end(engine.cardea.management.accounts, who);
    expect(await engine.isActive(tokens.access_token)).toBe(false);
    for (const text of [tokens.access_token, tokens.refresh_token]) {
      expect(await engine.introspect(client, text)).toEqual({ active: false });
    }
    const again = await engine.begin({ client_id: client.id, response_type: 'code', ...challenge }, browser);
    expect(asked(granted(again)).step).toEqual({ kind: 'login', why: 'nobody' });
    const { stores } = engine.cardea;
    expect(await stores.browserSessions.listLive(person.id, engine.clock.nowMs() / 1000)).toEqual([]);
    expect(await stores.authorizations.listLive(person.id, engine.clock.nowMs() / 1000)).toEqual([]);
    // A token that was verified a moment before
    expect(refused(await engine.cardea.engine.userinfo(token))).toMatchObject({ error: 'invalid_token', status: 401 });
  });

  test('leaves others as they are', async () => {
    const [other, who] = [await establish(), await establish()];
    await end(engine.cardea.management.accounts, who);
    expect(await engine.isActive(other.tokens.access_token)).toBe(true);
    granted(await engine.redeem(other.pending));
    granted(await engine.token(machine, { grant_type: 'client_credentials' }));
  });
});

describe('a client that is switched off (S072)', () => {
  const owners = (): Readonly<Record<string, RegisteredClient>> => ({
    client_credentials: machine,
    'urn:ietf:params:oauth:grant-type:device_code': tv,
  });

  test.each(Object.keys(attempts))('gets nothing by %s, whoever it is for, and what it had is dead', async (grant) => {
    const who = await establish();
    const { clients } = engine.cardea.management;
    const { id } = owners()[grant] ?? client;
    await clients.modify({ id, enabled: false }, OPERATOR);
    try {
      const attempt = attempts[grant] ?? (() => engine.token(machine, { grant_type: grant }));
      expect(refused(await attempt(who))).toMatchObject({ error: 'invalid_client', status: 401 });
      expect(await engine.isActive(who.tokens.access_token)).toBe(id !== client.id);
    } finally {
      await clients.modify({ id, enabled: true }, OPERATOR);
    }
  });
});

const challenge = { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256', scope: 'openid offline_access' };

const attempt = async (username: string, password: string, network = '192.0.2.7') => {
  const browser = { ...aBrowser(), caller: { address: network, network, requestId: 'r' } };
  const begun = granted(await engine.begin({ client_id: client.id, response_type: 'code', ...challenge }, browser));
  return engine.cardea.engine.flow.signIn(asked(begun).flow.id, browser, { username, password });
};

describe('signing in', () => {
  test('whoever may not is told the same, whatever is wrong', async () => {
    const person = await engine.addPerson();
    const locked = await engine.addPerson();
    const { accounts } = engine.cardea.management;
    await accounts.modify({ id: locked.id, state: 'locked' }, OPERATOR);
    await accounts.add({ username: 'without' }, OPERATOR);
    const refusals = [
      await attempt('nobody', person.password, '198.51.100.1'),
      await attempt(person.username, 'not the password', '198.51.100.2'),
      await attempt(person.username, '', '198.51.100.3'),
      await attempt(person.username, 'x'.repeat(2000), '198.51.100.4'),
      await attempt(locked.username, locked.password, '198.51.100.5'),
      await attempt('without', 'whatever it is', '198.51.100.6'),
      await attempt('', '', '198.51.100.7'),
    ].map(refused);
    const seen = new Set(refusals.map(({ error, description, status }) => `${error} ${description} ${status}`));
    expect(seen.size).toBe(1);
    expect(new Set(refusals.map(({ code }) => code)).size).toBeGreaterThan(3);
    expect(JSON.stringify(refusals)).not.toContain(person.password);
  });

  test('by user name or e-mail address, in any case and composition', async () => {
    const { accounts } = engine.cardea.management;
    await accounts.add({ username: 'Zoë', email: 'Zoe@People.Example', password: 'Grüße aus Zürich' }, OPERATOR);
    for (const name of ['zoë', 'ZOË', 'Zoe\u0308', ' zoë ', 'zoe@people.example']) {
      granted(await attempt(name, 'Gru\u0308ße aus Zu\u0308rich', '198.51.100.10'));
    }
  });

  test('is slowed down for who guesses, and for nobody elsewhere', async () => {
    const person = await engine.addPerson();
    const { loginBurst, loginIntervalSeconds } = engine.cardea.settings;
    const guesses = [];
    for (let guess = 0; guess <= loginBurst; guess++) {
      guesses.push(refused(await attempt(person.username, `guess ${guess} of many`, '203.0.113.1')));
    }
    const last = guesses.at(-1);
    expect(last).toMatchObject({ code: 'login.too_many', status: 429 });
    expect(last?.retryAfterSeconds).toBeGreaterThan(0);
    expect(last?.retryAfterSeconds).toBeLessThanOrEqual(loginIntervalSeconds);
    // Not even the right password opens from there, so that a guess tells nothing
    expect(refused(await attempt(person.username, person.password, '203.0.113.1')).code).toBe('login.too_many');
    granted(await attempt(person.username, person.password, '203.0.113.2'));
    engine.clock.advance(loginIntervalSeconds * 1000);
    granted(await attempt(person.username, person.password, '203.0.113.1'));
  });

  test('rightly costs no attempt', async () => {
    const person = await engine.addPerson();
    const { loginBurst } = engine.cardea.settings;
    for (let time = 0; time < loginBurst * 2; time++) {
      granted(await attempt(person.username, person.password, '203.0.113.9'));
    }
  });
});

describe('a password that is changed', () => {
  test('opens with the new one alone', async () => {
    const person = await engine.addPerson();
    await engine.cardea.management.accounts.setPassword({ id: person.id, password: NEW_PASSWORD }, OPERATOR);
    expect(refused(await attempt(person.username, person.password, '203.0.113.20')).code).toBe('login.wrong_password');
    granted(await attempt(person.username, NEW_PASSWORD, '203.0.113.20'));
  });
});
