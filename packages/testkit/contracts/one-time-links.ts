import { describe, expect, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import type { Account, Guard, OneTimeLink, Stores } from '@cardea/core';
import { anAuditEntry, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aOneTimeLink } from '../builders/one-time-link.ts';
import { anAccount } from '../builders/people.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const ROUNDS = 100;
const TIMEOUT_MS = 60_000;

const next = (account: Account, changes: Partial<Account> = {}): Account => ({
  ...account,
  version: account.version + 1,
  ...changes,
});

export const oneTimeLinksContract = (open: OpenEmpty): void => {
  describe('one-time links', () => {
    const subject = openForGroup(open);
    const addAccount = async (changes: Partial<Account> = {}): Promise<Account> => {
      const account = anAccount(changes);
      await subject.stores.commit({ guard: { kind: 'account.insert', account }, changes: [] });
      return account;
    };
    const addLink = async (changes: Partial<OneTimeLink> = {}): Promise<OneTimeLink> => {
      const link = aOneTimeLink(changes);
      await subject.stores.commit({ changes: [{ kind: 'one_time_link.insert', link }] });
      return link;
    };
    const commit = (guard: Guard): Promise<boolean> => subject.stores.commit({ guard, changes: [] });
    const replace = ({ id }: OneTimeLink, account: Account, at = NOW): Promise<boolean> =>
      commit({ kind: 'one_time_link.replace_account', linkId: id, at, account });
    const insert = ({ id }: OneTimeLink, account: Account, at = NOW): Promise<boolean> =>
      commit({ kind: 'one_time_link.insert_account', linkId: id, at, account });
    const found = ({ id }: OneTimeLink): Promise<OneTimeLink | undefined> => subject.stores.oneTimeLinks.find(id);

    test('a link is found as it was inserted, and by no other text', async () => {
      for (const link of [await addLink(), await addLink({ accountId: undefined, flowId: 'a flow' })])
        expect(await found(link)).toEqual(link);
      for (const id of ['', 'é', aOneTimeLink().id]) expect(await subject.stores.oneTimeLinks.find(id)).toBeUndefined();
    });

    test('a link is spent once, and not after it has expired; the account changes with it', async () => {
      const account = await addAccount();
      const link = await addLink({ accountId: account.id });
      const changed = next(account, { emailVerified: true });
      expect(await replace(link, changed, link.expiresAt)).toBe(false);
      expect(await subject.stores.accounts.find(account.id)).toEqual(account);
      expect(await replace(link, changed, link.expiresAt - 1)).toBe(true);
      expect(await subject.stores.accounts.find(account.id)).toEqual(changed);
      expect(await found(link)).toBeUndefined();
      expect(await replace(link, next(changed))).toBe(false);
      expect(await subject.stores.accounts.find(account.id)).toEqual(changed);
    });

    test('a link is not spent on an account that has changed meanwhile or is gone, nor on keys that are another’s', async () => {
      const [account, other] = [await addAccount(), await addAccount()];
      const link = await addLink({ accountId: account.id });
      expect(await replace(link, next(next(account)))).toBe(false);
      expect(await replace(link, account)).toBe(false);
      expect(await replace(link, next(account, { emailKey: other.emailKey }))).toBe(false);
      expect(await replace(link, next(account, { emailKey: other.usernameKey }))).toBe(false);
      expect(await replace(link, next(anAccount()))).toBe(false);
      expect(await found(link)).toEqual(link);
      expect(await subject.stores.accounts.find(account.id)).toEqual(account);
    });

    test('an account comes into being with its link, once, and not with the name of another', async () => {
      const link = await addLink({ accountId: undefined, purpose: 'register' });
      const other = await addAccount();
      expect(await insert(link, anAccount({ username: 'x', usernameKey: other.emailKey ?? '' }))).toBe(false);
      const account = anAccount();
      expect(await insert(link, account, link.expiresAt)).toBe(false);
      expect(await insert(link, account)).toBe(true);
      expect(await subject.stores.accounts.find(account.id)).toEqual(account);
      const again = anAccount();
      expect(await insert(link, again)).toBe(false);
      expect(await subject.stores.accounts.find(again.id)).toBeUndefined();
    });

    test('older links for the same end are removed, and no others', async () => {
      const account = await addAccount();
      const emailKey = `${randomUUID()}@people.example`;
      const mine = { accountId: account.id, emailKey };
      const nobodys = { accountId: undefined, purpose: 'register' } as const;
      const [reset, verify, register] = [
        await addLink(mine),
        await addLink({ ...mine, purpose: 'verify_email' }),
        await addLink({ ...nobodys, emailKey }),
      ];
      const others = [await addLink(), await addLink(nobodys)];
      const remove = (of: { accountId: string } | { emailKey: string }, purpose: OneTimeLink['purpose']) =>
        subject.stores.commit({ changes: [{ kind: 'one_time_links.remove', purpose, of }] });
      await remove({ accountId: account.id }, 'reset_password');
      expect([await found(reset), await found(verify), await found(register)]).toEqual([undefined, verify, register]);
      await remove({ emailKey }, 'verify_email');
      expect(await found(verify)).toEqual(verify);
      await remove({ emailKey }, 'register');
      expect(await found(register)).toBeUndefined();
      for (const link of others) expect(await found(link)).toEqual(link);
    });

    test('the links of an account go with it', async () => {
      const account = await addAccount();
      const link = await addLink({ accountId: account.id });
      await commit({ kind: 'account.delete', id: account.id });
      expect(await found(link)).toBeUndefined();
    });

    test('a link is removed once it has expired', async () => {
      const [old, young] = [await addLink({ expiresAt: NOW - 10 }), await addLink({ expiresAt: NOW - 9 })];
      await subject.stores.removeExpired({ now: NOW - 10, limit: 1000 });
      expect([await found(old), await found(young)]).toEqual([undefined, young]);
    });

    test(
      'a link is spent by one of twenty (S097)',
      async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const account = await addAccount();
          const { id: linkId } = await addLink({ accountId: account.id });
          const target = randomUUID();
          const barrier = Promise.withResolvers<void>();
          const { rivals } = subject;
          const spend = async (stores: Stores, runner: number): Promise<boolean> => {
            await barrier.promise;
            const changed = next(account, { profile: { name: `by ${runner}` } });
            const entry = anAuditEntry({ target, detail: { runner } });
            return stores.commit({
              guard: { kind: 'one_time_link.replace_account', linkId, at: NOW, account: changed },
              changes: [{ kind: 'audit.append', entry }],
            });
          };
          const answers = Array.from({ length: 20 }, (_, runner) =>
            spend(rivals[runner % rivals.length] ?? subject.stores, runner),
          );
          barrier.resolve();
          const held = await Promise.all(answers);
          expect(held.filter(Boolean)).toHaveLength(1);
          const winner = held.indexOf(true);
          expect((await subject.stores.accounts.find(account.id))?.profile.name).toBe(`by ${winner}`);
          const entries = await subject.stores.audit.list({ limit: 100, target });
          expect(entries.map(({ detail }) => detail?.runner)).toEqual([winner]);
        }
      },
      TIMEOUT_MS,
    );
  });
};
