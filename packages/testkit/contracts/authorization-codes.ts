import { describe, expect, test } from 'bun:test';
import type { AuthorizationCode, Guard } from '@cardea/core';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { anAccount, anAuthorization, anAuthorizationCode } from '../builders/people.ts';
import { type Granted, grantIn, onBehalf } from './a-grant.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const authorizationCodesContract = (open: OpenEmpty): void => {
  describe('authorization codes', () => {
    const subject = openForGroup(open);
    const find = (id: string): Promise<AuthorizationCode | undefined> => subject.stores.authorizationCodes.find(id);
    const guardOf = (granted: Granted, at: number) =>
      ({ kind: 'authorization_code.redeem', id: granted.code.id, ...onBehalf(granted, at) }) as const;
    const commit = (guard: Guard): Promise<boolean> => subject.stores.commit({ guard, changes: [] });
    const redeem = (granted: Granted, at = NOW): Promise<boolean> => commit(guardOf(granted, at));
    const fail = (id: string): Promise<boolean> =>
      subject.stores.commit({ changes: [{ kind: 'authorization_code.fail', id }] });

    test('a code is found as it was inserted, and by no other text', async () => {
      const { code } = await grantIn(subject.stores, {
        code: { nonce: 'n', redirectUriSent: false, resources: ['r'] },
      });
      expect(await find(code.id)).toEqual(code);
      for (const id of ['', 'é', anAuthorizationCode().id]) expect(await find(id)).toBeUndefined();
    });

    test('a code is redeemed once, and remembers when (RFC 6749 §4.1.2)', async () => {
      const granted = await grantIn(subject.stores);
      expect(await redeem(granted, NOW + 5)).toBe(true);
      expect(await redeem(granted, NOW + 6)).toBe(false);
      expect(await find(granted.code.id)).toEqual({ ...granted.code, redeemedAt: NOW + 5 });
    });

    test('an expired code is not redeemed (design D1)', async () => {
      const granted = await grantIn(subject.stores);
      expect(await redeem(granted, granted.code.expiresAt)).toBe(false);
      expect(await redeem(granted, granted.code.expiresAt - 1)).toBe(true);
    });

    test('a code is dead after five failures (design D1)', async () => {
      const [four, five] = [await grantIn(subject.stores), await grantIn(subject.stores)];
      for (let count = 0; count < 4; count++) await Promise.all([four, five].map(({ code }) => fail(code.id)));
      await fail(five.code.id);
      expect((await find(five.code.id))?.failures).toBe(5);
      expect([await redeem(four), await redeem(five)]).toEqual([true, false]);
    });

    test('a code whose authorization is revoked or has ended is not redeemed', async () => {
      const [revoked, ended] = [
        await grantIn(subject.stores),
        await grantIn(subject.stores, { authorization: { endsAt: NOW } }),
      ];
      await commit({ kind: 'authorization.revoke', id: revoked.authorization.id, at: NOW });
      expect([await redeem(revoked), await redeem(ended)]).toEqual([false, false]);
    });

    test('a code is not redeemed for a client that was changed, disabled or deleted', async () => {
      const { stores } = subject;
      const [changed, deleted, disabled] = [
        await grantIn(stores),
        await grantIn(stores),
        await grantIn(stores, { client: { enabled: false } }),
      ];
      await commit({ kind: 'client.replace', client: { ...changed.client, version: 2 } });
      await commit({ kind: 'client.delete', id: deleted.client.id });
      expect([await redeem(changed), await redeem(deleted), await redeem(disabled)]).toEqual([false, false, false]);
    });

    test('a code is not redeemed for an account that is locked, disabled or deleted (design D12)', async () => {
      const { stores } = subject;
      const [locked, disabled, deleted] = [
        await grantIn(stores, { account: { state: 'locked' } }),
        await grantIn(stores),
        await grantIn(stores),
      ];
      await commit({ kind: 'account.replace', account: { ...disabled.account, version: 2, state: 'disabled' } });
      await commit({ kind: 'account.delete', id: deleted.account.id });
      expect([await redeem(locked), await redeem(disabled), await redeem(deleted)]).toEqual([false, false, false]);
    });

    test('a code is redeemed for its own client, account and authorization only', async () => {
      const [granted, other] = [await grantIn(subject.stores), await grantIn(subject.stores)];
      const guard = guardOf(granted, NOW);
      const wrong: readonly Guard[] = [
        { ...guard, client: { id: other.client.id, version: 1 } },
        { ...guard, accountId: other.account.id },
        { ...guard, accountId: anAccount().id },
        { ...guard, authorizationId: other.authorization.id },
        { ...guard, authorizationId: anAuthorization().id },
        { ...guard, id: other.code.id },
        { ...guard, id: anAuthorizationCode().id },
        { ...guard, id: 'no id' },
      ];
      for (const one of wrong) expect(await commit(one)).toBe(false);
      expect(await find(granted.code.id)).toEqual(granted.code);
      expect(await redeem(granted)).toBe(true);
    });
  });
};
