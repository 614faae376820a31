import { describe, expect, test } from 'bun:test';
import { adminFixture, OPERATOR, refusalOf } from '../admin.fixture.ts';

describe('signing keys', () => {
  test('are listed without any half of them', async () => {
    const { admin, stores } = await adminFixture();
    const { items: keys } = await admin.keys.list();
    expect(keys).toMatchObject([{ algorithm: 'ES256', state: 'current' }]);
    const [stored] = await stores.signingKeys.list();
    for (const secret of [stored?.sealedPrivateKey, stored?.publicJwk.x]) {
      expect(JSON.stringify(keys)).not.toContain(String(secret));
    }
  });

  test('rotate by command, published before they sign, or at once', async () => {
    const { admin, audit } = await adminFixture();
    expect(await admin.keys.rotate({})).toMatchObject({ state: 'next' });
    expect(await admin.keys.rotate({ immediately: true })).toMatchObject({ state: 'current' });
    expect((await audit()).map(({ action, actor }) => [action, actor])).toEqual([
      ['signing_key.created', OPERATOR],
      ['signing_key.created', OPERATOR],
    ]);
  });

  test('of an algorithm that is off, or that is none, are not made', async () => {
    const { admin, audit } = await adminFixture();
    for (const algorithm of ['RS256', 'none', '']) {
      expect((await refusalOf(admin.keys.rotate({ algorithm }))).code).toBe('signing_key.algorithm_off');
    }
    expect(await audit()).toEqual([]);
  });

  test('are retired once; another one signs then', async () => {
    const { admin } = await adminFixture();
    const [key] = (await admin.keys.list()).items;
    const kid = key?.id ?? '';
    await admin.keys.retire({ kid });
    expect((await admin.keys.list()).items).toMatchObject([{ id: kid, state: 'revoked' }, { state: 'current' }]);
    expect((await refusalOf(admin.keys.retire({ kid }))).code).toBe('signing_key.revoked');
    expect((await refusalOf(admin.keys.retire({ kid: 'nothing' }))).code).toBe('signing_key.not_found');
  });
});
