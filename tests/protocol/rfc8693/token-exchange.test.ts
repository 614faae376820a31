import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { decodeJwt } from 'jose';
import type { Person, TokenResponse } from '../../harness/engine.ts';
import { BILLING, EXCHANGE, ExchangeWorld, ORDERS, type } from '../../harness/exchange.ts';
import { granted, refused } from '../../harness/flow-values.ts';

const OPERATOR = { kind: 'operator', id: 'test' } as const;

let world: ExchangeWorld;
let alice: Person;
let tokens: TokenResponse;

beforeAll(async () => {
  world = await ExchangeWorld.open();
  alice = await world.engine.addPerson();
  tokens = await world.engine.tokens({
    client: world.app,
    person: alice,
    request: { scope: 'openid email offline_access read write', resource: ORDERS },
  });
});
afterAll(async () => world[Symbol.asyncDispose]());

/** A token of a service for itself. */
const own = async (client = world.robot, values = {}): Promise<string> =>
  granted(await world.engine.token(client, { grant_type: 'client_credentials', ...values })).access_token;

describe('delegation (parity: RFC 8693)', () => {
  test('a service gets a token for another one in the name of its caller, and is named as who acts (RFC 8693 §4.1)', async () => {
    const answer = granted(await world.exchange(world.gateway, tokens.access_token, { resource: BILLING }));
    expect(answer).toEqual({
      access_token: expect.stringMatching(/^ey/),
      issued_token_type: type('access_token'),
      token_type: 'Bearer',
      expires_in: expect.any(Number),
      scope: 'read write',
    });
    expect(decodeJwt(answer.access_token)).toMatchObject({
      sub: alice.id,
      aud: BILLING,
      client_id: world.gateway.id,
      scope: 'read write',
      act: { sub: world.gateway.id },
    });
    expect(await world.engine.introspect(world.billing, answer.access_token)).toMatchObject({
      active: true,
      sub: alice.id,
      act: { sub: world.gateway.id },
    });
  });

  test('each further service stands outside of those before it', async () => {
    const first = granted(await world.exchange(world.gateway, tokens.access_token, { resource: BILLING }));
    const second = granted(await world.exchange(world.billing, first.access_token, { resource: ORDERS }));
    expect(await world.engine.introspect(world.gateway, second.access_token)).toMatchObject({
      sub: alice.id,
      client_id: world.billing.id,
      act: { sub: world.billing.id, act: { sub: world.gateway.id } },
    });
    const third = await world.exchange(world.gateway, second.access_token, { resource: BILLING });
    expect(refused(third)).toMatchObject({ code: 'exchange.cycle', error: 'invalid_request', status: 400 });
  });

  test('an actor token names who acts (RFC 8693 §2.1)', async () => {
    const actor = { actor_token: await own(world.robot, { resource: ORDERS }), actor_token_type: type('access_token') };
    const answer = granted(await world.exchange(world.gateway, tokens.access_token, { resource: BILLING, ...actor }));
    expect(decodeJwt(answer.access_token)).toMatchObject({ sub: alice.id, act: { sub: world.robot.id } });
    for (const [changes, code] of [
      [{ actor_token: 'x' }, 'exchange.actor'],
      [{ actor_token_type: undefined }, 'exchange.actor_type'],
      [{ actor_token: undefined }, 'exchange.actor_type'],
      [{ actor_token_type: type('refresh_token') }, 'exchange.actor_type'],
      [{ actor_token: answer.access_token }, 'exchange.actor_delegated'],
    ] as const) {
      const again = await world.exchange(world.gateway, tokens.access_token, {
        resource: BILLING,
        ...actor,
        ...changes,
      });
      expect(refused(again)).toMatchObject({ code, error: 'invalid_request' });
    }
  });

  test('a client that exchanges its own token acts for nobody else', async () => {
    const token = await own(world.robot, { resource: ORDERS });
    await world.engine.cardea.management.clients.modify({ id: world.robot.id, exchangeTargets: [BILLING] }, OPERATOR);
    const answer = granted(await world.exchange(world.robot, token));
    const claims = decodeJwt(answer.access_token);
    expect(claims).toMatchObject({ sub: world.robot.id, client_id: world.robot.id, aud: BILLING });
    expect(claims.act).toBeUndefined();
  });
});

describe('impersonation (parity: RFC 8693)', () => {
  test('a client that may leaves no trace of itself; what was in the chain stays', async () => {
    const { clients } = world.engine.cardea.management;
    await clients.modify({ id: world.billing.id, mayImpersonate: true }, OPERATOR);
    const first = granted(await world.exchange(world.gateway, tokens.access_token, { resource: BILLING }));
    const second = granted(await world.exchange(world.billing, first.access_token));
    expect(await world.engine.introspect(world.gateway, second.access_token)).toMatchObject({
      sub: alice.id,
      act: { sub: world.gateway.id },
    });
    const direct = granted(await world.exchange(world.billing, tokens.access_token));
    expect((await world.engine.introspect(world.gateway, direct.access_token)).act).toBeUndefined();
    await clients.modify({ id: world.billing.id, mayImpersonate: null }, OPERATOR);
  });
});

describe('narrowing (RFC 8693 §2.1)', () => {
  test('scopes are those of the subject token or fewer, and never speak of who the person is', async () => {
    const less = granted(await world.exchange(world.gateway, tokens.access_token, { scope: 'read' }));
    expect(less.scope).toBe('read');
    for (const scope of ['admin', 'read admin', 'openid', 'email read']) {
      const refusal = refused(await world.exchange(world.gateway, tokens.access_token, { scope }));
      expect(refusal).toMatchObject({ error: 'invalid_scope', status: 400 });
    }
    const narrow = granted(
      await world.exchange(world.gateway, tokens.access_token, { scope: 'read', resource: ORDERS }),
    );
    const wider = await world.exchange(world.gateway, narrow.access_token, { scope: 'read write' });
    expect(refused(wider).error).toBe('invalid_scope');
  });

  test('it lives no longer than the subject token, and no longer than is asked for', async () => {
    const { clock } = world.engine;
    const short = await world.engine.tokens({
      client: world.app,
      person: alice,
      request: { scope: 'read', resource: ORDERS },
    });
    clock.advance(((short.expires_in ?? 0) - 60) * 1000);
    expect(granted(await world.exchange(world.gateway, short.access_token)).expires_in).toBe(60);
    expect(granted(await world.exchange(world.gateway, short.access_token, { expires_in: '10' })).expires_in).toBe(10);
    expect(granted(await world.exchange(world.gateway, short.access_token, { expires_in: '999' })).expires_in).toBe(60);
    clock.advance(60_000);
    expect(refused(await world.exchange(world.gateway, short.access_token)).code).toBe('exchange.subject');
  });

  test('the target is one that the client is registered for: by default its first, and none without', async () => {
    const fresh = await world.engine.tokens({
      client: world.app,
      person: alice,
      request: { scope: 'read', resource: ORDERS },
    });
    const first = granted(await world.exchange(world.gateway, fresh.access_token));
    expect(decodeJwt(first.access_token).aud).toBe(BILLING);
    for (const changes of [
      { resource: 'https://other.example' },
      { audience: 'https://other.example' },
      { resource: world.engine.cardea.settings.issuer },
      { resource: 'no uri' },
      { resource: [ORDERS, BILLING] },
    ])
      expect(refused(await world.exchange(world.gateway, fresh.access_token, changes)).error).toBe('invalid_target');
    const none = await world.engine.addClient({ grantTypes: [EXCHANGE], redirectUris: [], resources: [ORDERS] });
    expect(refused(await world.exchange(none, fresh.access_token)).code).toBe('exchange.no_target');
  });
});

describe('types of tokens (RFC 8693 §3)', () => {
  test('a client exchanges its own access, refresh and ID token', async () => {
    const { engine } = world;
    const app = await engine.addClient({
      grantTypes: ['authorization_code', 'refresh_token', EXCHANGE],
      resources: [ORDERS],
      exchangeTargets: [BILLING],
    });
    const request = { scope: 'openid offline_access read', resource: ORDERS };
    const mine = await engine.tokens({ client: app, person: alice, request });
    for (const [name, text] of [
      ['access_token', mine.access_token],
      ['refresh_token', mine.refresh_token],
      ['id_token', mine.id_token],
    ] as const) {
      const answer = granted(await world.exchange(app, text, { subject_token_type: type(name) }));
      expect(decodeJwt(answer.access_token)).toMatchObject({ sub: alice.id, act: { sub: app.id }, scope: 'read' });
      // The refresh token was not spent, and each is what it is: none passes for another
      for (const other of ['access_token', 'refresh_token', 'id_token'] as const) {
        if (other === name) continue;
        const mixed = await world.exchange(app, text, { subject_token_type: type(other) });
        expect(refused(mixed)).toMatchObject({ code: 'exchange.subject', error: 'invalid_request' });
      }
    }
    granted(await engine.refresh(app, mine.refresh_token));
  });

  test('a JWT may be asked for where the resource takes JWTs, and nothing that is not had', async () => {
    const jwt = { requested_token_type: type('jwt') };
    const fresh = await world.engine.tokens({
      client: world.app,
      person: alice,
      request: { scope: 'read', resource: ORDERS },
    });
    const answer = granted(await world.exchange(world.gateway, fresh.access_token, jwt));
    expect(answer.issued_token_type).toBe(type('jwt'));
    for (const changes of [
      { ...jwt, resource: ORDERS },
      { requested_token_type: type('refresh_token') },
      { requested_token_type: type('id_token') },
      { requested_token_type: 'urn:example:token' },
      { subject_token_type: 'urn:ietf:params:oauth:token-type:saml2' },
      { subject_token_type: undefined },
      { subject_token: undefined },
    ])
      expect(refused(await world.exchange(world.gateway, fresh.access_token, changes)).error).toBe('invalid_request');
  });
});
