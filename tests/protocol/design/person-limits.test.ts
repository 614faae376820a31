import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { isRefusal } from '@cardea/protocol';
import { atOnce } from '../../harness/at-once.ts';
import {
  type Person,
  type Redeemable,
  type RegisteredClient,
  TestEngine,
  type TokenResponse,
} from '../../harness/engine.ts';
import { aBrowser, granted, refused } from '../../harness/flow-values.ts';

setDefaultTimeout(30_000);

const OPERATOR = { kind: 'operator', id: 'test' } as const;
const SECOND_MS = 1000;
const TEN_MINUTES_MS = 600 * SECOND_MS;

const signIns = async (engine: TestEngine, of: { client: RegisteredClient; person: Person }, count: number) => {
  const all: TokenResponse[] = [];
  let browser = aBrowser();
  for (let index = 0; index < count; index++) {
    const code = await engine.code({ ...of, browser });
    browser = code.browser;
    all.push(granted(await engine.redeem(code)));
    engine.clock.advance(SECOND_MS);
  }
  return all;
};
const liveOf = async (engine: TestEngine, tokens: readonly TokenResponse[]): Promise<number> =>
  (await Promise.all(tokens.map(({ access_token }) => engine.isActive(access_token)))).filter(Boolean).length;
const newClient = async (engine: TestEngine, settings = {}) => ({
  client: await engine.addClient(settings),
  person: await engine.addPerson(),
});

describe('limits of one person and one client (parity: Zoho)', () => {
  test('15 live access tokens: the oldest goes, and neither another person’s nor another client’s', async () => {
    await using engine = await TestEngine.open();
    const of = await newClient(engine);
    const other = await engine.tokens({ client: of.client, person: await engine.addPerson() });
    const elsewhere = await engine.tokens({ client: await engine.addClient(), person: of.person });
    const tokens = await signIns(engine, of, 16);
    expect(await engine.isActive(tokens[0]?.access_token ?? '')).toBe(false);
    expect(await liveOf(engine, tokens)).toBe(15);
    expect(await liveOf(engine, [other, elsewhere])).toBe(2);
  });

  test('20 refresh tokens: with the oldest its access tokens go', async () => {
    await using engine = await TestEngine.open({ CARDEA_PERSON_ACCESS_TOKENS: '0' });
    const of = await newClient(engine);
    const tokens = await signIns(engine, of, 21);
    const refreshed = await engine.refresh(of.client, tokens[0]?.refresh_token);
    expect(refused(refreshed).error).toBe('invalid_grant');
    granted(await engine.refresh(of.client, tokens[1]?.refresh_token));
    expect(await liveOf(engine, tokens)).toBe(20);
  });

  test('10 access tokens of one refresh token in ten minutes: the oldest of these goes', async () => {
    await using engine = await TestEngine.open();
    const of = await newClient(engine);
    const first = await engine.tokens(of);
    engine.clock.advance(TEN_MINUTES_MS);
    const refreshed: TokenResponse[] = [];
    for (let index = 0; index < 11; index++) {
      refreshed.push(granted(await engine.refresh(of.client, first.refresh_token)));
      engine.clock.advance(SECOND_MS);
    }
    expect(await engine.isActive(refreshed[0]?.access_token ?? '')).toBe(false);
    expect(await liveOf(engine, refreshed)).toBe(10);
    expect(await liveOf(engine, [first])).toBe(1);
  });

  test('where a client is registered to refuse, the newest is: nothing is spent, and later it is given', async () => {
    await using engine = await TestEngine.open();
    const of = await newClient(engine, { personTokenLimit: 2, refreshTokenRate: 1, pastLimits: 'refuse' });
    const [first] = await signIns(engine, of, 2);
    const code = await engine.code(of);
    const refusal = refused(await engine.redeem(code));
    expect(refusal).toMatchObject({ code: 'grant.too_many_tokens', error: 'too_many_requests', status: 429 });
    expect(refusal.retryAfterSeconds).toBe(60);
    expect(refused(await engine.refresh(of.client, first?.refresh_token)).code).toBe('grant.too_many_tokens');
    expect(await liveOf(engine, first ? [first] : [])).toBe(1);
    await engine.revoke(of.client, first?.access_token);
    granted(await engine.redeem(code));
  });

  test('one refresh token may be refused until ten minutes have passed', async () => {
    await using engine = await TestEngine.open({ CARDEA_PAST_LIMITS: 'refuse', CARDEA_REFRESH_RATE: '2' });
    const of = await newClient(engine);
    const { refresh_token } = await engine.tokens(of);
    engine.clock.advance(TEN_MINUTES_MS);
    granted(await engine.refresh(of.client, refresh_token));
    granted(await engine.refresh(of.client, refresh_token));
    expect(refused(await engine.refresh(of.client, refresh_token)).code).toBe('grant.too_many_tokens');
    engine.clock.advance(TEN_MINUTES_MS);
    granted(await engine.refresh(of.client, refresh_token));
  });

  test('one refresh token too many may be refused as well', async () => {
    await using engine = await TestEngine.open({ CARDEA_PAST_LIMITS: 'refuse' });
    const of = await newClient(engine, { personRefreshLimit: 1 });
    await engine.tokens(of);
    expect(refused(await engine.redeem(await engine.code(of))).code).toBe('grant.too_many_tokens');
  });

  test('they hold against many at once, whichever way they are kept', async () => {
    await using engine = await TestEngine.open({ CARDEA_PAST_LIMITS: 'refuse', CARDEA_PERSON_ACCESS_TOKENS: '3' });
    const of = await newClient(engine);
    const codes: Redeemable[] = [];
    let browser = aBrowser();
    for (let index = 0; index < 10; index++) {
      const code = await engine.code({ ...of, browser });
      browser = code.browser;
      codes.push(code);
    }
    const answers = await atOnce(codes.length, (index) => engine.redeem(codes[index] as Redeemable));
    const tokens = answers.flatMap((answer) => (isRefusal(answer) ? [] : [answer]));
    expect(await liveOf(engine, tokens)).toBe(3);
  });

  test('a server without limits, and a client with its own', async () => {
    await using engine = await TestEngine.open({
      CARDEA_PERSON_ACCESS_TOKENS: '0',
      CARDEA_PERSON_REFRESH_TOKENS: '0',
      CARDEA_REFRESH_RATE: '0',
    });
    const of = await newClient(engine);
    expect(await liveOf(engine, await signIns(engine, of, 22))).toBe(22);
    await engine.cardea.management.clients.modify({ id: of.client.id, personTokenLimit: 1 }, OPERATOR);
    expect(await liveOf(engine, await signIns(engine, of, 2))).toBe(1);
  });
});
