import { describe, expect, test } from 'bun:test';
import type { Account, OneTimeLink, Stores } from '@cardea/core';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aOneTimeLink } from '../builders/one-time-link.ts';
import { anAccount } from '../builders/people.ts';
import type { OpenEmpty } from './open-stores.ts';

const ROUNDS = 4;
const TIMEOUT_MS = 60_000;

const anOwner = (changes: Partial<Account> = {}): Account => anAccount({ role: 'owner', ...changes });

export const setUpContract = (open: OpenEmpty): void => {
  describe('the first owner', () => {
    const insert = (stores: Stores, account: Account): Promise<boolean> =>
      stores.commit({ guard: { kind: 'first_owner.insert', account }, changes: [] });
    const byLink = (stores: Stores, { id: linkId }: OneTimeLink, account: Account, at = NOW): Promise<boolean> =>
      stores.commit({ guard: { kind: 'one_time_link.insert_first_owner', linkId, at, account }, changes: [] });
    const addLink = async (stores: Stores): Promise<OneTimeLink> => {
      const link = aOneTimeLink({ purpose: 'set_up', accountId: undefined, email: '', emailKey: '' });
      await stores.commit({ changes: [{ kind: 'one_time_link.insert', link }] });
      return link;
    };

    test('an owner comes into being where there is none, and a second one does not', async () => {
      const { stores, close } = await open();
      try {
        await stores.commit({ guard: { kind: 'account.insert', account: anAccount({ role: 'admin' }) }, changes: [] });
        const former = anOwner({ state: 'disabled' });
        await stores.commit({ guard: { kind: 'account.insert', account: former }, changes: [] });
        expect(await stores.accounts.findOwner()).toBeUndefined();
        expect(await insert(stores, anOwner({ usernameKey: former.emailKey ?? '' }))).toBe(false);
        const owner = anOwner();
        expect(await insert(stores, owner)).toBe(true);
        expect(await stores.accounts.findOwner()).toEqual(owner);
        const second = anOwner();
        expect(await insert(stores, second)).toBe(false);
        expect(await byLink(stores, await addLink(stores), second)).toBe(false);
        expect(await stores.accounts.find(second.id)).toBeUndefined();
      } finally {
        await close();
      }
    });

    test('a link makes one once, and not after it has expired or with the name of another', async () => {
      const { stores, close } = await open();
      try {
        const other = anAccount();
        await stores.commit({ guard: { kind: 'account.insert', account: other }, changes: [] });
        const [link, spare] = [await addLink(stores), await addLink(stores)];
        const owner = anOwner();
        expect(await byLink(stores, link, owner, link.expiresAt)).toBe(false);
        expect(await byLink(stores, link, anOwner({ emailKey: other.usernameKey }))).toBe(false);
        expect(await byLink(stores, aOneTimeLink(), owner)).toBe(false);
        expect(await stores.oneTimeLinks.find(link.id)).toEqual(link);
        expect(await byLink(stores, link, owner)).toBe(true);
        expect(await stores.accounts.findOwner()).toEqual(owner);
        expect(await stores.oneTimeLinks.find(link.id)).toBeUndefined();
        expect(await byLink(stores, link, anOwner())).toBe(false);
        expect(await byLink(stores, spare, anOwner())).toBe(false);
      } finally {
        await close();
      }
    });

    test(
      'of twenty that race, by one link, by others and without one, one becomes the owner (S097)',
      async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const { stores, peers = [], close } = await open();
          const rivals = [stores, ...peers];
          try {
            const [link, other] = [await addLink(stores), await addLink(stores)];
            const barrier = Promise.withResolvers<void>();
            const run = async (runner: number): Promise<Account | undefined> => {
              const own = rivals[runner % rivals.length] ?? stores;
              const account = anOwner();
              await barrier.promise;
              const held =
                runner % 4 === 0
                  ? await insert(own, account)
                  : await byLink(own, runner % 4 === 1 ? other : link, account);
              return held ? account : undefined;
            };
            const answers = Array.from({ length: 20 }, (_, runner) => run(runner));
            barrier.resolve();
            const made = (await Promise.all(answers)).filter((account) => account !== undefined);
            expect(made).toHaveLength(1);
            expect(await stores.accounts.list({ limit: 100 })).toEqual(made);
          } finally {
            await close();
          }
        }
      },
      TIMEOUT_MS,
    );
  });
};
