import { describe, expect, test } from 'bun:test';
import type { Unit } from '@cardea/core';
import { anAccessToken, aSigningKey, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const removalContract = (open: OpenEmpty): void => {
  describe('removal of what has expired', () => {
    const subject = openForGroup(open);
    const commit = (...units: readonly Unit[]): Promise<readonly boolean[]> =>
      Promise.all(units.map((unit) => subject.stores.commit(unit)));

    test('every kind is removed once it has expired, and nothing else', async () => {
      const { stores } = subject;
      const [old, young] = [anAccessToken({ expiresAt: NOW }), anAccessToken({ expiresAt: NOW + 1 })];
      const [gone, kept] = [aSigningKey({ removeAt: NOW }), aSigningKey()];
      const claim: Unit = {
        guard: { kind: 'assertion.claim', issuer: 'i', jti: 'j', expiresAt: NOW },
        changes: [],
      };
      const take: Unit = {
        guard: { kind: 'rate_limit.take', key: 'k', burst: 1, intervalMs: 1000, nowMs: NOW * 1000 - 1000 },
        changes: [],
      };
      await commit(
        { changes: [old, young].map((token) => ({ kind: 'access_token.insert', token }) as const) },
        { guard: { kind: 'signing_key.insert', key: gone, after: undefined }, changes: [] },
        { guard: { kind: 'signing_key.insert', key: kept, after: gone.id }, changes: [] },
        claim,
        take,
      );
      expect(await stores.removeExpired({ now: NOW - 1, limit: 100 })).toBe(0);
      expect(await stores.removeExpired({ now: NOW, limit: 100 })).toBe(4);
      expect(await stores.accessTokens.find(old.id)).toBeUndefined();
      expect(await stores.accessTokens.find(young.id)).toEqual(young);
      expect(await stores.signingKeys.list()).toEqual([kept]);
      expect(await stores.rateLimits.arrivalMs('k')).toBeUndefined();
      expect(await commit(claim)).toEqual([true]);
    });

    test('no call removes more than its limit, and calls go on until less is left', async () => {
      const { stores } = subject;
      const tokens = Array.from({ length: 450 }, () => anAccessToken({ expiresAt: NOW + 10 }));
      await commit(...tokens.map((token): Unit => ({ changes: [{ kind: 'access_token.insert', token }] })));
      await stores.removeExpired({ now: NOW + 9, limit: 1000 });
      const removed: number[] = [];
      for (let count = 200; count === 200; removed.push(count))
        count = await stores.removeExpired({ now: NOW + 10, limit: 200 });
      expect(removed).toEqual([200, 200, 50]);
    });
  });
};
