import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import { isRefusal } from '@cardea/protocol';
import { atOnce } from '../../harness/at-once.ts';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, granted, parametersOf, refused, type Values } from '../../harness/flow-values.ts';

const OPERATOR = { kind: 'operator', id: 'test' } as const;
const NEW_PASSWORD = 'kettle under the blue river';

setDefaultTimeout(30_000);

let engine: TestEngine;
/** Registered for both grants; people sign in to it too. */
let legacy: RegisteredClient;
let api: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open({ CARDEA_LOGIN_BURST: '12' });
  legacy = await engine.addClient({
    grantTypes: ['authorization_code', 'refresh_token', 'password', 'session'],
    scopes: ['openid', 'email', 'offline_access', 'read', 'write', 'admin:users:read'],
    consent: 'implicit',
  });
  api = await engine.addClient({ grantTypes: [], redirectUris: [], scopes: [] });
});
afterAll(async () => engine[Symbol.asyncDispose]());

const byPassword = ({ username, password }: Person, values: Values = {}, client = legacy) =>
  engine.token(client, { grant_type: 'password', username, password, ...values });

/** A session of Cardea's own API, as scripts start it. */
const startSession = async ({ username, password }: Person, values: Values = {}) =>
  granted(
    await engine.cardea.engine.sessions.start({
      parameters: parametersOf({ username, password, ...values }),
      caller: aBrowser().caller,
      userAgent: 'script',
    }),
  ).access_token ?? '';

const WISH = { client_name: 'rclone', scope: 'read' };

const appPassword = (person: Person, token: string | undefined, values: Values = {}, client = legacy) =>
  engine.token(
    client,
    { grant_type: 'password', username: person.username, password: person.password, ...WISH, ...values },
    token,
  );
const bySession = (token: string | undefined, values: Values = {}, client = legacy) =>
  engine.token(client, { grant_type: 'session', ...WISH, ...values }, token);

const passwordsOf = ({ id }: Person) => engine.cardea.stores.appPasswords.list(id);

/** An access token of the client for somebody who is signed in: as if the code of a mail had proved who they are. */
const withoutPassword = async (person: Person, scopes: readonly string[] = ['read']): Promise<string> => {
  await engine.code({ client: legacy, person });
  const { stores, mint } = engine.cardea;
  const now = Math.floor(engine.clock.nowMs() / 1000);
  const [authorization] = await stores.authorizations.listLive(person.id, now);
  if (authorization === undefined) throw new Error('nobody is signed in');
  const authorizationId = mint.mintId(engine.clock.nowMs());
  const { text, id, verifierHash } = mint.mint('access_token', engine.clock.nowMs());
  await stores.commit({
    changes: [
      {
        kind: 'authorization.insert',
        authorization: { ...authorization, id: authorizationId, scopes, methods: ['email'] },
      },
      {
        kind: 'access_token.insert',
        token: {
          ...{ id, verifierHash, authorizationId, scopes, format: 'opaque', clientId: legacy.id, subject: person.id },
          ...{ audience: [engine.cardea.settings.issuer], issuedAt: now, expiresAt: now + 3600 },
        },
      },
    ],
  });
  return text;
};

describe('S044: off unless an operator switches them on for a client (design D14)', () => {
  test('nobody else is told that they are there, and the profile fapi2 has none of them', async () => {
    const person = await engine.addPerson();
    const token = await startSession(person);
    const other = await engine.addClient();
    for (const answer of [await byPassword(person, {}, other), await bySession(token, {}, other)])
      expect(refused(answer)).toMatchObject({
        code: 'grant.switched_off',
        error: 'unsupported_grant_type',
        status: 400,
        description: 'The grant type is not supported',
      });
    expect(await passwordsOf(person)).toEqual([]);
    const strict = await TestEngine.open({ CARDEA_PROFILE: 'fapi2' });
    const added = await strict.cardea.management.clients.add({ name: 'A', grantTypes: ['password'] }, OPERATOR);
    expect(added).toMatchObject({ code: 'client.grant_unknown' });
    await strict[Symbol.asyncDispose]();
    const wide = await TestEngine.open({ CARDEA_PROFILE: 'oidc' });
    for (const one of [engine, wide]) {
      const { grant_types_supported: named } = one.cardea.engine.metadata([]);
      expect(named).not.toContain('password');
      expect(named).not.toContain('session');
    }
    await wide[Symbol.asyncDispose]();
  });
});

describe("a person's own password (RFC 6749 §4.3)", () => {
  test('gives a token with scopes of APIs, which belongs to what the person allowed, and can be refreshed', async () => {
    const person = await engine.addPerson();
    const answer = granted(await byPassword(person, { scope: 'read' }));
    expect(answer).toEqual({
      access_token: expect.stringMatching(/^cda_at_/),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'read',
      refresh_token: expect.stringMatching(/^cda_rt_/),
      refresh_token_expires_in: expect.any(Number),
    });
    expect(await engine.introspect(legacy, answer.access_token)).toMatchObject({ active: true, sub: person.id });
    const [authorization] = await engine.cardea.stores.authorizations.listLive(person.id, 0);
    expect(authorization).toMatchObject({ clientId: legacy.id, methods: ['pwd'], scopes: ['read'] });
    expect(granted(await engine.refresh(legacy, answer.refresh_token)).scope).toBe('read');
    expect(granted(await byPassword(person)).scope).toBe('read write');
  });

  test('gives nothing that says who the person is, and nothing that manages', async () => {
    const person = await engine.addPerson();
    for (const scope of ['openid', 'email', 'offline_access', 'admin:users:read', 'unheard', 'read "'])
      expect(refused(await byPassword(person, { scope })).error).toBe('invalid_scope');
    expect(await engine.cardea.stores.authorizations.listLive(person.id, 0)).toEqual([]);
  });

  test('S096: never goes around a second factor, of the account or of the policy', async () => {
    const guarded = await engine.withTotp(await engine.addPerson());
    expect(refused(await byPassword(guarded))).toMatchObject({
      code: 'password.second_factor',
      error: 'invalid_grant',
    });
    // Whoever has not the password learns nothing of it
    expect(refused(await byPassword({ ...guarded, password: 'wrong' }))).toMatchObject({ code: 'password.wrong' });
    expect(await engine.cardea.stores.authorizations.listLive(guarded.id, engine.clock.nowMs() / 1000)).toEqual([]);
    const person = await engine.addPerson();
    const strict = await engine.addClient({ grantTypes: ['password'], redirectUris: [], factors: 'two_factors' });
    expect(refused(await byPassword(person, {}, strict))).toMatchObject({
      code: 'password.client_policy',
      error: 'unauthorized_client',
    });
  });

  test('S092: whatever is wrong looks the same, and is kept for the operator', async () => {
    const person = await engine.addPerson();
    const locked = await engine.addPerson();
    const { accounts } = engine.cardea.management;
    await accounts.modify({ id: locked.id, state: 'locked' }, OPERATOR);
    const without = `without-${randomUUID()}`;
    await accounts.add({ username: without }, OPERATOR);
    const refusals = [
      await byPassword({ ...person, username: 'nobody' }),
      await byPassword({ ...person, password: 'wrong' }),
      await byPassword({ ...person, password: 'x'.repeat(2000) }),
      await byPassword(locked),
      await byPassword({ ...person, username: without }),
    ].map(refused);
    const seen = new Set(refusals.map(({ error, description, status }) => `${error} ${description} ${status}`));
    expect([...seen]).toEqual(['invalid_grant The user name or the password is not right 400']);
    expect(new Set(refusals.map(({ detail }) => detail?.after)).size).toBe(4);
    expect(JSON.stringify(refusals)).not.toContain(person.password);
  });

  test('S093: guesses are counted as those on the page are: by network, and by account and network', async () => {
    const person = await engine.addPerson();
    const codes = [];
    for (let guess = 0; guess < 40; guess++)
      codes.push(refused(await byPassword({ ...person, password: `wrong ${guess}` })).code);
    expect(codes.at(-1)).toBe('login.too_many');
    const last = refused(await byPassword(person));
    expect(last).toMatchObject({ code: 'login.too_many', status: 429 });
    expect(last.retryAfterSeconds).toBeGreaterThan(0);
    engine.clock.advance(24 * 3600 * 1000);
  });

  test('what it gave ends with the password, and none comes of an old one that races with the new', async () => {
    const person = await engine.addPerson();
    const { access_token: token } = granted(await byPassword(person));
    const { accounts } = engine.cardea.management;
    const [answers] = await Promise.all([
      atOnce(8, () => byPassword(person)),
      accounts.setPassword({ id: person.id, password: NEW_PASSWORD }, OPERATOR),
    ]);
    expect(await engine.isActive(token)).toBe(false);
    for (const answer of answers)
      if (!isRefusal(answer)) expect(await engine.isActive(answer.access_token)).toBe(false);
    expect(await engine.cardea.stores.authorizations.listLive(person.id, engine.clock.nowMs() / 1000)).toEqual([]);
    expect(refused(await byPassword(person)).code).toBe('password.wrong');
  });

  test('has its audit entries, and no secret in them', async () => {
    const person = await engine.addPerson();
    const { access_token: token } = granted(await byPassword(person));
    const id = granted(await engine.cardea.engine.verifyAccessToken(token)).id;
    expect(await engine.actions(id)).toEqual(['access_token.issued']);
    const entries = JSON.stringify(await engine.cardea.stores.audit.list({ limit: 1000 }));
    expect(entries).not.toContain(person.password);
  });
});

describe('an app password by the grant password', () => {
  test('is made in a fresh session with the password once more, and outlives the session', async () => {
    const person = await engine.addPerson();
    const token = await startSession(person);
    const answer = granted(await appPassword(person, token, { expires_in: '600' }));
    expect(answer).toEqual({
      access_token: expect.stringMatching(/^[0-9a-z]{6}(-[0-9a-z]{6}){3}$/),
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'read',
      client_name: 'rclone',
    });
    const stored = await passwordsOf(person);
    expect(stored).toMatchObject([{ name: 'rclone', scopes: ['read'] }]);
    expect(JSON.stringify(stored)).not.toContain(answer.access_token.replaceAll('-', ''));
    expect(granted(await engine.cardea.engine.verifyAccessToken(answer.access_token)).subject).toBe(person.id);
    const sessionToken = granted(await engine.cardea.engine.verifyAccessToken(token));
    await engine.cardea.engine.sessions.end(sessionToken.id, aBrowser().caller);
    expect(await engine.isActive(answer.access_token)).toBe(true);
    // The session itself opens nothing more
    expect(refused(await appPassword(person, token))).toMatchObject({
      code: 'password.session',
      error: 'invalid_grant',
    });
    const [made] = (await engine.cardea.stores.audit.list({ limit: 100, target: person.id })).filter(
      ({ action }) => action === 'app_password.created',
    );
    expect(made).toMatchObject({ actor: { kind: 'client', id: legacy.id } });
  });

  test('ends at the latest when the policy says, and 0 asks for one without an end', async () => {
    const person = await engine.addPerson();
    const token = await startSession(person);
    const most = engine.cardea.settings.appPasswordMaxTtlSeconds;
    for (const expires_in of ['0', '999999999'])
      expect(granted(await appPassword(person, token, { expires_in })).expires_in).toBe(most);
    expect(granted(await appPassword(person, token)).expires_in).toBe(engine.cardea.settings.appPasswordTtlSeconds);
    for (const expires_in of ['-1', 'soon', '01'])
      expect(refused(await appPassword(person, token, { expires_in })).error).toBe('invalid_request');
    const lax = await TestEngine.open({ CARDEA_APP_PASSWORD_MAX_TTL: 'never' });
    const client = await lax.addClient({ grantTypes: ['password'], redirectUris: [] });
    const somebody = await lax.addPerson();
    const { username, password } = somebody;
    const parameters = parametersOf({ username, password });
    const started = await lax.cardea.engine.sessions.start({ parameters, caller: aBrowser().caller, userAgent: 's' });
    const answer = await lax.token(
      client,
      { grant_type: 'password', username, password, ...WISH, expires_in: '0' },
      granted(started).access_token,
    );
    expect(granted(answer)).not.toContainKey('expires_in');
    await lax[Symbol.asyncDispose]();
  });

  test('needs a session of that person, a fresh one, and the right password', async () => {
    const [person, other] = [await engine.addPerson(), await engine.addPerson()];
    const token = await startSession(person);
    expect(refused(await appPassword(person, undefined))).toMatchObject({
      code: 'password.session_missing',
      error: 'invalid_request',
    });
    expect(refused(await appPassword(other, token))).toMatchObject({ code: 'password.wrong', error: 'invalid_grant' });
    expect(refused(await appPassword({ ...person, password: 'wrong' }, token)).code).toBe('password.wrong');
    expect(refused(await appPassword(person, `${token.slice(0, -4)}AAAA`)).code).toBe('password.session');
    engine.clock.advance((engine.cardea.settings.freshSignInSeconds + 1) * 1000);
    expect(refused(await appPassword(person, token))).toMatchObject({
      code: 'password.not_fresh',
      error: 'invalid_grant',
    });
    expect([await passwordsOf(person), await passwordsOf(other)]).toEqual([[], []]);
  });

  test('S096: needs the second factor of whoever has one, in the session', async () => {
    const person = await engine.addPerson();
    const before = await startSession(person);
    const guarded = await engine.withTotp(person);
    expect(refused(await appPassword(guarded, before)).code).toMatch(/^password\.(session_factor|session)$/);
    engine.clock.advance(60_000);
    const token = await startSession(guarded, { code: engine.nextCode(guarded) });
    granted(await appPassword(guarded, token));
    const strict = await engine.addClient({ grantTypes: ['password'], redirectUris: [], factors: 'two_factors' });
    const somebody = await engine.addPerson();
    const single = await startSession(somebody);
    expect(refused(await appPassword(somebody, single, {}, strict)).code).toBe('password.session_factor');
    granted(await appPassword(guarded, token, {}, strict));
  });

  test('comes of nothing but a session: no app password, no child of one, no token of another client', async () => {
    const person = await engine.addPerson();
    const token = await startSession(person);
    const { access_token: made } = granted(await appPassword(person, token));
    const child = await startSession({ ...person, password: made });
    const stranger = await engine.addClient({ consent: 'implicit' });
    const { access_token: foreign } = await engine.tokens({ client: stranger, person });
    const { access_token: direct } = granted(await byPassword(person));
    for (const shown of [made, child, foreign, direct])
      expect(refused(await appPassword(person, shown)).code).toBe('password.session');
    expect(await passwordsOf(person)).toHaveLength(1);
  });

  test('has scopes of APIs that its client has, and a name', async () => {
    const person = await engine.addPerson();
    const token = await startSession(person);
    for (const scope of ['openid', 'admin:users:read', 'metrics', '*', 'unheard'])
      expect(refused(await appPassword(person, token, { scope })).error).toBe('invalid_scope');
    for (const wrong of [
      { scope: undefined },
      { client_name: undefined },
      { client_name: ' ' },
      { client_name: 'a\u202eb' },
    ])
      expect(refused(await appPassword(person, token, wrong)).error).toBe('invalid_request');
    expect(await passwordsOf(person)).toEqual([]);
  });

  test('is one of as many as a person may have, however many are asked for at once', async () => {
    const small = await TestEngine.open({ CARDEA_APP_PASSWORDS_PER_ACCOUNT: '2' });
    const client = await small.addClient({ grantTypes: ['password'], redirectUris: [] });
    const { id, username, password } = await small.addPerson();
    const parameters = parametersOf({ username, password });
    const { access_token: token } = granted(
      await small.cardea.engine.sessions.start({ parameters, caller: aBrowser().caller, userAgent: 's' }),
    );
    const wish = { grant_type: 'password', username, password, ...WISH };
    const answers = await atOnce(6, () => small.token(client, wish, token));
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(2);
    expect(answers.filter(isRefusal).map(({ code }) => code)).toEqual(Array(4).fill('app_password.too_many'));
    expect(await small.cardea.stores.appPasswords.list(id)).toHaveLength(2);
    await small[Symbol.asyncDispose]();
  });

  test('S061: is refused where tokens are bound to a key', async () => {
    const bound = await engine.addClient({ grantTypes: ['password'], redirectUris: [], dpopBoundAccessTokens: true });
    const person = await engine.addPerson();
    expect(refused(await appPassword(person, await startSession(person), {}, bound)).code).toBe('dpop.missing');
    expect(refused(await byPassword(person, {}, bound)).code).toBe('dpop.missing');
    expect(await passwordsOf(person)).toEqual([]);
  });
});

describe('an app password by the grant session', () => {
  test('is for who signed in without a password, and has no more than the token that is shown', async () => {
    const person = await engine.addPerson();
    const token = await withoutPassword(person);
    const answer = granted(await bySession(token, { username: person.username }));
    expect(answer).toMatchObject({ scope: 'read', client_name: 'rclone', token_type: 'Bearer' });
    expect(granted(await engine.cardea.engine.verifyAccessToken(answer.access_token)).subject).toBe(person.id);
    expect(refused(await bySession(token, { scope: 'read write' })).error).toBe('invalid_scope');
    expect(refused(await bySession(token, { username: 'somebody-else' })).code).toBe('password.session');
    expect(refused(await bySession(undefined)).code).toBe('password.session_missing');
  });

  test('is not for who signed in with a password', async () => {
    const person = await engine.addPerson();
    const { access_token: own } = await engine.tokens({ client: legacy, person, request: { scope: 'read' } });
    for (const token of [await startSession(person, { scope: 'read' }), own])
      expect(refused(await bySession(token))).toMatchObject({ code: 'password.needed', error: 'invalid_grant' });
    expect(await passwordsOf(person)).toEqual([]);
  });

  test('is made while the person is signed in, and not long after they proved who they are', async () => {
    const person = await engine.addPerson();
    const gone = await withoutPassword(person);
    const visitor = await engine.visitor(person);
    const live = await engine.cardea.stores.browserSessions.listLive(person.id, engine.clock.nowMs() / 1000);
    for (const { id } of live) granted(await engine.cardea.engine.selfService.sessions.end(visitor, id));
    expect(refused(await bySession(gone)).code).toBe('password.session');
    const token = await withoutPassword(person);
    engine.clock.advance((engine.cardea.settings.freshSignInSeconds + 1) * 1000);
    expect(refused(await bySession(token)).code).toBe('password.not_fresh');
    expect(await passwordsOf(person)).toEqual([]);
  });

  test('an API that sees the token of an app makes none: it shows it as another client', async () => {
    const person = await engine.addPerson();
    const token = await withoutPassword(person);
    await engine.cardea.management.clients.modify({ id: api.id, grantTypes: ['session'], scopes: ['read'] }, OPERATOR);
    expect(refused(await bySession(token, {}, api)).code).toBe('password.session');
    expect(await passwordsOf(person)).toEqual([]);
  });
});

test('a dry run of a password tells nobody whether it is right', async () => {
  const person = await engine.addPerson();
  const { simulate } = engine.cardea.management.explain;
  const of = (password: string) =>
    simulate.token({
      clientId: legacy.id,
      parameters: [
        ['grant_type', 'password'],
        ['username', person.username],
        ['password', password],
      ],
    });
  const [right, wrong] = [await of(person.password), await of('wrong')];
  expect(right.outcome).toBe('granted');
  expect(wrong).toEqual(right);
});
