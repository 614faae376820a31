import { describe, expect, test } from 'bun:test';
import type { Authorization, Guard } from '@cardea/core';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { type Granted, grantIn, onBehalf } from './a-grant.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const IDLE_END = NOW + 1000;
const started = { currentHash: 'first', rotatedAt: NOW, generation: 0, expiresAt: IDLE_END };

export const refreshContract = (open: OpenEmpty): void => {
  describe('refresh', () => {
    const subject = openForGroup(open);
    const grant = (changes: Parameters<typeof grantIn>[1] = {}): Promise<Granted> =>
      grantIn(subject.stores, { ...changes, authorization: { refresh: started, ...changes.authorization } });
    const stateOf = async ({ authorization }: Granted): Promise<Authorization['refresh']> =>
      (await subject.stores.authorizations.find(authorization.id))?.refresh;
    const commit = (guard: Guard): Promise<boolean> => subject.stores.commit({ guard, changes: [] });
    const rotation = (granted: Granted, at: number, presentedHash: string, nextHash: string) =>
      ({ kind: 'refresh.rotate', ...onBehalf(granted, at), presentedHash, nextHash, expiresAt: at + 1000 }) as const;
    const usage = (granted: Granted, at: number, presentedHash: string, replacedAfter: number) =>
      ({ kind: 'refresh.use', ...onBehalf(granted, at), presentedHash, replacedAfter, expiresAt: at + 1000 }) as const;

    test('the first refresh token of an authorization is its usable one, and there is no second first', async () => {
      const granted = await grant({ authorization: { refresh: undefined } });
      const start = (currentHash: string): Promise<boolean> =>
        subject.stores.commit({
          changes: [
            {
              kind: 'refresh.start',
              authorizationId: granted.authorization.id,
              currentHash,
              at: NOW,
              expiresAt: IDLE_END,
            },
          ],
        });
      expect(await commit(rotation(granted, NOW, 'first', 'second'))).toBe(false);
      await start('first');
      await start('other');
      expect(await stateOf(granted)).toEqual(started);
    });

    test('a rotation puts the next in the place of the usable one, which it remembers (design D2)', async () => {
      const granted = await grant();
      expect(await commit(rotation(granted, NOW + 5, 'first', 'second'))).toBe(true);
      expect(await commit(rotation(granted, NOW + 6, 'first', 'third'))).toBe(false);
      expect(await stateOf(granted)).toEqual({
        currentHash: 'second',
        previousHash: 'first',
        rotatedAt: NOW + 5,
        generation: 1,
        usedAt: NOW + 5,
        expiresAt: NOW + 1005,
      });
      expect(await commit(rotation(granted, NOW + 7, 'second', 'third'))).toBe(true);
      expect(await stateOf(granted)).toMatchObject({ currentHash: 'third', previousHash: 'second', generation: 2 });
    });

    test('a use keeps the usable one and moves its idle end', async () => {
      const granted = await grant();
      expect(await commit(usage(granted, NOW + 5, 'first', NOW))).toBe(true);
      expect(await commit(usage(granted, NOW + 5, 'first', NOW))).toBe(true);
      expect(await stateOf(granted)).toEqual({ ...started, usedAt: NOW + 5, expiresAt: NOW + 1005 });
    });

    test('the predecessor is of use only when it was replaced after the time named', async () => {
      const granted = await grant();
      await commit(rotation(granted, NOW + 5, 'first', 'second'));
      expect(await commit(usage(granted, NOW + 9, 'first', NOW + 5))).toBe(false);
      expect(await commit(usage(granted, NOW + 9, 'first', NOW + 4))).toBe(true);
      expect(await stateOf(granted)).toMatchObject({ currentHash: 'second', generation: 1, expiresAt: NOW + 1009 });
      await commit(rotation(granted, NOW + 10, 'second', 'third'));
      expect(await commit(usage(granted, NOW + 10, 'first', 0))).toBe(false);
    });

    test('each condition is part of the decision: who asks, for whom, and until when', async () => {
      const { stores } = subject;
      const end = NOW + 100;
      const [good, revoked, changed, disabled, locked, other] = [
        await grant(),
        await grant(),
        await grant(),
        await grant({ client: { enabled: false } }),
        await grant({ account: { state: 'locked' } }),
        await grant({ authorization: { endsAt: end } }),
      ];
      await stores.commit({
        guard: { kind: 'authorization.revoke', id: revoked.authorization.id, at: NOW },
        changes: [],
      });
      await stores.commit({
        guard: { kind: 'client.replace', client: { ...changed.client, version: 2 } },
        changes: [],
      });
      const strangers: readonly Granted[] = [
        { ...good, client: other.client },
        { ...good, account: other.account },
        { ...good, authorization: other.authorization },
      ];
      for (const guardOf of [
        (granted: Granted, at: number) => rotation(granted, at, 'first', 'second'),
        (granted: Granted, at: number) => usage(granted, at, 'first', 0),
      ]) {
        for (const granted of [revoked, changed, disabled, locked, ...strangers])
          expect(await commit(guardOf(granted, NOW))).toBe(false);
        expect(await commit(guardOf(good, IDLE_END))).toBe(false);
        expect(await commit(guardOf(other, end))).toBe(false);
        expect(await commit({ ...guardOf(good, NOW), presentedHash: 'another' })).toBe(false);
        expect(await commit({ ...guardOf(good, NOW), authorizationId: 'no id' })).toBe(false);
      }
      expect(await stateOf(good)).toEqual(started);
      expect(await commit(rotation(good, IDLE_END - 1, 'first', 'second'))).toBe(true);
      expect(await commit(rotation(other, end - 1, 'first', 'second'))).toBe(true);
    });

    test('an account that is deleted or a client that is deleted ends it', async () => {
      const [one, two] = [await grant(), await grant()];
      await commit({ kind: 'account.delete', id: one.account.id });
      await commit({ kind: 'client.delete', id: two.client.id });
      for (const granted of [one, two]) {
        expect(await commit(rotation(granted, NOW, 'first', 'second'))).toBe(false);
        expect(await commit(usage(granted, NOW, 'first', 0))).toBe(false);
      }
    });
  });
};
