import { describe, expect, test } from 'bun:test';
import type { Account, Guard, IdentityLink, IdentityProvider } from '@cardea/core';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aPasskey } from '../builders/factors.ts';
import { aBrowserSession, anAccount } from '../builders/people.ts';
import { anIdentityLink } from '../builders/upstream.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';
import { addAccount, addProvider, holds, ROUNDS, RUNNERS_A_RIVAL, race, TIMEOUT_MS } from './upstream-set-up.ts';

export const identityLinksContract = (open: OpenEmpty): void => {
  describe('links to providers', () => {
    const subject = openForGroup(open);
    const setUp = async (
      changes: { readonly account?: Partial<Account>; readonly provider?: Partial<IdentityProvider> } = {},
    ) => {
      const { stores } = subject;
      const provider = await addProvider(stores, changes.provider);
      const account = await addAccount(stores, changes.account);
      return { stores, provider, account, link: anIdentityLink({ providerId: provider.id, accountId: account.id }) };
    };
    const insert = (link: IdentityLink, rest: { accountVersion?: number; inSession?: string } = {}): Guard => ({
      kind: 'identity_link.insert',
      link,
      ...rest,
    });
    const sessionOf = async ({ id }: Account): Promise<string> => {
      const session = aBrowserSession({ accountId: id });
      await subject.stores.commit({ changes: [{ kind: 'browser_session.insert', session }] });
      return session.id;
    };
    const end = (id: string): Guard => ({ kind: 'browser_session.end', id, at: NOW });
    const unlink = ({ providerId, accountId }: IdentityLink, evenIfLast = false): Guard => ({
      kind: 'identity_link.delete',
      providerId,
      accountId,
      evenIfLast,
    });

    test('a subject is linked to one account, and an account once to a provider', async () => {
      const { stores, link, account } = await setUp();
      const other = await addAccount(stores);
      expect(await holds(stores, insert(link))).toBe(true);
      expect(await holds(stores, insert({ ...link, accountId: other.id }))).toBe(false);
      expect(await holds(stores, insert({ ...link, subject: 'another' }))).toBe(false);
      expect(await stores.identityLinks.find(link.providerId, link.subject)).toEqual(link);
      expect(await stores.identityLinks.list(account.id)).toEqual([link]);
      expect(await stores.identityLinks.list(other.id)).toEqual([]);
    });

    test(
      'of many that link a subject at once, one is held (design D5)',
      async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const { stores, link } = await setUp();
          const accounts = await Promise.all(
            Array.from({ length: RUNNERS_A_RIVAL * subject.rivals.length }, () => addAccount(stores)),
          );
          const held = await race(subject, (runner) => insert({ ...link, accountId: accounts[runner]?.id ?? '' }));
          expect(held).toBe(1);
        }
      },
      TIMEOUT_MS,
    );

    test.each([{ account: { state: 'locked' } }, { provider: { enabled: false } }] as const)(
      'nothing is linked with %o (design D12, S100)',
      async (changes) => {
        const { stores, link } = await setUp(changes);
        expect(await holds(stores, insert(link))).toBe(false);
      },
    );

    test('nothing is linked to an account that changed, or in a session that ended', async () => {
      const { stores, link, account } = await setUp();
      const inSession = await sessionOf(account);
      expect(await holds(stores, insert(link, { accountVersion: 2 }))).toBe(false);
      expect(await holds(stores, insert(link, { inSession: aBrowserSession().id }))).toBe(false);
      expect(await holds(stores, insert(link, { accountVersion: 1, inSession }))).toBe(true);
      await holds(stores, unlink(link, true));
      await holds(stores, end(inSession));
      expect(await holds(stores, insert(link, { inSession }))).toBe(false);
    });

    test('a link is used while its account is active and its provider enabled', async () => {
      const { stores, link, account, provider } = await setUp();
      const used = { ...link, usedAt: NOW + 5, label: undefined };
      const use = (changes: Partial<IdentityLink> = {}): Promise<boolean> =>
        holds(stores, { kind: 'identity_link.use', link: { ...used, ...changes } });
      expect(await use()).toBe(false);
      await holds(stores, insert(link));
      expect(await use({ accountId: anAccount().id })).toBe(false);
      expect(await use()).toBe(true);
      expect(await stores.identityLinks.list(account.id)).toEqual([used]);
      await holds(stores, {
        kind: 'identity_provider.replace',
        provider: { ...provider, version: 2, enabled: false },
      });
      expect(await use()).toBe(false);
      await holds(stores, { kind: 'identity_provider.replace', provider: { ...provider, version: 3 } });
      expect(await use()).toBe(true);
      await holds(stores, { kind: 'account.replace', account: { ...account, version: 2, state: 'disabled' } });
      expect(await use()).toBe(false);
    });

    test('an account comes with its link, where neither its names nor the subject are taken', async () => {
      const { stores, link, provider } = await setUp();
      const create = (account: Account, subjectName: string): Promise<boolean> =>
        stores.commit({
          guard: { kind: 'account.insert_linked', account, providerId: provider.id, subject: subjectName },
          changes: [{ kind: 'identity_link.add', link: { ...link, accountId: account.id, subject: subjectName } }],
        });
      const account = anAccount();
      expect(await create(account, 'one')).toBe(true);
      expect(await stores.accounts.find(account.id)).toEqual(account);
      expect((await stores.identityLinks.find(provider.id, 'one'))?.accountId).toBe(account.id);
      expect(await create(anAccount(), 'one')).toBe(false);
      expect(await create(anAccount({ username: account.username }), 'two')).toBe(false);
      expect(await stores.identityLinks.find(provider.id, 'two')).toBeUndefined();
      await holds(stores, {
        kind: 'identity_provider.replace',
        provider: { ...provider, version: 2, enabled: false },
      });
      expect(await create(anAccount(), 'three')).toBe(false);
    });

    test(
      'of many that create an account for a subject at once, one is held (design D5)',
      async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const { stores, provider, link } = await setUp();
          const barrier = Promise.withResolvers<void>();
          const runners = subject.rivals.map(async (rival) => {
            await barrier.promise;
            const account = anAccount();
            return rival.commit({
              guard: { kind: 'account.insert_linked', account, providerId: provider.id, subject: 'one' },
              changes: [{ kind: 'identity_link.add', link: { ...link, subject: 'one', accountId: account.id } }],
            });
          });
          barrier.resolve();
          expect((await Promise.all([...runners])).filter(Boolean)).toHaveLength(1);
          expect(await stores.identityLinks.find(provider.id, 'one')).toBeDefined();
        }
      },
      TIMEOUT_MS,
    );

    test('the last way to sign in stays: a password, or another provider that is enabled', async () => {
      const { stores, link, account } = await setUp({ account: { password: undefined } });
      await holds(stores, insert(link));
      expect(await holds(stores, unlink(link))).toBe(false);
      const off = await addProvider(stores, { enabled: false });
      const second = await addProvider(stores);
      const others = [off, second].map(({ id }) => anIdentityLink({ providerId: id, accountId: account.id }));
      await holds(stores, { kind: 'identity_provider.replace', provider: { ...off, version: 2, enabled: true } });
      for (const one of others) await holds(stores, insert(one));
      await holds(stores, { kind: 'identity_provider.replace', provider: { ...off, version: 3, enabled: false } });
      expect(await holds(stores, unlink({ ...link, accountId: anAccount().id }))).toBe(false);
      expect(await holds(stores, unlink(link))).toBe(true);
      expect(await holds(stores, unlink(link))).toBe(false);
      expect(await holds(stores, unlink(others[1] ?? link))).toBe(false);
      expect(await holds(stores, unlink(others[1] ?? link, true))).toBe(true);
    });

    test('whoever has a passkey may lose every link', async () => {
      const { stores, link, account } = await setUp();
      await holds(stores, insert(link));
      expect(await holds(stores, { kind: 'passkey.insert', passkey: aPasskey({ accountId: account.id }) })).toBe(true);
      expect(await holds(stores, unlink(link))).toBe(true);
    });

    test('whoever has a password may lose every link', async () => {
      const { stores, link } = await setUp({ account: { password: { kind: 'argon2id', phc: 'p' } } });
      await holds(stores, insert(link));
      expect(await holds(stores, unlink(link))).toBe(true);
      expect(await stores.identityLinks.find(link.providerId, link.subject)).toBeUndefined();
    });

    test(
      'of two links that go at once, one stays with an account without a password',
      async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const { stores, link, account } = await setUp();
          const second = anIdentityLink({ providerId: (await addProvider(stores)).id, accountId: account.id });
          for (const one of [link, second]) await holds(stores, insert(one));
          expect(await race(subject, (runner) => unlink(runner % 2 === 0 ? link : second))).toBe(1);
        }
      },
      TIMEOUT_MS,
    );

    test('a link goes with its account', async () => {
      const { stores, link, account } = await setUp();
      await holds(stores, insert(link));
      await holds(stores, { kind: 'account.delete', id: account.id });
      expect(await stores.identityLinks.find(link.providerId, link.subject)).toBeUndefined();
    });
  });
};
