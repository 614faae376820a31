import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { isRefusal } from '@cardea/protocol';
import { atOnce } from '../../harness/at-once.ts';
import type { Person, TokenResponse } from '../../harness/engine.ts';
import { BILLING, EXCHANGE, ExchangeWorld, ORDERS, type } from '../../harness/exchange.ts';
import { granted, refused } from '../../harness/flow-values.ts';

const OPERATOR = { kind: 'operator', id: 'test' } as const;
const ROUNDS = 20;

let world: ExchangeWorld;
let alice: Person;

beforeAll(async () => {
  world = await ExchangeWorld.open({ CARDEA_LOGIN_BURST: '10000' });
  alice = await world.engine.addPerson();
});
afterAll(async () => world[Symbol.asyncDispose]());

const signIn = (person = alice): Promise<TokenResponse> =>
  world.engine.tokens({
    client: world.app,
    person,
    request: { scope: 'openid offline_access read write', resource: ORDERS },
  });

/** A token, what it was exchanged for, and what that was exchanged for. */
const chain = async (person = alice) => {
  const tokens = await signIn(person);
  const first = granted(await world.exchange(world.gateway, tokens.access_token, { resource: BILLING }));
  const second = granted(await world.exchange(world.billing, first.access_token, { resource: ORDERS }));
  return { tokens, first: first.access_token, second: second.access_token };
};

const live = async (...texts: readonly string[]): Promise<readonly boolean[]> =>
  Promise.all(texts.map((text) => world.engine.isActive(text)));

describe('S046: what was exchanged ends at once with what it came from', () => {
  test('the access token that was revoked', async () => {
    const { tokens, first, second } = await chain();
    const other = await chain();
    expect(await live(first, second)).toEqual([true, true]);
    await world.engine.revoke(world.app, tokens.access_token);
    expect(await live(tokens.access_token, first, second)).toEqual([false, false, false]);
    expect(await world.engine.introspect(world.gateway, second)).toEqual({ active: false });
    expect(await live(other.first, other.second)).toEqual([true, true]);
    expect(refused(await world.exchange(world.billing, first)).code).toBe('exchange.subject');
  });

  test('the one in the middle: its parent stays', async () => {
    const { tokens, first, second } = await chain();
    await world.engine.revoke(world.gateway, first);
    expect(await live(tokens.access_token, first, second)).toEqual([true, false, false]);
  });

  test('the authorization, the account, the client in between', async () => {
    const revoked = await chain();
    await world.engine.revoke(world.app, revoked.tokens.refresh_token);
    expect(await live(revoked.first, revoked.second)).toEqual([false, false]);

    const person = await world.engine.addPerson();
    const locked = await chain(person);
    await world.engine.cardea.management.accounts.modify({ id: person.id, state: 'locked' }, OPERATOR);
    expect(await live(locked.first, locked.second)).toEqual([false, false]);
    expect(refused(await world.exchange(world.gateway, locked.tokens.access_token)).error).toBe('invalid_request');

    const { clients } = world.engine.cardea.management;
    const disabled = await chain();
    await clients.modify({ id: world.gateway.id, enabled: false }, OPERATOR);
    expect(await live(disabled.tokens.access_token, disabled.first, disabled.second)).toEqual([true, false, false]);
    await clients.modify({ id: world.gateway.id, enabled: true }, OPERATOR);
    expect(await live(disabled.second)).toEqual([false]);
  });

  test('the actor token', async () => {
    const { access_token: robot } = granted(
      await world.engine.token(world.robot, { grant_type: 'client_credentials', resource: ORDERS }),
    );
    const { access_token } = await signIn();
    const actor = { actor_token: robot, actor_token_type: type('access_token') };
    const answer = granted(await world.exchange(world.gateway, access_token, actor));
    await world.engine.revoke(world.robot, robot);
    expect(await live(access_token, answer.access_token)).toEqual([true, false]);
  });

  test('and is over when expired parents were removed', async () => {
    const { first, second } = await chain();
    world.engine.clock.advance(2 * 86_400_000);
    await world.engine.cardea.stores.removeExpired({ now: world.engine.clock.nowMs() / 1000, limit: 100_000 });
    expect(await live(first, second)).toEqual([false, false]);
  });
});

describe('S046: a subject token', () => {
  test('of somebody else, of another audience, or garbage is refused in the same words', async () => {
    const { access_token, refresh_token, id_token } = await signIn();
    const stranger = await world.engine.addClient({
      grantTypes: [EXCHANGE],
      redirectUris: [],
      exchangeTargets: [ORDERS],
    });
    const refusals = await Promise.all([
      world.exchange(stranger, access_token),
      world.exchange(world.robot, access_token, { resource: BILLING }),
      world.exchange(world.gateway, refresh_token, { subject_token_type: type('refresh_token') }),
      world.exchange(world.gateway, id_token, { subject_token_type: type('id_token') }),
      world.exchange(world.gateway, 'garbage'),
      world.exchange(world.gateway, `${access_token}x`),
      world.exchange(world.gateway, world.gateway.secret),
    ]);
    const seen = refusals.map(refused).filter(({ code }) => code !== 'exchange.no_target');
    expect(seen.length).toBeGreaterThan(5);
    expect(new Set(seen.map(({ error, description, status }) => `${status} ${error} ${description}`)).size).toBe(1);
  });

  test('of an operator, and of a client that was switched off, is nobody’s to pass on', async () => {
    const { tokens } = world.engine.cardea.management;
    const made = await tokens.create({ label: 'by hand', scopes: ['read'], resource: ORDERS }, OPERATOR);
    if (!('text' in made)) throw new Error('no token');
    expect(await world.engine.isActive(made.text)).toBe(true);
    expect(refused(await world.exchange(world.gateway, made.text)).code).toBe('exchange.subject');
  });

  test('is not taken from a public client, nor from one without the grant (S044)', async () => {
    const { access_token } = await signIn();
    const open = await world.engine.addClient({
      authMethod: 'none',
      grantTypes: [EXCHANGE],
      redirectUris: [],
      exchangeTargets: [ORDERS],
    });
    expect(refused(await world.exchange(open, access_token)).error).toBe('unauthorized_client');
    const web = await world.engine.addClient({ exchangeTargets: [ORDERS] });
    expect(refused(await world.exchange(web, access_token)).error).toBe('unauthorized_client');
  });
});

test('no token comes of one that is revoked at the same moment (INV3)', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { access_token } = await signIn();
    const answers = await atOnce(6, async (index) =>
      index === 3 ? world.engine.revoke(world.app, access_token) : world.exchange(world.gateway, access_token),
    );
    for (const answer of answers) {
      if (answer === undefined || isRefusal(answer)) continue;
      expect(await world.engine.isActive(answer.access_token)).toBe(false);
    }
  }
}, 60_000);

test('a chain of exchanges ends: a token remembers eight others', async () => {
  const { engine } = world;
  const own = await engine.addClient({
    grantTypes: [EXCHANGE, 'client_credentials'],
    redirectUris: [],
    scopes: ['read'],
    resources: [ORDERS],
    exchangeTargets: [ORDERS],
  });
  let { access_token } = granted(await engine.token(own, { grant_type: 'client_credentials' }));
  for (let depth = 0; depth < 8; depth++) access_token = granted(await world.exchange(own, access_token)).access_token;
  expect(refused(await world.exchange(own, access_token)).code).toBe('exchange.too_deep');
});

test('each exchange has one audit entry that names what it came from (INV5)', async () => {
  const { first } = await chain();
  const { jti } = JSON.parse(Buffer.from(first.split('.')[1] ?? '', 'base64url').toString());
  const [entry, second] = await world.engine.cardea.stores.audit.list({ limit: 5, target: jti });
  expect(second).toBeUndefined();
  expect(entry).toMatchObject({
    action: 'access_token.issued',
    detail: { grant: 'token-exchange', act: { sub: world.gateway.id }, parents: [expect.any(String)] },
  });
});
