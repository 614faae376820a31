import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { isRefusal } from '@cardea/protocol';
import { atOnce } from '../../harness/at-once.ts';
import { CALLBACK, type Person, type RegisteredClient, TestEngine, type TokenResponse } from '../../harness/engine.ts';
import { granted, refused } from '../../harness/flow-values.ts';

const SECOND = 1000;
const ROUNDS = 100;
const RACERS = 50;
const RACE_TIMEOUT_MS = 240_000;
const OTHER = 'https://web.example/other';

let engine: TestEngine;
let web: RegisteredClient;
let evil: RegisteredClient;
let spa: RegisteredClient;
let person: Person;

beforeAll(async () => {
  engine = await TestEngine.open();
  web = await engine.addClient({ redirectUris: [CALLBACK, OTHER] });
  evil = await engine.addClient({ name: 'Evil' });
  spa = await engine.addClient({ name: 'SPA', authMethod: 'none' });
  person = await engine.addPerson();
});
afterAll(async () => engine[Symbol.asyncDispose]());

const invalidGrant = (answer: unknown): void => {
  expect(refused(answer)).toMatchObject({ error: 'invalid_grant', status: 400 });
};

describe('a code that comes again (design D1)', () => {
  test.each([3, 30])('with everything right, %d s later, ends what it gave (S016)', async (seconds) => {
    const code = await engine.code({ client: web, person });
    const tokens = granted(await engine.redeem(code));
    engine.clock.advance(seconds * SECOND);
    invalidGrant(await engine.redeem(code));
    expect(await engine.isActive(tokens.access_token)).toBe(false);
    invalidGrant(await engine.refresh(web, tokens.refresh_token));
    for (const token of [tokens.access_token, tokens.refresh_token]) {
      expect(await engine.introspect(web, token)).toEqual({ active: false });
    }
    expect((await engine.actions()).filter((action) => action === 'code_replay').length).toBeGreaterThan(0);
  });

  test('within two seconds is a retry: an error, and what it gave stays', async () => {
    const code = await engine.code({ client: web, person });
    const tokens = granted(await engine.redeem(code));
    engine.clock.advance(2 * SECOND);
    invalidGrant(await engine.redeem(code));
    expect(await engine.isActive(tokens.access_token)).toBe(true);
  });

  test('from who does not know what the client knows ends nothing (S017)', async () => {
    const code = await engine.code({ client: web, person });
    const tokens = granted(await engine.redeem(code));
    engine.clock.advance(30 * SECOND);
    invalidGrant(await engine.redeem(code, { code_verifier: 'x'.repeat(43) }));
    const wrongSecret = await engine.redeem({ ...code, client: { ...web, secret: 'x'.repeat(40) } });
    expect(refused(wrongSecret)).toMatchObject({ error: 'invalid_client', status: 401 });
    invalidGrant(await engine.redeem({ ...code, client: evil }));
    invalidGrant(await engine.redeem(code, { redirect_uri: OTHER }));
    expect(await engine.isActive(tokens.access_token)).toBe(true);
    granted(await engine.refresh(web, tokens.refresh_token));
  });
});

test(
  '50 that redeem one code at once: one gets tokens, whose family lives, 49 get invalid_grant (S018, INV1)',
  async () => {
    let { browser } = await engine.code({ client: web, person });
    for (let round = 0; round < ROUNDS; round++) {
      const client = round % 2 === 0 ? web : spa;
      const code = await engine.code({ client, person, browser });
      browser = code.browser;
      const answers = await atOnce(RACERS, () => engine.redeem(code));
      const tokens = answers.filter((answer): answer is TokenResponse => !isRefusal(answer));
      expect(tokens).toHaveLength(1);
      const refusals = answers.filter(isRefusal).map(({ error }) => error);
      expect(refusals).toEqual(Array(RACERS - 1).fill('invalid_grant'));
      for (const won of tokens) expect(await engine.isActive(won.access_token)).toBe(true);
    }
  },
  RACE_TIMEOUT_MS,
);

test("another client's code is refused and stays good for its own (S020)", async () => {
  const code = await engine.code({ client: web, person });
  for (let attempt = 0; attempt < 6; attempt++) {
    invalidGrant(await engine.redeem({ ...code, client: evil }));
    invalidGrant(await engine.redeem({ ...code, client: spa }));
  }
  granted(await engine.redeem(code));
});

test.each([
  ['another registered one', OTHER],
  ['a slash more', `${CALLBACK}/`],
  ['none, where the request named it', undefined],
  ['another case', CALLBACK.toUpperCase()],
])('a redirect_uri that is %s is refused (S022)', async (_what, redirectUri) => {
  const code = await engine.code({ client: web, person });
  invalidGrant(await engine.redeem(code, { redirect_uri: redirectUri }));
  granted(await engine.redeem(code));
});

test('the only registered redirect_uri may be left out in both requests, or sent in the second (RFC 6749 §4.1.3)', async () => {
  const leave = { redirect_uri: undefined };
  const without = await engine.code({ client: evil, person, request: leave });
  granted(await engine.redeem(without, leave));
  const second = await engine.code({ client: evil, person, request: leave });
  invalidGrant(await engine.redeem(second, { redirect_uri: OTHER }));
  granted(await engine.redeem(second, { redirect_uri: CALLBACK }));
});

test('a code lives 60 seconds', async () => {
  const [late, early] = [await engine.code({ client: web, person }), await engine.code({ client: web, person })];
  engine.clock.advance(59 * SECOND);
  granted(await engine.redeem(early));
  engine.clock.advance(SECOND);
  invalidGrant(await engine.redeem(late));
});

test('a code is dead after five attempts with wrong parameters (design D1)', async () => {
  const code = await engine.code({ client: web, person });
  for (let attempt = 0; attempt < 5; attempt++) {
    invalidGrant(await engine.redeem(code, { code_verifier: `${attempt}`.repeat(43) }));
  }
  invalidGrant(await engine.redeem(code));
});

test('garbage for a code is refused', async () => {
  const code = await engine.code({ client: web, person });
  for (const garbage of ['x', 'cda_ac_', 'cda_rt_AAAAAAAAAAAAAAAAAAAAAA', '\u0000', "' or 1=1 --", 'x'.repeat(5000)]) {
    invalidGrant(await engine.redeem(code, { code: garbage }));
  }
  expect(refused(await engine.redeem(code, { code: '' })).error).toBe('invalid_request');
});

test('a code whose last character is another is refused, and the real one stays good', async () => {
  const code = await engine.code({ client: web, person });
  const last = code.code.at(-1) === 'A' ? 'B' : 'A';
  invalidGrant(await engine.redeem(code, { code: code.code.slice(0, -1) + last }));
  granted(await engine.redeem(code));
});

test('an access token or a refresh token is no code', async () => {
  const tokens = await engine.tokens({ client: web, person });
  const code = await engine.code({ client: web, person });
  invalidGrant(await engine.redeem(code, { code: tokens.access_token }));
  invalidGrant(await engine.redeem(code, { code: tokens.refresh_token }));
});
