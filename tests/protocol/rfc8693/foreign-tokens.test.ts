import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { createClientKey } from '../../harness/assertions.ts';
import { atOnce } from '../../harness/at-once.ts';
import type { Person, RegisteredClient } from '../../harness/engine.ts';
import { BILLING, EXCHANGE, ExchangeWorld, ORDERS, type } from '../../harness/exchange.ts';
import { granted, refused, type Values } from '../../harness/flow-values.ts';
import { Partner } from '../../harness/partner.ts';

const OPERATOR = { kind: 'operator', id: 'test' } as const;
const BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

let world: ExchangeWorld;
let partner: Partner;
let alice: Person;

beforeAll(async () => {
  world = await ExchangeWorld.open();
  partner = await Partner.open(world.engine);
  alice = await world.engine.addPerson({ email: 'alice@people.example', emailVerified: true });
});
afterAll(async () => world[Symbol.asyncDispose]());

const now = () => Math.floor(world.engine.clock.nowMs() / 1000);
const exchange = (text: string, changes: Values = {}, client: RegisteredClient = world.gateway) =>
  world.exchange(client, text, { subject_token_type: type('jwt'), ...changes });
const liveOf = ({ id }: Person) => world.engine.cardea.stores.authorizations.listLive(id, now());

describe('a JWT of a trusted issuer as the subject token (RFC 8693 §3)', () => {
  test('gives a token for the person it means: what the issuer, the client and the target all have', async () => {
    const jwt = await partner.assertion({ sub: alice.id });
    const answer = granted(await exchange(jwt, { scope: 'read' }));
    expect(decodeJwt(answer.access_token)).toMatchObject({
      sub: alice.id,
      aud: BILLING,
      client_id: world.gateway.id,
      act: { sub: world.gateway.id },
      scope: 'read',
    });
    expect(answer.expires_in).toBeLessThanOrEqual(60);
    // Nothing is spent: it may be exchanged for another target too
    const opaque = granted(await exchange(jwt, { resource: ORDERS }));
    expect(opaque.scope).toBe('read write');
    expect(await world.engine.introspect(world.gateway, opaque.access_token)).toMatchObject({
      active: true,
      sub: alice.id,
      act: { sub: world.gateway.id },
    });
    for (const scope of ['admin', 'openid', 'read admin'])
      expect(refused(await exchange(jwt, { scope })).error).toBe('invalid_scope');
    const narrow = await partner.assertion({ sub: alice.id, scope: 'read other' });
    expect(granted(await exchange(narrow)).scope).toBe('read');
    expect(refused(await exchange(narrow, { scope: 'write' })).error).toBe('invalid_scope');
  });

  test('means a service of the issuer by a name that nobody here has', async () => {
    const services = await Partner.open(world.engine, { subjects: 'service' });
    const answer = granted(await exchange(await services.assertion({ sub: 'builder' })));
    expect(decodeJwt(answer.access_token)).toMatchObject({
      sub: `${services.issuer}#builder`,
      act: { sub: world.gateway.id },
    });
  });

  test('means a person by their account at the identity provider of the same issuer, while that is linked', async () => {
    const issuer = `https://${randomUUID()}.example`;
    const { management, stores } = world.engine.cardea;
    const added = await management.identityProviders.add(
      { id: 'work', name: 'Work', issuer, clientId: 'cardea', clientSecret: 'a secret of theirs' },
      OPERATOR,
    );
    if (!('id' in added)) throw new Error(added.message);
    const link = { providerId: 'work', subject: 'ada-at-work', accountId: alice.id, label: 'ada' };
    await stores.commit({
      guard: { kind: 'identity_link.insert', link: { ...link, createdAt: now(), usedAt: now() } },
      changes: [],
    });
    const linked = await Partner.open(world.engine, { issuer, subjects: 'linked' });
    const bearer = await world.engine.addClient({ grantTypes: [BEARER], redirectUris: [], scopes: ['read'] });
    const ask = async (sub: string) => [
      await exchange(await linked.assertion({ sub })),
      await world.engine.token(bearer, { grant_type: BEARER, assertion: await linked.assertion({ sub }) }),
    ];
    for (const answer of await ask('ada-at-work')) {
      const { access_token: token } = granted(answer);
      expect(granted(await world.engine.cardea.engine.verifyAccessToken(token)).subject).toBe(alice.id);
    }
    const none = ['exchange.subject', 'assertion.subject'];
    for (const sub of ['somebody-else', alice.id])
      expect((await ask(sub)).map(refused).map(({ code }) => String(code))).toEqual(none);
    await management.identityProviders.modify({ id: 'work', enabled: false }, OPERATOR);
    expect((await ask('ada-at-work')).map(refused).map(({ code }) => String(code))).toEqual(none);
    await management.identityProviders.modify({ id: 'work', enabled: true }, OPERATOR);
    granted((await ask('ada-at-work'))[0]);
    await stores.commit({
      guard: { kind: 'identity_link.delete', providerId: 'work', accountId: alice.id, evenIfLast: true },
      changes: [],
    });
    expect((await ask('ada-at-work')).map(refused).map(({ code }) => String(code))).toEqual(none);
  });

  test('is refused where anything of it is wrong, in the same words (S046)', async () => {
    const sub = alice.id;
    const stranger = await createClientKey('ES256', 'partner');
    const closed = await Partner.open(world.engine, { clients: [world.billing.id] });
    const gone = await Partner.open(world.engine, { enabled: false });
    const cases: readonly (readonly [string, string])[] = [
      ['assertion.malformed', 'no jwt'],
      ['assertion.type', await partner.assertion({ sub }, { typ: 'logout+jwt' })],
      ['assertion.issuer', await partner.assertion({ sub, iss: 'https://nobody.example' })],
      ['assertion.issuer', await partner.assertion({ sub, iss: undefined })],
      ['assertion.issuer', await gone.assertion({ sub })],
      ['assertion.client', await closed.assertion({ sub })],
      ['assertion.signature', await partner.assertion({ sub }, {}, stranger)],
      ['assertion.audience', await partner.assertion({ sub, aud: BILLING })],
      ['assertion.audience', await partner.assertion({ sub, aud: [world.engine.cardea.settings.issuer, BILLING] })],
      ['assertion.time', await partner.assertion({ sub, exp: now() - 1 })],
      ['assertion.time', await partner.assertion({ sub, exp: now() + 7200 })],
      ['assertion.subject', await partner.assertion({ sub: 'u_nobody' })],
      ['assertion.subject', await partner.assertion({ sub, act: 'nobody' })],
    ];
    const seen = new Set<string>();
    for (const [cause, text] of cases) {
      const { code, detail, error, description, status } = refused(await exchange(text));
      expect({ cause, code: String(code), after: detail?.after }).toEqual({
        cause,
        code: 'exchange.subject',
        after: cause,
      });
      seen.add(`${status} ${error} ${description}`);
    }
    expect([...seen]).toEqual([
      '400 invalid_request The subject_token is invalid, expired, revoked or not meant for this client',
    ]);
    // Ours is none of theirs, whatever it is called
    const tokens = await world.engine.tokens({ client: world.app, person: alice, request: { resource: ORDERS } });
    expect(refused(await exchange(tokens.id_token ?? '')).code).toBe('exchange.subject');
    const open = await world.engine.addClient({
      authMethod: 'none',
      grantTypes: [EXCHANGE],
      redirectUris: [],
      exchangeTargets: [ORDERS],
    });
    expect(refused(await exchange(await partner.assertion({ sub }), {}, open)).code).toBe('grant.public_client');
  });

  test('an access token of theirs that is for this server is one too', async () => {
    granted(await exchange(await partner.assertion({ sub: alice.id }, { typ: 'at+jwt' })));
  });
});

describe('what came of it', () => {
  test('stands among what the person allowed, and ends when they take it back, with what was exchanged further', async () => {
    const bob = await world.engine.addPerson();
    const first = granted(await exchange(await partner.assertion({ sub: bob.id })));
    const second = granted(await world.exchange(world.billing, first.access_token, { resource: ORDERS }));
    const [authorization, another] = await liveOf(bob);
    expect(another).toBeUndefined();
    expect(authorization).toMatchObject({ clientId: world.gateway.id, methods: [] });
    await world.engine.cardea.stores.commit({
      guard: { kind: 'authorization.revoke', id: authorization?.id ?? '', at: now() },
      changes: [],
    });
    for (const { access_token } of [first, second]) expect(await world.engine.isActive(access_token)).toBe(false);
  });

  test('ends with its account, and none comes of one that is locked (design D12)', async () => {
    const bob = await world.engine.addPerson();
    const jwt = await partner.assertion({ sub: bob.id });
    const { access_token: token } = granted(await exchange(jwt));
    await world.engine.cardea.management.accounts.modify({ id: bob.id, state: 'locked' }, OPERATOR);
    expect(await world.engine.isActive(token)).toBe(false);
    expect(refused(await exchange(jwt)).code).toBe('exchange.subject_account');
  });

  test('is nothing where the issuer is trusted no more in the same moment (INV3)', async () => {
    const bob = await world.engine.addPerson();
    for (let round = 0; round < 10; round++) {
      const brief = await Partner.open(world.engine);
      const jwt = await brief.assertion({ sub: bob.id });
      await atOnce(6, async (index) =>
        index === 3
          ? world.engine.cardea.management.trustedIssuers.modify({ issuer: brief.issuer, enabled: false }, OPERATOR)
          : exchange(jwt),
      );
      expect(refused(await exchange(jwt)).detail?.after).toBe('assertion.issuer');
    }
  });

  test('the actors of the other issuer stay in the chain, by names of theirs', async () => {
    const jwt = await partner.assertion({ sub: alice.id, act: { sub: world.gateway.id, act: { sub: 'robot' } } });
    const answer = granted(await exchange(jwt));
    expect(decodeJwt(answer.access_token).act).toEqual({
      sub: world.gateway.id,
      act: {
        sub: world.gateway.id,
        iss: partner.issuer,
        act: { sub: 'robot', iss: partner.issuer },
      },
    });
  });
});

describe('an actor token of a trusted issuer (RFC 8693 §2.1)', () => {
  test('names a service of theirs, and the person it acts for', async () => {
    const services = await Partner.open(world.engine, { subjects: 'service' });
    const { access_token: subject } = await world.engine.tokens({
      client: world.app,
      person: alice,
      request: { scope: 'read', resource: ORDERS },
    });
    const actor = { actor_token: await services.assertion({ sub: 'builder' }), actor_token_type: type('jwt') };
    const answer = granted(await world.exchange(world.gateway, subject, actor));
    expect(decodeJwt(answer.access_token)).toMatchObject({
      sub: alice.id,
      act: { sub: 'builder', iss: services.issuer },
    });
    const wrong = { ...actor, actor_token: await services.assertion({ sub: 'builder', aud: BILLING }) };
    expect(refused(await world.exchange(world.gateway, subject, wrong))).toMatchObject({
      code: 'exchange.actor',
      error: 'invalid_request',
      detail: { after: 'assertion.audience' },
    });
  });
});

describe('may_act (RFC 8693 §4.4)', () => {
  test('of another issuer lets nobody act but whom it names, by an issuer of its own', async () => {
    const { issuer } = world.engine.cardea.settings;
    const of = async (may_act: unknown, changes: Values = {}) =>
      exchange(await partner.assertion({ sub: alice.id, may_act }), changes);
    granted(await of({ sub: world.gateway.id, iss: issuer }));
    for (const claim of [
      { sub: world.gateway.id },
      { sub: world.gateway.id, iss: partner.issuer },
      { sub: world.billing.id, iss: issuer },
      { iss: issuer },
      'gateway',
      null,
      [],
    ])
      expect(refused(await of(claim))).toMatchObject({
        code: 'exchange.may_act',
        error: 'invalid_request',
        status: 400,
      });
    const services = await Partner.open(world.engine, { subjects: 'service' });
    const actor = { actor_token: await services.assertion({ sub: 'builder' }), actor_token_type: type('jwt') };
    granted(await of({ sub: 'builder', iss: services.issuer }, actor));
    expect(refused(await of({ sub: 'builder' }, actor)).code).toBe('exchange.may_act');
  });

  test('is said of the tokens of a client that is registered so, and holds for all of them', async () => {
    const { engine } = world;
    const { clients } = engine.cardea.management;
    const app = await engine.addClient({
      grantTypes: ['authorization_code', 'refresh_token', EXCHANGE],
      resources: [ORDERS, BILLING],
      exchangeTargets: [BILLING],
      mayAct: world.gateway.id,
    });
    const request = { scope: 'openid offline_access read', resource: ORDERS };
    const tokens = await engine.tokens({ client: app, person: alice, request });
    expect(await engine.introspect(world.billing, tokens.access_token)).toMatchObject({
      may_act: { sub: world.gateway.id },
    });
    const jwt = await engine.tokens({ client: app, person: alice, request: { ...request, resource: BILLING } });
    expect(decodeJwt(jwt.access_token).may_act).toEqual({ sub: world.gateway.id });

    const child = granted(await world.exchange(world.gateway, tokens.access_token));
    expect(decodeJwt(child.access_token)).toMatchObject({ act: { sub: world.gateway.id } });
    expect(decodeJwt(child.access_token).may_act).toBeUndefined();
    expect(refused(await world.exchange(world.billing, tokens.access_token)).code).toBe('exchange.may_act');
    for (const [name, text] of [
      ['access_token', tokens.access_token],
      ['refresh_token', tokens.refresh_token],
      ['id_token', tokens.id_token],
    ] as const)
      expect(refused(await world.exchange(app, text, { subject_token_type: type(name) })).code).toBe(
        'exchange.may_act',
      );
    // Not even without a trace
    await clients.modify({ id: world.billing.id, mayImpersonate: true }, OPERATOR);
    expect(refused(await world.exchange(world.billing, tokens.access_token)).code).toBe('exchange.may_act');
    await clients.modify({ id: world.billing.id, mayImpersonate: null }, OPERATOR);
    // As it is registered now
    await clients.modify({ id: app.id, mayAct: null }, OPERATOR);
    granted(await world.exchange(world.billing, tokens.access_token));
    expect(await clients.modify({ id: app.id, mayAct: '' }, OPERATOR)).toMatchObject({ code: 'client.invalid' });
  });
});
