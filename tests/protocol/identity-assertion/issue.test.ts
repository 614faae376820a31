import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { TestEngine } from '../../harness/engine.ts';
import { EXCHANGE, type } from '../../harness/exchange.ts';
import { granted, refused, type Values } from '../../harness/flow-values.ts';
import { CHAT, TwoIssuers } from '../../harness/two-issuers.ts';

// draft-ietf-oauth-identity-assertion-authz-grant, §4.3: the server that people sign in at
const OPERATOR = { kind: 'operator', id: 'test' } as const;
const AWAY = 'https://away.example';

let world: TwoIssuers;
beforeAll(async () => {
  world = await TwoIssuers.open();
});
afterAll(async () => world[Symbol.asyncDispose]());

describe('an identity assertion for another authorization server', () => {
  test('is given for the ID token of a sign-in to this client, and says who, to whom and for what', async () => {
    const answer = granted(await world.exchange({ resource: CHAT, scope: 'chat.read' }));
    expect(answer).toEqual({
      access_token: expect.stringMatching(/^ey/),
      issued_token_type: type('id-jag'),
      token_type: 'N_A',
      expires_in: 300,
      scope: 'chat.read',
    });
    expect(decodeProtectedHeader(answer.access_token)).toMatchObject({ typ: 'oauth-id-jag+jwt', alg: 'ES256' });
    const now = Math.floor(world.home.clock.nowMs() / 1000);
    expect(decodeJwt(answer.access_token)).toEqual({
      iss: 'https://home.example',
      sub: world.alice.id,
      aud: AWAY,
      client_id: world.agentAway.id,
      jti: expect.any(String),
      iat: now,
      exp: now + 300,
      resource: CHAT,
      scope: 'chat.read',
      auth_time: expect.any(Number),
      acr: 'urn:cardea:acr:one-factor',
      amr: ['pwd'],
      email: 'alice@people.example',
      email_verified: false,
    });
  });

  test('or for the refresh token of it, which is not used up', async () => {
    const subject = { subject_token: world.tokens.refresh_token, subject_token_type: type('refresh_token') };
    const [one, other] = [await world.assertion(subject), await world.assertion(subject)];
    expect(decodeJwt(one).sub).toBe(world.alice.id);
    expect(decodeJwt(one).jti).not.toBe(decodeJwt(other).jti);
  });

  test('names all allowed scopes where none is asked for, several resources, and the address only with the scope email', async () => {
    const two = decodeJwt(await world.assertion({ resource: [CHAT, 'https://chat.example/files'] }));
    expect([two.scope, two.resource]).toEqual(['chat.read chat.write', [CHAT, 'https://chat.example/files']]);
    const plain = await world.home.tokens({ client: world.agent, person: world.alice, request: { scope: 'openid' } });
    const claims = decodeJwt(await world.assertion({ subject_token: plain.id_token }));
    expect([claims.email, claims.resource]).toEqual([undefined, undefined]);
  });

  test('lives as long as is asked for, and never longer than five minutes or what it was made of', async () => {
    for (const [wish, given] of [
      ['60', 60],
      ['9999', 300],
    ] as const)
      expect(granted(await world.exchange({ expires_in: wish })).expires_in).toBe(given);
    const tokens = await world.home.tokens({ client: world.agent, person: world.alice });
    world.home.clock.advance((3600 - 100) * 1000);
    const late = granted(await world.exchange({ subject_token: tokens.id_token }));
    expect(late.expires_in).toBeLessThanOrEqual(100);
    world.home.clock.advance(100 * 1000);
    expect(refused(await world.exchange({ subject_token: tokens.id_token })).code).toBe('exchange.subject');
  });

  test('is no token here: not for userinfo, not for introspection, not as a subject, not as an assertion', async () => {
    const text = await world.assertion(await refreshed());
    expect(await world.home.isActive(text)).toBe(false);
    expect(await world.home.introspect(world.agent, text)).toEqual({ active: false });
    for (const kind of ['access_token', 'id_token', 'refresh_token'] as const) {
      const again = await world.exchange({ subject_token: text, subject_token_type: type(kind) });
      expect(refused(again).error).toBe('invalid_request');
    }
  });

  test('leaves one audit entry and nothing else (INV5); a refused one leaves none', async () => {
    const subject = await refreshed();
    const before = await world.home.actions();
    const text = await world.assertion({ ...subject, resource: CHAT });
    expect((await world.home.actions()).slice(before.length)).toEqual(['identity_assertion.issued']);
    const { stores } = world.home.cardea;
    const [entry, ...more] = await stores.audit.list({ limit: 5, target: String(decodeJwt(text).jti) });
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      action: 'identity_assertion.issued',
      target: decodeJwt(text).jti,
      actor: { kind: 'client', id: world.agent.id },
      detail: { audience: AWAY, clientThere: world.agentAway.id, account: world.alice.id, resources: [CHAT] },
    });
    const after = await world.home.actions();
    refused(await world.exchange({ ...subject, scope: 'admin' }));
    expect(await world.home.actions()).toEqual(after);
  });

  const refreshed = async (): Promise<Values> => {
    const tokens = await world.home.tokens({ client: world.agent, person: world.alice });
    return { subject_token: tokens.id_token };
  };

  test('is refused where anything of the request is wrong', async () => {
    const fresh = await refreshed();
    const { home, agent, tokens } = world;
    const other = await home.addClient({ grantTypes: ['authorization_code', 'refresh_token', EXCHANGE] });
    const elsewhere = await home.tokens({ client: other, person: world.alice });
    const at = type('access_token');
    const cases: readonly (readonly [Values, string, string])[] = [
      [{ audience: undefined }, 'identity_assertion.audience_missing', 'invalid_request'],
      [{ audience: [AWAY, 'https://b.example'] }, 'identity_assertion.audience_missing', 'invalid_request'],
      [{ audience: `${AWAY}/` }, 'identity_assertion.audience', 'invalid_target'],
      [{ audience: 'https://home.example' }, 'identity_assertion.audience', 'invalid_target'],
      [{ scope: 'chat.read admin' }, 'identity_assertion.scope', 'invalid_scope'],
      [{ scope: 'openid' }, 'identity_assertion.scope', 'invalid_scope'],
      [{ resource: 'no uri' }, 'target.malformed', 'invalid_target'],
      [{ resource: Array.from({ length: 17 }, (_, n) => `${CHAT}/${n}`) }, 'target.too_many', 'invalid_target'],
      [{ actor_token: tokens.access_token, actor_token_type: at }, 'identity_assertion.actor', 'invalid_request'],
      [
        { subject_token: tokens.access_token, subject_token_type: at },
        'identity_assertion.subject_type',
        'invalid_request',
      ],
      [{ subject_token: 'eyJ', subject_token_type: type('jwt') }, 'identity_assertion.subject_type', 'invalid_request'],
      [{ subject_token: elsewhere.id_token }, 'exchange.subject_client', 'invalid_request'],
      [{ subject_token: 'nonsense' }, 'exchange.subject', 'invalid_request'],
      [{ subject_token: undefined }, 'request.parameter_missing', 'invalid_request'],
    ];
    for (const [values, code, error] of cases)
      expect(refused(await world.exchange({ ...fresh, ...values }))).toMatchObject({ code, error, status: 400 });
    const unlisted = await world.exchange({ subject_token: elsewhere.id_token }, other);
    expect(refused(unlisted).code).toBe('identity_assertion.audience');
    const open = await home.addClient({ authMethod: 'none', grantTypes: ['authorization_code', EXCHANGE] });
    expect(refused(await world.exchange(fresh, open)).code).toBe('grant.public_client');
    expect(agent.secret).toBeDefined();
  });
});

describe('what it rests on must stand (design D12)', () => {
  const ends: Readonly<Record<string, (who: { readonly id: string }) => Promise<unknown>>> = {
    'the account is locked': ({ id }) =>
      world.home.cardea.management.accounts.modify({ id, state: 'locked' }, OPERATOR),
    'the account is removed': ({ id }) => world.home.cardea.management.accounts.remove(id, OPERATOR),
  };
  test.each(Object.keys(ends))('none is given once %s', async (what) => {
    const person = await world.home.addPerson();
    const tokens = await world.home.tokens({ client: world.agent, person });
    granted(await world.exchange({ subject_token: tokens.id_token }));
    await ends[what]?.(person);
    expect(refused(await world.exchange({ subject_token: tokens.id_token })).error).toBe('invalid_request');
  });

  test('nor where somebody else alone may act for the subjects of the client (RFC 8693 §4.4), nor for a JWT of others', async () => {
    const person = await world.home.addPerson();
    const tokens = await world.home.tokens({ client: world.agent, person });
    const subject = { subject_token: tokens.id_token };
    const { clients } = world.home.cardea.management;
    await clients.modify({ id: world.agent.id, mayAct: 'somebody-else' }, OPERATOR);
    expect(refused(await world.exchange(subject)).code).toBe('exchange.may_act');
    await clients.modify({ id: world.agent.id, mayAct: world.agent.id }, OPERATOR);
    granted(await world.exchange(subject));
    await clients.modify({ id: world.agent.id, mayAct: null }, OPERATOR);
    const foreign = { subject_token: 'a.b.c', subject_token_type: type('jwt') };
    expect(refused(await world.exchange(foreign)).code).toBe('identity_assertion.subject_type');
  });

  test('nor once the authorization was revoked, or the audience was taken from the client', async () => {
    const person = await world.home.addPerson();
    const tokens = await world.home.tokens({ client: world.agent, person });
    const subject = { subject_token: tokens.id_token };
    const { clients } = world.home.cardea.management;
    const shown = granted(await world.exchange(subject));
    expect(shown.token_type).toBe('N_A');
    const known = await world.home.cardea.stores.clients.findFresh(world.agent.id);
    await clients.modify({ id: world.agent.id, identityAudiences: null }, OPERATOR);
    expect(refused(await world.exchange(subject)).code).toBe('identity_assertion.audience');
    await clients.modify({ id: world.agent.id, identityAudiences: known?.identityAudiences }, OPERATOR);
    granted(await world.exchange(subject));
    await world.home.revoke(world.agent, tokens.refresh_token);
    expect(refused(await world.exchange(subject)).code).toBe('exchange.subject_revoked');
  });
});

describe('a client may be registered for it', () => {
  test.each([
    ['with itself as the server', { issuer: 'https://home.example', clientId: 'x', scopes: [] }],
    ['with no URL', { issuer: 'away', clientId: 'x', scopes: [] }],
    ['with a query', { issuer: 'https://away.example?x', clientId: 'x', scopes: [] }],
    ['without an id there', { issuer: AWAY, clientId: '', scopes: [] }],
    ['with a scope that speaks of the person', { issuer: AWAY, clientId: 'x', scopes: ['openid'] }],
    ['with a malformed scope', { issuer: AWAY, clientId: 'x', scopes: ['a b'] }],
  ])('not %s', async (_, audience) => {
    const added = await world.home.cardea.management.clients.add(
      { name: 'Wrong', grantTypes: [EXCHANGE], identityAudiences: [audience] },
      OPERATOR,
    );
    expect(added).toMatchObject({ code: 'client.invalid' });
  });

  test.each([
    ['public', { authMethod: 'none' as const }],
    ['one with pairwise subjects', { subjectType: 'pairwise' as const, redirectUris: ['https://web.example/cb'] }],
  ])('not where it is %s', async (_, settings) => {
    const identityAudiences = [{ issuer: AWAY, clientId: 'x', scopes: [] }];
    const added = await world.home.cardea.management.clients.add(
      { name: 'Wrong', grantTypes: [EXCHANGE], identityAudiences, ...settings },
      OPERATOR,
    );
    expect(added).toMatchObject({ code: 'client.invalid' });
  });
});

test('nothing of it is there until it is switched on (design D14)', async () => {
  await using engine = await TestEngine.open();
  const client = await engine.addClient({
    grantTypes: ['authorization_code', EXCHANGE],
    identityAudiences: [{ issuer: AWAY, clientId: 'x', scopes: [] }],
  });
  const tokens = await engine.tokens({ client, person: await engine.addPerson() });
  const answer = await engine.token(client, {
    grant_type: EXCHANGE,
    requested_token_type: type('id-jag'),
    audience: AWAY,
    subject_token: tokens.id_token,
    subject_token_type: type('id_token'),
  });
  expect(refused(answer)).toMatchObject({ code: 'identity_assertion.off', error: 'invalid_request', status: 400 });
});
