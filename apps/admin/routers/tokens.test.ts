import { describe, expect, test } from 'bun:test';
import { anAccessToken, anAuthorization } from '@cardea/testkit';
import { adminFixture, ISSUER, NOW, OPERATOR, refusalOf } from '../admin.fixture.ts';

const DAY = 86_400;
const URI = 'https://api.example';

describe('tokens that an operator makes', () => {
  test("are opaque tokens for Cardea's own API, shown once and stored as a hash, with an audit entry", async () => {
    const { admin, stores, audit } = await adminFixture();
    const { token, text, createdScopes } = await admin.tokens.create({ label: 'Prometheus', scopes: ['metrics'] });
    expect(text).toStartWith('cda_at_');
    expect(createdScopes).toEqual(['metrics']);
    expect(token).toEqual({
      id: token.id,
      state: 'live',
      format: 'opaque',
      clientId: 'cardea-cli',
      subject: 'cardea-cli',
      scopes: ['metrics'],
      audience: [ISSUER],
      label: 'Prometheus',
      issuedAt: NOW,
      expiresAt: NOW + 30 * DAY,
    });
    const entries = await audit();
    expect(entries).toMatchObject([{ action: 'access_token.issued', target: token.id, actor: OPERATOR }]);
    expect(JSON.stringify([entries, await stores.accessTokens.find(token.id)])).not.toContain(text);
  });

  test('are JWTs where their resource wants them, and live no longer than its keys', async () => {
    const { admin, jwt, keyring } = await adminFixture();
    await admin.resources.add({ uri: URI, name: 'API', scopes: ['read'] });
    const { text, token } = await admin.tokens.create({
      label: 'ci',
      scopes: ['read'],
      resource: URI,
      ttlSeconds: DAY,
    });
    const verified = await jwt.verify(text, keyring.verificationKeys(), ['ES256']);
    expect(verified).toMatchObject({
      header: { typ: 'at+jwt' },
      claims: {
        iss: ISSUER,
        aud: URI,
        sub: 'cardea-cli',
        client_id: 'cardea-cli',
        scope: 'read',
        jti: token.id,
        exp: NOW + DAY,
      },
    });
    expect(await admin.tokens.show({ idOrToken: text })).toEqual(token);
    const long = admin.tokens.create({ label: 'ci', scopes: ['read'], resource: URI, ttlSeconds: 91 * DAY });
    expect(await refusalOf(long)).toMatchObject({ code: 'access_token.invalid', field: 'ttlSeconds' });
  });

  test.each([
    [{ label: '' }, 'label'],
    [{ scopes: ['a b'] }, 'scopes'],
    [{ scopes: ['openid'] }, 'scopes'],
    [{ ttlSeconds: 0 }, 'ttlSeconds'],
    [{ ttlSeconds: 11 * 366 * DAY }, 'ttlSeconds'],
    [{ resource: URI, scopes: ['other'] }, 'scopes'],
  ])('are refused with %j by the field %s, and nothing is written', async (changes, field) => {
    const { admin, audit } = await adminFixture();
    await admin.resources.add({ uri: URI, name: 'API', scopes: ['read'] });
    const problem = await refusalOf(admin.tokens.create({ label: 'A', scopes: [], ...changes }));
    expect(problem).toMatchObject({ code: 'access_token.invalid', field });
    expect(await audit()).toHaveLength(1);
    expect((await admin.tokens.list({ ended: true })).items).toEqual([]);
  });

  test('need a resource that is registered and enabled', async () => {
    const { admin } = await adminFixture();
    const make = () => admin.tokens.create({ label: 'A', scopes: [], resource: URI });
    expect((await refusalOf(make())).code).toBe('access_token.resource_unknown');
    await admin.resources.add({ uri: URI, name: 'API', enabled: false });
    expect((await refusalOf(make())).code).toBe('access_token.resource_unknown');
  });
});

describe('access tokens', () => {
  test('are found by id and by themselves; one with a changed secret part is not', async () => {
    const { admin } = await adminFixture();
    const one = await admin.tokens.create({ label: 'one', scopes: [] });
    const two = await admin.tokens.create({ label: 'two', scopes: [] });
    expect(await admin.tokens.show({ idOrToken: one.token.id })).toEqual(one.token);
    expect(await admin.tokens.show({ idOrToken: one.text })).toEqual(one.token);
    const forged = one.text.slice(0, 30) + two.text.slice(30);
    for (const idOrToken of [forged, one.text.slice(1), 'x', 'AAAAAAAAAAAAAAAAAAAAAA', 'a.b.c']) {
      const problem = await refusalOf(admin.tokens.show({ idOrToken }));
      expect(problem.code).toBe('access_token.not_found');
      expect(problem.message).not.toContain(idOrToken);
    }
  });

  test('are listed newest first, live ones unless asked otherwise, of one client where it is named', async () => {
    const { admin, clock } = await adminFixture();
    for (const label of ['a', 'b', 'c']) {
      await admin.tokens.create({ label, scopes: [], ttlSeconds: label === 'a' ? 10 : DAY });
      clock.advance(1000);
    }
    const labels = async (filter: object) => (await admin.tokens.list(filter)).items.map(({ label }) => label);
    expect(await labels({})).toEqual(['c', 'b', 'a']);
    const { nextCursor } = await admin.tokens.list({ limit: 1 });
    expect(await labels({ cursor: nextCursor })).toEqual(['b', 'a']);
    clock.advance(10_000);
    expect(await labels({})).toEqual(['c', 'b']);
    expect((await admin.tokens.list({ ended: true })).items.map(({ state }) => state)).toEqual([
      'live',
      'live',
      'expired',
    ]);
    expect(await labels({ clientId: 'other' })).toEqual([]);
    expect(await labels({ clientId: 'cardea-cli' })).toEqual(['c', 'b']);
  });

  test('are revoked once, by id or by themselves', async () => {
    const { admin, audit } = await adminFixture();
    const { text, token } = await admin.tokens.create({ label: 'A', scopes: [] });
    expect(await admin.tokens.revoke({ idOrToken: text })).toMatchObject({ state: 'revoked', revokedAt: NOW });
    expect((await refusalOf(admin.tokens.revoke({ idOrToken: token.id }))).code).toBe('access_token.ended');
    const entries = await audit();
    expect(entries.map(({ action }) => action)).toEqual(['access_token.issued', 'access_token.revoked']);
    expect(JSON.stringify(entries)).not.toContain(text);
  });

  test('are revoked all at once, with one entry', async () => {
    const { admin, audit } = await adminFixture();
    for (const label of ['a', 'b']) await admin.tokens.create({ label, scopes: [] });
    await admin.tokens.revokeAll({});
    expect((await admin.tokens.list({})).items).toEqual([]);
    expect((await audit()).at(-1)).toMatchObject({ action: 'access_tokens.revoked', target: '*' });
    expect((await refusalOf(admin.tokens.revokeAll({ clientId: 'nobody' }))).code).toBe('client.not_found');
    await admin.tokens.revokeAll({ clientId: 'cardea-cli' });
  });

  test('of a person are revoked together, or those that one client has; nobody else’s', async () => {
    const { admin, stores, audit } = await adminFixture();
    const live = async () => (await admin.tokens.list({})).items.map(({ id }) => id).toSorted();
    const tokenOf = async (accountId: string, clientId: string) => {
      const authorization = anAuthorization({ accountId, clientId, createdAt: NOW });
      const times = { issuedAt: NOW, expiresAt: NOW + DAY };
      const token = anAccessToken({ authorizationId: authorization.id, subject: accountId, clientId, ...times });
      await stores.commit({
        changes: [
          { kind: 'authorization.insert', authorization },
          { kind: 'access_token.insert', token },
        ],
      });
      return token.id;
    };
    const [alice, bob] = await Promise.all(
      ['alice', 'bob'].map(async (username) => (await admin.users.add({ username })).account.id),
    );
    const { client: one } = await admin.clients.add({ name: 'One' });
    const { client: two } = await admin.clients.add({ name: 'Two' });
    const atOne = await tokenOf(alice ?? '', one.id);
    const atTwo = await tokenOf(alice ?? '', two.id);
    const others = await tokenOf(bob ?? '', one.id);
    await admin.tokens.revokeAll({ user: 'alice', clientId: one.id });
    expect(await live()).toEqual([atTwo, others].toSorted());
    expect((await audit()).at(-1)).toMatchObject({
      ...{ action: 'authorizations.revoked', target: alice, detail: { client: one.id }, actor: OPERATOR },
    });
    expect((await refusalOf(admin.tokens.revokeAll({ user: 'nobody' }))).code).toBe('account.not_found');
    expect((await refusalOf(admin.tokens.revokeAll({ user: 'alice', clientId: 'c' }))).code).toBe('client.not_found');
    await admin.tokens.revokeAll({ user: 'alice' });
    expect(await live()).toEqual([others]);
    expect((await admin.tokens.show({ idOrToken: atOne })).state).toBe('revoked');
  });
});
