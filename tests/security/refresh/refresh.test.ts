import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { isRefusal } from '@cardea/protocol';
import { atOnce } from '../../harness/at-once.ts';
import { type Person, type RegisteredClient, TestEngine, type TokenResponse } from '../../harness/engine.ts';
import { granted, refused } from '../../harness/flow-values.ts';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const ROUNDS = 100;
const RACERS = 50;
const RACE_TIMEOUT_MS = 240_000;
const REUSE_WINDOW_SECONDS = 30;

let engine: TestEngine;
/** Public: its refresh token is replaced at each use. */
let spa: RegisteredClient;
/** Confidential: it keeps its refresh token. */
let web: RegisteredClient;
let evil: RegisteredClient;
let person: Person;

beforeAll(async () => {
  engine = await TestEngine.open();
  spa = await engine.addClient({ name: 'SPA', authMethod: 'none' });
  web = await engine.addClient();
  evil = await engine.addClient({ name: 'Evil' });
  person = await engine.addPerson();
});
afterAll(async () => engine[Symbol.asyncDispose]());

const invalidGrant = (answer: unknown): void => {
  expect(refused(answer)).toMatchObject({ error: 'invalid_grant', status: 400 });
};

const isTokens = (answer: unknown): answer is TokenResponse => !isRefusal(answer);

const audited = async (action: string): Promise<number> =>
  (await engine.actions()).filter((one) => one === action).length;

describe('an old refresh token', () => {
  test('past the window ends its family, once (S028)', async () => {
    const first = await engine.tokens({ client: spa, person });
    const second = granted(await engine.refresh(spa, first.refresh_token));
    const third = granted(await engine.refresh(spa, second.refresh_token));
    engine.clock.advance((REUSE_WINDOW_SECONDS + 1) * SECOND);
    const before = await audited('refresh_reuse');
    invalidGrant(await engine.refresh(spa, first.refresh_token));
    invalidGrant(await engine.refresh(spa, third.refresh_token));
    for (const { access_token } of [first, second, third]) expect(await engine.isActive(access_token)).toBe(false);
    invalidGrant(await engine.refresh(spa, first.refresh_token));
    expect((await audited('refresh_reuse')) - before).toBe(1);
  });

  test('gets the same successor again within the window, to its last second (design D2)', async () => {
    const first = await engine.tokens({ client: spa, person });
    const second = granted(await engine.refresh(spa, first.refresh_token));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    engine.clock.advance(REUSE_WINDOW_SECONDS * SECOND);
    const again = granted(await engine.refresh(spa, first.refresh_token));
    expect(again.refresh_token).toBe(second.refresh_token);
    granted(await engine.refresh(spa, again.refresh_token));
  });

  test('after a restart is judged by what is stored alone (S032)', async () => {
    const first = await engine.tokens({ client: spa, person });
    const second = granted(await engine.refresh(spa, first.refresh_token));
    await engine.restart();
    const again = granted(await engine.refresh(spa, first.refresh_token));
    expect(again.refresh_token).toBe(second.refresh_token);
    engine.clock.advance((REUSE_WINDOW_SECONDS + 1) * SECOND);
    await engine.restart();
    invalidGrant(await engine.refresh(spa, first.refresh_token));
    invalidGrant(await engine.refresh(spa, second.refresh_token));
  });

  test('of two generations ago ends its family even within the window', async () => {
    const first = await engine.tokens({ client: spa, person });
    const second = granted(await engine.refresh(spa, first.refresh_token));
    const third = granted(await engine.refresh(spa, second.refresh_token));
    invalidGrant(await engine.refresh(spa, first.refresh_token));
    expect(await engine.isActive(third.access_token)).toBe(false);
  });
});

test.each([
  ['public client gets one successor', () => spa],
  ['confidential client keeps its token', () => web],
] as const)(
  '50 refreshes at once: a %s, and goes on with it (S029)',
  async (_what, client) => {
    let { browser } = await engine.code({ client: client(), person });
    for (let round = 0; round < ROUNDS; round++) {
      const code = await engine.code({ client: client(), person, browser });
      browser = code.browser;
      const { refresh_token } = granted(await engine.redeem(code));
      const answers = await atOnce(RACERS, () => engine.refresh(client(), refresh_token));
      expect(answers.filter(isRefusal).filter(({ error }) => error !== 'invalid_grant')).toEqual([]);
      const won = answers.filter(isTokens);
      expect(won.length).toBeGreaterThan(0);
      const successors = new Set(won.map((tokens) => tokens.refresh_token ?? refresh_token));
      expect(successors.size).toBe(1);
      const next = granted(await engine.refresh(client(), [...successors][0]));
      expect(await engine.isActive(next.access_token)).toBe(true);
    }
  },
  RACE_TIMEOUT_MS,
);

test('access tokens of a refresh race are bounded by the limit of the client (S029)', async () => {
  const client = await engine.addClient({ authMethod: 'none', tokenLimit: 3 });
  const { refresh_token } = await engine.tokens({ client, person });
  // Ids of one millisecond have no order
  engine.clock.advance(1);
  const answers = await atOnce(RACERS, () => engine.refresh(client, refresh_token));
  const live = await Promise.all(answers.filter(isTokens).map((tokens) => engine.isActive(tokens.access_token)));
  expect(live.filter(Boolean)).toHaveLength(3);
});

test("another client's, or an unproven client's, refresh token is refused and stays good for its own (S033)", async () => {
  const client = await engine.addClient({ name: 'Mine' });
  const { refresh_token, access_token } = await engine.tokens({ client, person });
  invalidGrant(await engine.refresh(evil, refresh_token));
  invalidGrant(await engine.refresh(spa, refresh_token));
  for (const unproven of [
    { ...client, secret: undefined },
    { ...client, secret: 'wrong' },
  ]) {
    expect(refused(await engine.refresh(unproven, refresh_token))).toMatchObject({
      error: 'invalid_client',
      status: 401,
    });
  }
  const operator = { kind: 'operator', id: 'test' } as const;
  const { clients } = engine.cardea.management;
  await clients.modify({ id: client.id, enabled: false }, operator);
  expect(refused(await engine.refresh(client, refresh_token))).toMatchObject({ error: 'invalid_client', status: 401 });
  expect(await engine.isActive(access_token)).toBe(false);
  await clients.modify({ id: client.id, enabled: true }, operator);
  granted(await engine.refresh(client, refresh_token));
});

describe('what a refresh gives', () => {
  test('a part of the scope where it is asked for, all of it afterwards, and never more (S034)', async () => {
    const request = { scope: 'openid offline_access read write' };
    for (const client of [spa, web]) {
      let { refresh_token, scope } = await engine.tokens({ client, person, request });
      const all = scope;
      const wider = refused(await engine.refresh(client, refresh_token, { scope: 'openid read write email' }));
      expect(wider).toMatchObject({ error: 'invalid_scope', status: 400 });
      const narrow = granted(await engine.refresh(client, refresh_token, { scope: 'read' }));
      expect(narrow.scope).toBe('read');
      expect(narrow.id_token).toBeUndefined();
      refresh_token = narrow.refresh_token ?? refresh_token;
      const full = granted(await engine.refresh(client, refresh_token));
      expect(full.scope).toBe(all);
      scope = full.scope;
    }
  });

  test('nothing without the grant, and with openid nothing without offline_access (OpenID Connect Core §11)', async () => {
    const request = { scope: 'openid read' };
    expect((await engine.tokens({ client: web, person, request })).refresh_token).toBeUndefined();
    expect((await engine.tokens({ client: web, person, request: { scope: 'read' } })).refresh_token).toBeDefined();
    const plain = await engine.addClient({ grantTypes: ['authorization_code'] });
    expect((await engine.tokens({ client: plain, person })).refresh_token).toBeUndefined();
  });
});

describe('lifetimes (S036)', () => {
  test.each(['none', 'client_secret_basic'] as const)('with %s: daily, until the absolute end', async (authMethod) => {
    const client = await engine.addClient({
      authMethod,
      refreshIdleSeconds: 2 * 86_400,
      refreshMaxSeconds: 5 * 86_400,
    });
    engine.clock.set(Math.ceil(engine.clock.nowMs() / SECOND) * SECOND);
    const startedMs = engine.clock.nowMs();
    const endSeconds = startedMs / 1000 + 5 * 86_400;
    let tokens = await engine.tokens({ client, person });
    let refreshToken = tokens.refresh_token;
    for (let day = 1; day < 5; day++) {
      engine.clock.set(startedMs + day * DAY);
      tokens = granted(await engine.refresh(client, refreshToken));
      refreshToken = tokens.refresh_token ?? refreshToken;
      expect(engine.clock.nowMs() / 1000 + (tokens.expires_in ?? 0)).toBeLessThanOrEqual(endSeconds);
      if (tokens.refresh_token_expires_in !== undefined) {
        expect(engine.clock.nowMs() / 1000 + tokens.refresh_token_expires_in).toBe(endSeconds);
      }
    }
    engine.clock.set(startedMs + 5 * DAY - 10 * SECOND);
    tokens = granted(await engine.refresh(client, refreshToken));
    expect(tokens.expires_in).toBeLessThanOrEqual(10);
    refreshToken = tokens.refresh_token ?? refreshToken;
    engine.clock.set(startedMs + 5 * DAY);
    invalidGrant(await engine.refresh(client, refreshToken));
    expect(await engine.isActive(tokens.access_token)).toBe(false);
  });

  test('idle too long', async () => {
    const client = await engine.addClient({ refreshIdleSeconds: 3600, refreshMaxSeconds: 86_400 });
    const { refresh_token } = await engine.tokens({ client, person });
    engine.clock.advance(3599 * SECOND);
    granted(await engine.refresh(client, refresh_token));
    engine.clock.advance(3600 * SECOND);
    invalidGrant(await engine.refresh(client, refresh_token));
  });

  test('of one second are honoured without a fault', async () => {
    const client = await engine.addClient({ refreshIdleSeconds: 1, refreshMaxSeconds: 1 });
    const late = await engine.code({ client, person });
    const soon = await engine.tokens({ client, person });
    expect(soon.expires_in).toBeLessThanOrEqual(1);
    engine.clock.advance(2 * SECOND);
    invalidGrant(await engine.redeem(late));
    invalidGrant(await engine.refresh(client, soon.refresh_token));
  });
});

test('garbage for a refresh token is refused', async () => {
  const { access_token } = await engine.tokens({ client: spa, person });
  for (const garbage of ['x', 'cda_rt_', access_token, "' or 1=1 --", 'x'.repeat(5000)]) {
    invalidGrant(await engine.refresh(spa, garbage));
  }
  expect(refused(await engine.refresh(spa, undefined)).error).toBe('invalid_request');
});
