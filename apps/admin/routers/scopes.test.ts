import { describe, expect, test } from 'bun:test';
import { adminFixture, refusalOf } from '../admin.fixture.ts';

describe('scopes', () => {
  test('are registered, described and listed by name, with an audit entry each', async () => {
    const { admin, audit } = await adminFixture();
    await admin.scopes.add({ name: 'b' });
    await admin.scopes.add({ name: 'a', description: 'See', claims: ['name'] });
    await admin.scopes.modify({ name: 'a', description: 'See all' });
    expect((await admin.scopes.list()).items).toEqual([
      { name: 'a', description: 'See all', claims: ['name'] },
      { name: 'b', description: '', claims: [] },
    ]);
    expect((await audit()).map(({ action, target }) => `${action} ${target}`)).toEqual([
      'scope.created b',
      'scope.created a',
      'scope.updated a',
    ]);
  });

  test.each([
    [{ name: 'a b' }, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'é' }, 'name'],
    [{ name: 'x'.repeat(129) }, 'name'],
    [{ name: 'a', description: 'a\u0000' }, 'description'],
    [{ name: 'a', description: 'x'.repeat(501) }, 'description'],
    [{ name: 'a', claims: ['a b'] }, 'claims'],
    [{ name: 'a', claims: Array.from({ length: 65 }, (_, i) => `c${i}`) }, 'claims'],
  ])('refuse %j by the field %s (RFC 6749 §3.3)', async (input, field) => {
    const { admin, audit } = await adminFixture();
    expect(await refusalOf(admin.scopes.add(input))).toMatchObject({ code: 'scope.invalid', field });
    expect(await audit()).toEqual([]);
  });

  test('are registered once, and changed only where they are', async () => {
    const { admin } = await adminFixture();
    await admin.scopes.add({ name: 'a', description: 'First' });
    expect((await refusalOf(admin.scopes.add({ name: 'a', description: 'Second' }))).code).toBe('scope.exists');
    expect((await admin.scopes.list()).items).toMatchObject([{ description: 'First' }]);
    expect((await refusalOf(admin.scopes.modify({ name: 'b' }))).code).toBe('scope.not_found');
    expect((await refusalOf(admin.scopes.remove({ name: 'b' }))).code).toBe('scope.not_found');
  });

  test('stay while a client or a resource names them, however many clients there are', async () => {
    const { admin } = await adminFixture();
    for (let i = 0; i < 201; i++) await admin.clients.add({ name: `c${i}`, authMethod: 'none', grantTypes: [] });
    const { client } = await admin.clients.add({ name: 'A', scopes: ['a'] });
    expect(await refusalOf(admin.scopes.remove({ name: 'a' }))).toMatchObject({
      code: 'scope.in_use',
      message: expect.stringContaining(client.id),
    });
    await admin.clients.remove({ id: client.id });
    await admin.resources.add({ uri: 'https://api.example', name: 'API', scopes: ['a'] });
    expect((await refusalOf(admin.scopes.remove({ name: 'a' }))).code).toBe('scope.in_use');
    await admin.resources.remove({ uri: 'https://api.example' });
    await admin.scopes.remove({ name: 'a' });
    expect((await admin.scopes.list()).items).toEqual([]);
  });
});
