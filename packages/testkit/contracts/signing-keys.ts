import { describe, expect, test } from 'bun:test';
import type { SigningKey } from '@cardea/core';
import { aSigningKey, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const signingKeysContract = (open: OpenEmpty): void => {
  describe('signing keys', () => {
    const subject = openForGroup(open);
    const add = (key: SigningKey, after: string | undefined): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'signing_key.insert', key, after }, changes: [] });

    test('a key succeeds the youngest of its algorithm, and no other', async () => {
      const [first, second, third, eddsa] = [
        aSigningKey(),
        aSigningKey(),
        aSigningKey(),
        aSigningKey({ algorithm: 'EdDSA', publicJwk: { kty: 'OKP', crv: 'Ed25519', x: 'x' } }),
      ];
      expect(await add(first, 'unknown')).toBe(false);
      expect(await add(first, undefined)).toBe(true);
      expect(await add(second, undefined)).toBe(false);
      expect(await add(eddsa, undefined)).toBe(true);
      expect(await add(second, first.id)).toBe(true);
      expect(await add(third, first.id)).toBe(false);
      expect(await add(third, second.id)).toBe(true);
      const inOrder = [first, eddsa, second, third];
      const listed = await subject.stores.signingKeys.list();
      expect(listed.filter((key) => inOrder.some(({ id }) => id === key.id))).toEqual(inOrder);
    });

    test('the time of removal is set once', async () => {
      const key = aSigningKey({ algorithm: 'RS256' });
      await add(key, undefined);
      for (const removeAt of [NOW + 1000, NOW + 2000])
        await subject.stores.commit({ changes: [{ kind: 'signing_key.remove_at', id: key.id, removeAt }] });
      expect(await subject.stores.signingKeys.list()).toContainEqual({ ...key, removeAt: NOW + 1000 });
    });

    test('a key is revoked once', async () => {
      const key = aSigningKey({ algorithm: 'PS256' });
      await add(key, undefined);
      const revoke = (at: number): Promise<boolean> =>
        subject.stores.commit({ guard: { kind: 'signing_key.revoke', id: key.id, at }, changes: [] });
      expect(await revoke(NOW)).toBe(true);
      expect(await revoke(NOW + 1)).toBe(false);
      expect(await subject.stores.signingKeys.list()).toContainEqual({ ...key, revokedAt: NOW });
    });
  });
};
