import { describe, expect, test } from 'bun:test';
import { adminFixture, ISSUER, NOW, OPERATOR, refusalOf } from '../admin.fixture.ts';

const URI = 'https://api.example';

describe('resources', () => {
  test('are registered with their new scopes in one unit; JWTs unless chosen otherwise', async () => {
    const { admin, audit } = await adminFixture();
    const { resource, createdScopes } = await admin.resources.add({ uri: URI, name: 'API', scopes: ['a', 'a', 'b'] });
    expect(resource).toEqual({
      uri: URI,
      name: 'API',
      version: 1,
      enabled: true,
      tokenFormat: 'jwt',
      scopes: ['a', 'b'],
      introspectors: [],
      selfRegistered: false,
      createdAt: NOW,
      updatedAt: NOW,
    });
    expect(createdScopes).toEqual(['a', 'b']);
    expect(await audit()).toMatchObject([{ action: 'resource.created', target: URI, actor: OPERATOR }]);
    expect((await admin.resources.list()).items).toEqual([resource]);
    expect(await admin.resources.show({ uri: URI })).toEqual(resource);
  });

  test.each([
    [{ uri: 'api' }, 'uri'],
    [{ uri: 'https://api.example/#part' }, 'uri'],
    [{ uri: 'https://api.example/a b' }, 'uri'],
    [{ uri: ISSUER }, 'uri'],
    [{ name: '' }, 'name'],
    [{ signingAlgorithm: 'HS256' }, 'signingAlgorithm'],
    [{ signingAlgorithm: 'ES256', tokenFormat: 'opaque' as const }, 'signingAlgorithm'],
    [{ scopes: ['a\tb'] }, 'scopes'],
    [{ accessTokenTtlSeconds: 0 }, 'accessTokenTtlSeconds'],
  ])('refuse %j by the field %s, and write nothing (RFC 8707 §2)', async (changes, field) => {
    const { admin, audit } = await adminFixture();
    const problem = await refusalOf(admin.resources.add({ uri: URI, name: 'API', ...changes }));
    expect(problem).toMatchObject({ code: 'resource.invalid', field });
    expect(await audit()).toEqual([]);
  });

  test('name only clients that exist as their resource servers (RFC 7662 §2.1)', async () => {
    const { admin } = await adminFixture();
    const problem = await refusalOf(admin.resources.add({ uri: URI, name: 'API', introspectors: ['nobody'] }));
    expect(problem).toMatchObject({
      code: 'resource.introspector_unknown',
      message: expect.stringContaining('nobody'),
    });
  });

  test('are registered once, whoever comes at the same time', async () => {
    const { admin } = await adminFixture();
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, () => admin.resources.add({ uri: URI, name: 'API' })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await refusalOf(admin.resources.add({ uri: URI, name: 'API' }))).code).toBe('resource.exists');
  });

  test('a change made meanwhile is never overwritten', async () => {
    const { admin, between } = await adminFixture();
    await admin.resources.add({ uri: URI, name: 'API', accessTokenTtlSeconds: 60 });
    between(() => admin.resources.modify({ uri: URI, name: 'Theirs' }));
    expect((await refusalOf(admin.resources.modify({ uri: URI, name: 'Mine' }))).code).toBe('resource.conflict');
    expect((await refusalOf(admin.resources.modify({ uri: URI, version: 1, name: 'Mine' }))).code).toBe(
      'resource.conflict',
    );
    const { resource } = await admin.resources.modify({ uri: URI, version: 2, accessTokenTtlSeconds: null });
    expect(resource).toMatchObject({ name: 'Theirs', version: 3 });
    expect(resource.accessTokenTtlSeconds).toBeUndefined();
  });

  test('what is so already is no change', async () => {
    const { admin, audit } = await adminFixture();
    const { resource } = await admin.resources.add({ uri: URI, name: 'API' });
    expect((await admin.resources.modify({ uri: URI, name: 'API', tokenFormat: 'jwt' })).resource).toEqual(resource);
    expect(await audit()).toHaveLength(1);
  });

  test('stay while a client may get tokens for them', async () => {
    const { admin } = await adminFixture();
    await admin.resources.add({ uri: URI, name: 'API' });
    const { client } = await admin.clients.add({ name: 'A', resources: [URI] });
    const problem = await refusalOf(admin.resources.remove({ uri: URI }));
    expect(problem).toMatchObject({ code: 'resource.in_use', message: expect.stringContaining(client.id) });
    await admin.clients.modify({ id: client.id, resources: [] });
    await admin.resources.remove({ uri: URI });
    expect((await refusalOf(admin.resources.remove({ uri: URI }))).code).toBe('resource.not_found');
    expect((await refusalOf(admin.resources.show({ uri: URI }))).code).toBe('resource.not_found');
    expect((await refusalOf(admin.resources.modify({ uri: URI, name: 'B' }))).code).toBe('resource.not_found');
  });
});
