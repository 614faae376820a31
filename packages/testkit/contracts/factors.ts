import { describe, expect, test } from 'bun:test';
import type { Account, Change, Guard, Passkey, TotpFactor } from '@cardea/core';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aPasskey, aTotpFactor } from '../builders/factors.ts';
import { anAccount } from '../builders/people.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const STEP = 60_000_000;

export const factorsContract = (open: OpenEmpty): void => {
  describe('second factors', () => {
    const subject = openForGroup(open);
    const held = (guard: Guard): Promise<boolean> => subject.stores.commit({ guard, changes: [] });
    const write = (...changes: readonly Change[]): Promise<boolean> => subject.stores.commit({ changes });
    const count = (accountId: string) => subject.stores.factors.count(accountId);

    const aPerson = async (changes: Partial<Account> = {}): Promise<string> => {
      const account = anAccount(changes);
      await held({ kind: 'account.insert', account });
      return account.id;
    };
    const withTotp = async (changes: Partial<TotpFactor> = {}): Promise<TotpFactor> => {
      const totp = aTotpFactor({ lastStep: STEP, accountId: await aPerson(), ...changes });
      expect(await held({ kind: 'totp.insert', totp })).toBe(true);
      return totp;
    };
    const withPasskey = async (changes: Partial<Passkey> = {}): Promise<Passkey> => {
      const passkey = aPasskey({ accountId: await aPerson(), ...changes });
      expect(await held({ kind: 'passkey.insert', passkey })).toBe(true);
      return passkey;
    };
    const withCodes = async (...codeHashes: readonly string[]): Promise<string> => {
      const accountId = await aPerson();
      await write({ kind: 'recovery_codes.insert', accountId, codeHashes, at: NOW });
      return accountId;
    };
    const codeUse = (accountId: string, codeHash: string): Promise<boolean> =>
      held({ kind: 'recovery_code.use', accountId, codeHash });

    test('nobody has any at first', async () => {
      const id = await aPerson();
      expect(await count(id)).toEqual({ totp: 0, passkeys: 0, recoveryCodes: 0 });
      expect(await subject.stores.factors.findTotp(id)).toBeUndefined();
      expect(await subject.stores.factors.listPasskeys(id)).toEqual([]);
    });

    test('an authenticator app is found as it was set up; a second one is not', async () => {
      const totp = await withTotp();
      expect(await subject.stores.factors.findTotp(totp.accountId)).toEqual(totp);
      expect(await held({ kind: 'totp.insert', totp: { ...totp, sealedSecret: 'another' } })).toBe(false);
      expect(await subject.stores.factors.findTotp(totp.accountId)).toEqual(totp);
    });

    test('a time step is used once, and none before it after it (RFC 6238 §5.2)', async () => {
      const { accountId, ...totp } = await withTotp();
      const use = (step: number): Promise<boolean> => held({ kind: 'totp.use', accountId, step, at: NOW + 1 });
      expect([await use(STEP), await use(STEP + 2), await use(STEP + 2), await use(STEP + 1)]).toEqual([
        false,
        true,
        false,
        false,
      ]);
      expect(await subject.stores.factors.findTotp(accountId)).toEqual({
        ...totp,
        accountId,
        lastStep: STEP + 2,
        lastUsedAt: NOW + 1,
      });
    });

    test('nobody who is locked sets one up or uses one (design D12)', async () => {
      const accountId = await aPerson({ state: 'locked' });
      expect(await held({ kind: 'totp.insert', totp: aTotpFactor({ accountId }) })).toBe(false);
      expect(await held({ kind: 'passkey.insert', passkey: aPasskey({ accountId }) })).toBe(false);
      const account = anAccount();
      await held({ kind: 'account.insert', account });
      const passkey = await withPasskey({ accountId: account.id });
      await withTotp({ accountId: account.id });
      await write({ kind: 'recovery_codes.insert', accountId: account.id, codeHashes: ['h'], at: NOW });
      await held({ kind: 'account.replace', account: { ...account, version: 2, state: 'disabled' } });
      expect(await held({ kind: 'totp.use', accountId: account.id, step: STEP + 1, at: NOW })).toBe(false);
      expect(await held({ kind: 'passkey.use', id: passkey.id, accountId: account.id, counter: 1, at: NOW })).toBe(
        false,
      );
      expect(await codeUse(account.id, 'h')).toBe(false);
      expect(await count(account.id)).toEqual({ totp: 1, passkeys: 1, recoveryCodes: 1 });
    });

    test('a passkey is found by its id, listed in the order of addition, and is one person’s', async () => {
      const first = await withPasskey();
      const { accountId } = first;
      const second = await withPasskey({ accountId });
      expect(await subject.stores.factors.findPasskey(first.id)).toEqual(first);
      expect(await subject.stores.factors.listPasskeys(accountId)).toEqual([first, second]);
      const stolen = aPasskey({ id: first.id, accountId: await aPerson() });
      expect(await held({ kind: 'passkey.insert', passkey: stolen })).toBe(false);
      expect(await subject.stores.factors.findPasskey(first.id)).toEqual(first);
    });

    test('the counter of a passkey grows, unless there is none (Web Authentication §7.2)', async () => {
      const { id, accountId } = await withPasskey({ counter: 5 });
      const use = (counter: number): Promise<boolean> =>
        held({ kind: 'passkey.use', id, accountId, counter, at: NOW + 1 });
      expect([await use(4), await use(5), await use(0), await use(6), await use(6)]).toEqual([
        false,
        false,
        false,
        true,
        false,
      ]);
      expect(await subject.stores.factors.findPasskey(id)).toMatchObject({ counter: 6, lastUsedAt: NOW + 1 });
      const without = await withPasskey();
      const useIt = (counter: number): Promise<boolean> =>
        held({ kind: 'passkey.use', id: without.id, accountId: without.accountId, counter, at: NOW });
      expect([await useIt(0), await useIt(0), await useIt(3), await useIt(0)]).toEqual([true, true, true, false]);
    });

    test('nobody uses, renames or removes the passkey of somebody else', async () => {
      const passkey = await withPasskey();
      const other = { id: passkey.id, accountId: await aPerson() };
      expect(await held({ kind: 'passkey.use', ...other, counter: 1, at: NOW })).toBe(false);
      expect(await held({ kind: 'passkey.rename', ...other, name: 'mine' })).toBe(false);
      expect(await held({ kind: 'passkey.delete', ...other })).toBe(false);
      expect(await subject.stores.factors.findPasskey(passkey.id)).toEqual(passkey);
      const own = { id: passkey.id, accountId: passkey.accountId };
      expect(await held({ kind: 'passkey.rename', ...own, name: 'Phone' })).toBe(true);
      expect((await subject.stores.factors.findPasskey(passkey.id))?.name).toBe('Phone');
      expect(await held({ kind: 'passkey.delete', ...own })).toBe(true);
      expect(await held({ kind: 'passkey.delete', ...own })).toBe(false);
      expect(await subject.stores.factors.findPasskey(passkey.id)).toBeUndefined();
    });

    test('a recovery code works once, for its person alone', async () => {
      const accountId = await withCodes('a', 'b');
      expect(await codeUse(await withCodes('c'), 'a')).toBe(false);
      expect([await codeUse(accountId, 'a'), await codeUse(accountId, 'a')]).toEqual([true, false]);
      expect((await count(accountId)).recoveryCodes).toBe(1);
      await write({ kind: 'recovery_codes.clear', accountId });
      expect(await codeUse(accountId, 'b')).toBe(false);
    });

    test('fresh recovery codes take the place of the old ones in a unit whose guard held, and of no other', async () => {
      const accountId = await withCodes('old');
      const fresh = [
        { kind: 'recovery_codes.clear', accountId },
        { kind: 'recovery_codes.insert', accountId, codeHashes: ['new', 'newer'], at: NOW },
      ] as const;
      expect(await subject.stores.commit({ guard: { kind: 'account.active', id: 'nobody' }, changes: fresh })).toBe(
        false,
      );
      expect((await count(accountId)).recoveryCodes).toBe(1);
      expect(await subject.stores.commit({ guard: { kind: 'account.active', id: accountId }, changes: fresh })).toBe(
        true,
      );
      expect((await count(accountId)).recoveryCodes).toBe(2);
      expect([await codeUse(accountId, 'old'), await codeUse(accountId, 'new')]).toEqual([false, true]);
    });

    test('recovery codes go with the last thing they stand in for', async () => {
      const { accountId } = await withTotp();
      const passkey = await withPasskey({ accountId });
      await write({ kind: 'recovery_codes.insert', accountId, codeHashes: ['a'], at: NOW });
      const sweep = { kind: 'recovery_codes.sweep', accountId } as const;
      const remove = (guard: Guard) => subject.stores.commit({ guard, changes: [sweep] });
      await remove({ kind: 'totp.delete', accountId });
      expect(await count(accountId)).toEqual({ totp: 0, passkeys: 1, recoveryCodes: 1 });
      await remove({ kind: 'passkey.delete', id: passkey.id, accountId });
      expect(await count(accountId)).toEqual({ totp: 0, passkeys: 0, recoveryCodes: 0 });
    });

    test('everything of a person is taken at once, and goes with the account', async () => {
      const people = await Promise.all(
        [1, 2].map(async () => {
          const { accountId } = await withTotp();
          await withPasskey({ accountId });
          await write({ kind: 'recovery_codes.insert', accountId, codeHashes: ['a'], at: NOW });
          return accountId;
        }),
      );
      const [first = '', second = ''] = people;
      await write(
        { kind: 'totp.clear', accountId: first },
        { kind: 'passkeys.clear', accountId: first },
        { kind: 'recovery_codes.clear', accountId: first },
      );
      expect(await count(first)).toEqual({ totp: 0, passkeys: 0, recoveryCodes: 0 });
      expect(await count(second)).toEqual({ totp: 1, passkeys: 1, recoveryCodes: 1 });
      await held({ kind: 'account.delete', id: second });
      expect(await count(second)).toEqual({ totp: 0, passkeys: 0, recoveryCodes: 0 });
    });
  });
};
