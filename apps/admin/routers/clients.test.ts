import { describe, expect, test } from 'bun:test';
import { generateKeyPairSync } from 'node:crypto';
import { clientSecretContext } from '@cardea/core';
import { adminFixture, NOW, OPERATOR, refusalOf } from '../admin.fixture.ts';

const HOUR = 3600;
const DAY = 86_400;
const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });

describe('adding a client', () => {
  test('gives an unguessable id and a secret that is kept as a hash alone', async () => {
    const { admin, stores, hasher } = await adminFixture();
    const { client, secret } = await admin.clients.add({ name: 'Backup' });
    expect(client.id).toMatch(/^c_[0-9A-Za-z]{22}$/);
    expect(secret).toStartWith('cda_cs_');
    const stored = await stores.clients.findFresh(client.id);
    const [kept] = stored?.secrets ?? [];
    expect(kept?.hash.kind).toBe('sha256');
    expect(kept && (await hasher.verify(secret ?? '', kept.hash, clientSecretContext(client.id, kept.id)))).toBe(true);
    expect(JSON.stringify(stored)).not.toContain(secret ?? '');
    expect(client).toMatchObject({
      version: NOW * 1000,
      enabled: true,
      authMethod: 'client_secret_basic',
      grantTypes: ['client_credentials'],
      createdAt: NOW,
    });
  });

  test('registers its new scopes in the same unit, and writes one audit entry without a secret (D8)', async () => {
    const { admin, audit } = await adminFixture();
    await admin.scopes.add({ name: 'metrics' });
    const { secret, createdScopes, client } = await admin.clients.add({
      name: 'A',
      scopes: ['metrics', 'a', 'b', 'a'],
    });
    expect(createdScopes).toEqual(['a', 'b']);
    expect(client.scopes).toEqual(['metrics', 'a', 'b']);
    expect((await admin.scopes.list()).items.map(({ name }) => name)).toEqual(['a', 'b', 'metrics']);
    const entries = await audit();
    expect(entries.map(({ action }) => action)).toEqual(['scope.created', 'client.created']);
    expect(entries[1]).toMatchObject({ actor: OPERATOR, target: client.id, at: NOW });
    expect(JSON.stringify(entries)).not.toContain(secret ?? '');
    expect(JSON.stringify(entries)).not.toContain('cda_');
  });

  test('a chosen secret is kept as argon2id and is not answered', async () => {
    const { admin, stores } = await adminFixture();
    const { client, secret } = await admin.clients.add({ name: 'A', secret: 'correct horse battery' });
    expect(secret).toBeUndefined();
    expect((await stores.clients.findFresh(client.id))?.secrets[0]?.hash).toMatchObject({ kind: 'argon2id' });
    expect(JSON.stringify(client)).not.toContain('argon2id$');
  });

  test('client_secret_jwt has its secret sealed, bound to its row (OpenID Connect Core §9)', async () => {
    const { admin, stores, sealer } = await adminFixture();
    const { client, secret } = await admin.clients.add({ name: 'A', authMethod: 'client_secret_jwt' });
    const [kept] = (await stores.clients.findFresh(client.id))?.secrets ?? [];
    const box = kept?.hash.kind === 'sealed' ? kept.hash.box : '';
    expect(sealer.open(box, clientSecretContext(client.id, kept?.id ?? ''))).toBe(secret ?? '');
    expect(() => sealer.open(box, clientSecretContext('other', kept?.id ?? ''))).toThrow();
  });

  test('none and private_key_jwt have no secret', async () => {
    const { admin } = await adminFixture();
    const key = await admin.clients.add({ name: 'A', authMethod: 'private_key_jwt', jwks: { keys: [jwk] } });
    expect(key.secret).toBeUndefined();
    expect(key.client.secrets).toEqual([]);
    const open = await admin.clients.add({ name: 'B', authMethod: 'none', grantTypes: [] });
    expect(open.client.secrets).toEqual([]);
    const problem = await refusalOf(
      admin.clients.add({ name: 'C', authMethod: 'none', grantTypes: [], secret: 'x'.repeat(20) }),
    );
    expect(problem.code).toBe('client.without_secrets');
  });

  test.each([
    [{ name: '' }, 'name'],
    [{ name: ' A' }, 'name'],
    [{ name: 'A\u202eB' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'A', id: 'cardea-cli' }, 'id'],
    [{ name: 'A', id: 'u_alice' }, 'id'],
    [{ name: 'A', secret: 'short' }, 'secret'],
    [{ name: 'A', scopes: ['a b'] }, 'scopes'],
    [{ name: 'A', scopes: ['a"'] }, 'scopes'],
    [{ name: 'A', scopes: ['openid'] }, 'scopes'],
    [{ name: 'A', scopes: Array.from({ length: 65 }, (_, i) => `s${i}`) }, 'scopes'],
    [{ name: 'A', authMethod: 'none' as const }, 'grantTypes'],
    [{ name: 'A', authMethod: 'private_key_jwt' as const }, 'jwks'],
    [{ name: 'A', authMethod: 'private_key_jwt' as const, jwks: [jwk], jwksUri: 'https://a.example/keys' }, 'jwks'],
    [{ name: 'A', jwks: [jwk], jwksUri: 'https://a.example/keys' }, 'jwks'],
    [{ name: 'A', contacts: [''] }, 'contacts'],
    [{ name: 'A', softwareId: 'a\u202eb' }, 'softwareId'],
    [{ name: 'A', initiateLoginUri: 'http://a.example/login' }, 'initiateLoginUri'],
    [{ name: 'A', localized: { 'client_name#fr': ' ' } }, 'localized'],
    [{ name: 'A', localized: { 'redirect_uris#fr': 'x' } }, 'localized'],
    [{ name: 'A', requireSignedRequestObject: true }, 'jwks'],
    [{ name: 'A', requestObjectSigningAlgorithm: 'none' }, 'requestObjectSigningAlgorithm'],
    [{ name: 'A', requestObjectSigningAlgorithm: 'HS256' }, 'requestObjectSigningAlgorithm'],
    [{ name: 'A', requestUris: ['http://a.example/request'] }, 'requestUris'],
    [{ name: 'A', requestUris: ['https://u:p@a.example/request'] }, 'requestUris'],
    [{ name: 'A', authMethod: 'private_key_jwt' as const, jwks: [{ ...jwk, d: 'AA' }] }, 'jwks'],
    [{ name: 'A', authMethod: 'private_key_jwt' as const, jwksUri: 'http://a.example/keys' }, 'jwksUri'],
    [{ name: 'A', authMethod: 'private_key_jwt' as const, jwksUri: 'https://u:p@a.example/keys' }, 'jwksUri'],
    [
      { name: 'A', authMethod: 'private_key_jwt' as const, jwks: [jwk], assertionAlgorithm: 'none' },
      'assertionAlgorithm',
    ],
    [
      { name: 'A', authMethod: 'private_key_jwt' as const, jwks: [jwk], assertionAlgorithm: 'HS256' },
      'assertionAlgorithm',
    ],
    [{ name: 'A', assertionAlgorithm: 'ES256' }, 'assertionAlgorithm'],
    [{ name: 'A', accessTokenTtlSeconds: 0 }, 'accessTokenTtlSeconds'],
    [{ name: 'A', accessTokenTtlSeconds: 1.5 }, 'accessTokenTtlSeconds'],
    [{ name: 'A', accessTokenTtlSeconds: HOUR, maxAccessTokenTtlSeconds: HOUR - 1 }, 'maxAccessTokenTtlSeconds'],
    [{ name: 'A', tokenLimit: 0 }, 'tokenLimit'],
    [{ name: 'A', requestsPerMinute: -1 }, 'requestsPerMinute'],
  ])('refuses %j by the field %s, and writes nothing', async (input, field) => {
    const { admin, audit, stores } = await adminFixture();
    expect(await refusalOf(admin.clients.add(input))).toMatchObject({ code: 'client.invalid', field });
    expect(await audit()).toEqual([]);
    expect(await stores.clients.list({ limit: 10 })).toEqual([]);
    expect(await stores.scopes.list()).toEqual([]);
  });

  test('refuses a grant the engine does not have, and a resource that is not registered', async () => {
    const { admin, audit } = await adminFixture();
    const grant = await refusalOf(admin.clients.add({ name: 'A', grantTypes: ['password'] }));
    expect(grant).toMatchObject({ code: 'client.grant_unknown', message: expect.stringContaining('password') });
    const resource = await refusalOf(admin.clients.add({ name: 'A', resources: ['https://api.example'] }));
    expect(resource).toMatchObject({
      code: 'client.resource_unknown',
      mend: expect.stringContaining('cardea resources add'),
    });
    expect(await audit()).toEqual([]);
  });

  test('refuses an id that is taken, and leaves the client that has it as it is', async () => {
    const { admin, stores, audit } = await adminFixture();
    await admin.clients.add({ name: 'First', id: 'one' });
    const before = await stores.clients.findFresh('one');
    const problem = await refusalOf(admin.clients.add({ name: 'Second', id: 'one', scopes: ['new'] }));
    expect(problem.code).toBe('client.exists');
    expect(await stores.clients.findFresh('one')).toEqual(before);
    expect(await stores.scopes.list()).toEqual([]);
    expect(await audit()).toHaveLength(1);
  });

  test('of twenty that want one id at once, one gets it', async () => {
    const { admin, audit } = await adminFixture();
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => admin.clients.add({ name: 'A', id: 'one' })));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await audit()).toHaveLength(1);
  });
});

describe('changing a client', () => {
  test('changes what is named and nothing else, with the next version and one entry', async () => {
    const { admin, clock, audit } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'A', tokenLimit: 5, scopes: ['a'] });
    clock.advance(HOUR * 1000);
    const changed = await admin.clients.modify({
      id: client.id,
      accessTokenTtlSeconds: 900,
      tokenLimit: null,
      scopes: ['b'],
    });
    const { tokenLimit: _, ...kept } = client;
    expect(changed.client).toEqual({
      ...kept,
      scopes: ['b'],
      accessTokenTtlSeconds: 900,
      version: client.version + 1,
      updatedAt: NOW + HOUR,
    });
    expect(changed.createdScopes).toEqual(['b']);
    expect((await audit()).at(-1)).toMatchObject({
      action: 'client.updated',
      detail: { changed: expect.arrayContaining(['scopes', 'accessTokenTtlSeconds', 'tokenLimit']) },
    });
  });

  test('what is so already is no change: no version, no entry', async () => {
    const { admin, audit } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'A', scopes: ['a'] });
    const same = await admin.clients.modify({
      id: client.id,
      name: 'A',
      scopes: ['a', 'a'],
      enabled: true,
      tokenLimit: null,
    });
    expect(same.client).toEqual(client);
    expect(await audit()).toHaveLength(1);
  });

  test('a change made meanwhile is never overwritten', async () => {
    const { admin, between, stores, audit } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'A' });
    between(() => admin.clients.modify({ id: client.id, name: 'Theirs' }));
    expect((await refusalOf(admin.clients.modify({ id: client.id, name: 'Mine' }))).code).toBe('client.conflict');
    expect((await stores.clients.findFresh(client.id))?.name).toBe('Theirs');
    const stale = admin.clients.modify({ id: client.id, version: client.version, name: 'Mine' });
    expect((await refusalOf(stale)).code).toBe('client.conflict');
    expect(await audit()).toHaveLength(2);
  });

  test('a client removed meanwhile is not found, and stays away', async () => {
    const { admin, between, stores } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'A' });
    between(() => admin.clients.remove({ id: client.id }));
    expect((await refusalOf(admin.clients.modify({ id: client.id, name: 'B' }))).code).toBe('client.not_found');
    expect(await stores.clients.findFresh(client.id)).toBeUndefined();
  });

  test('switching it off revokes its live tokens and no others', async () => {
    const { admin, stores } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'A' });
    const other = await admin.tokens.create({ label: 'mine', scopes: [] });
    const id = 'AaIMa2fhV-Y6w-smUQRNoQ';
    const token = { format: 'opaque' as const, clientId: client.id, subject: client.id, scopes: [], audience: [] };
    await stores.commit({
      changes: [{ kind: 'access_token.insert', token: { id, ...token, issuedAt: NOW, expiresAt: NOW + HOUR } }],
    });
    await admin.clients.modify({ id: client.id, enabled: false });
    expect(await admin.tokens.show({ idOrToken: id })).toMatchObject({ state: 'revoked' });
    expect(await admin.tokens.show({ idOrToken: other.token.id })).toMatchObject({ state: 'live' });
  });

  test('a method with another kind of secret makes one, and drops the old; keys stay, for signed requests', async () => {
    const { admin, stores } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'A' });
    const mac = await admin.clients.modify({
      id: client.id,
      authMethod: 'client_secret_jwt',
      assertionAlgorithm: 'HS512',
    });
    expect(mac.secret).toStartWith('cda_cs_');
    expect((await stores.clients.findFresh(client.id))?.secrets.map(({ hash }) => hash.kind)).toEqual(['sealed']);
    const key = await admin.clients.modify({ id: client.id, authMethod: 'private_key_jwt', jwks: [jwk] });
    expect(key).toMatchObject({ client: { secrets: [], jwks: [jwk] } });
    expect(key.secret).toBeUndefined();
    expect(key.client.assertionAlgorithm).toBeUndefined();
    const uri = await admin.clients.modify({ id: client.id, jwksUri: 'https://a.example/keys' });
    expect(uri.client.jwks).toBeUndefined();
    const basic = await admin.clients.modify({ id: client.id, authMethod: 'client_secret_basic' });
    expect(basic.secret).toStartWith('cda_cs_');
    expect(basic.client.jwksUri).toBe('https://a.example/keys');
  });

  test('between basic and post the secret stays', async () => {
    const { admin } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'A' });
    const changed = await admin.clients.modify({ id: client.id, authMethod: 'client_secret_post' });
    expect(changed.secret).toBeUndefined();
    expect(changed.client.secrets).toEqual(client.secrets);
  });

  test('what was refused is refused in a change too', async () => {
    const { admin } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'A' });
    const code = async (changes: object) => (await refusalOf(admin.clients.modify({ id: client.id, ...changes }))).code;
    expect(await code({ authMethod: 'none' })).toBe('client.invalid');
    expect(await code({ grantTypes: ['implicit'] })).toBe('client.grant_unknown');
    expect(await code({ resources: ['https://x.example'] })).toBe('client.resource_unknown');
    expect(await code({ id: 'nobody' })).toBe('client.not_found');
  });
});

describe('secrets of a client', () => {
  test('are rotated with the old one good for a while; the third drops the oldest', async () => {
    const { admin, audit } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'A' });
    const first = client.secrets[0]?.id;
    const second = await admin.clients.resetSecret({ id: client.id, keepOldSeconds: 7 * DAY });
    expect(second.client.secrets).toMatchObject([{ createdAt: NOW }, { id: first, expiresAt: NOW + 7 * DAY }]);
    const third = await admin.clients.resetSecret({ id: client.id, keepOldSeconds: DAY });
    expect(third.client.secrets).toHaveLength(2);
    expect(third.client.secrets.map(({ id }) => id)).not.toContain(first ?? '');
    const last = await admin.clients.resetSecret({ id: client.id });
    expect(last.client.secrets).toHaveLength(1);
    expect((await audit()).map(({ action }) => action).slice(1)).toEqual(Array(3).fill('client.secret_added'));
  });

  test('the old one can be ended before its time; there is nothing more to end then', async () => {
    const { admin } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'A' });
    const { client: two } = await admin.clients.resetSecret({ id: client.id, keepOldSeconds: DAY });
    const one = await admin.clients.dropOldSecrets({ id: client.id });
    expect(one.secrets).toEqual(two.secrets.slice(0, 1));
    expect((await refusalOf(admin.clients.dropOldSecrets({ id: client.id }))).code).toBe('client.no_old_secret');
  });

  test('are refused to clients without, and to what is too weak', async () => {
    const { admin } = await adminFixture();
    const open = await admin.clients.add({ name: 'A', authMethod: 'none', grantTypes: [] });
    expect((await refusalOf(admin.clients.resetSecret({ id: open.client.id }))).code).toBe('client.without_secrets');
    const { client } = await admin.clients.add({ name: 'B' });
    const weak = await refusalOf(admin.clients.resetSecret({ id: client.id, secret: 'weak' }));
    expect(weak).toMatchObject({ code: 'client.invalid', field: 'secret' });
    expect(JSON.stringify(weak)).not.toContain('weak"');
  });

  test('a secret that Cardea made somewhere is not taken as a chosen one', async () => {
    const { admin } = await adminFixture();
    const { secret } = await admin.clients.add({ name: 'A' });
    expect(await refusalOf(admin.clients.add({ name: 'B', secret }))).toMatchObject({ field: 'secret' });
  });
});

describe('removing a client', () => {
  test('revokes its tokens; the second time it is not there', async () => {
    const { admin, audit } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'A' });
    await admin.clients.remove({ id: client.id });
    expect((await refusalOf(admin.clients.remove({ id: client.id }))).code).toBe('client.not_found');
    expect((await refusalOf(admin.clients.show({ id: client.id }))).code).toBe('client.not_found');
    expect((await audit()).map(({ action }) => action)).toEqual(['client.created', 'client.deleted']);
  });

  test('a resource server stays while a resource names it', async () => {
    const { admin } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'API', grantTypes: [] });
    const uri = 'https://api.example';
    await admin.resources.add({ uri, name: 'API', introspectors: [client.id] });
    expect(await refusalOf(admin.clients.remove({ id: client.id }))).toMatchObject({ code: 'client.introspects' });
    await admin.resources.modify({ uri, introspectors: [] });
    await admin.clients.remove({ id: client.id });
  });
});

test('clients are listed page by page in the order of their creation, without anything secret', async () => {
  const { admin } = await adminFixture();
  for (const id of ['a', 'b', 'c']) await admin.clients.add({ name: id, id, secret: 'correct horse battery' });
  const first = await admin.clients.list({ limit: 2 });
  const second = await admin.clients.list({ limit: 2, cursor: first.nextCursor });
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(JSON.stringify([first, second])).not.toMatch(/hash|digest|phc|box|argon2id\$/);
});
