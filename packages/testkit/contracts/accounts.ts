import { describe, expect, test } from 'bun:test';
import type { Account } from '@cardea/core';
import { anAccessToken, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aBrowserSession, aConsent, anAccount } from '../builders/people.ts';
import { grantIn } from './a-grant.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

/** An account in which everything that can be absent is there. */
const aFullAccount = (): Account =>
  anAccount({
    state: 'locked',
    username: 'Ａda Lovelace',
    emailVerified: true,
    password: { kind: 'argon2id', phc: '$argon2id$v=19$…' },
    passwordChangedAt: NOW,
    profile: {
      name: 'Ada Lovelace',
      birthdate: '1815-12-10',
      phone_number_verified: false,
      address: { formatted: '12 St James’s Square\nLondon', country: 'GB' },
    },
  });

export const accountsContract = (open: OpenEmpty): void => {
  describe('accounts', () => {
    const subject = openForGroup(open);
    const add = (account: Account): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'account.insert', account }, changes: [] });
    const replace = (account: Account): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'account.replace', account }, changes: [] });
    const remove = (id: string): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'account.delete', id }, changes: [] });
    const isActive = (id: string): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'account.active', id }, changes: [] });

    test('an account is found as it was inserted, by id, username and e-mail address', async () => {
      for (const account of [aFullAccount(), anAccount({ email: undefined })]) {
        expect(await add(account)).toBe(true);
        const { accounts } = subject.stores;
        expect(await accounts.find(account.id)).toEqual(account);
        expect(await accounts.findByLogin(account.usernameKey)).toEqual(account);
        if (account.emailKey !== undefined) expect(await accounts.findByLogin(account.emailKey)).toEqual(account);
      }
    });

    test('nobody is found by what is nobody’s', async () => {
      const { accounts } = subject.stores;
      await add(anAccount({ email: undefined }));
      for (const key of ['', 'nobody', 'null', '%', 'nobody@people.example']) {
        expect(await accounts.find(key)).toBeUndefined();
        expect(await accounts.findByLogin(key)).toBeUndefined();
      }
    });

    test('a username and an e-mail address are given once, whichever of the two it is to somebody else', async () => {
      const account = anAccount();
      await add(account);
      const { usernameKey, emailKey = '' } = account;
      for (const taken of [
        { usernameKey },
        { emailKey },
        { usernameKey: emailKey },
        { emailKey: usernameKey },
        { id: account.id },
      ])
        expect(await add(anAccount(taken))).toBe(false);
      expect(await subject.stores.accounts.findByLogin(usernameKey)).toEqual(account);
      expect(await add(anAccount({ usernameKey: 'same@people.example', emailKey: 'same@people.example' }))).toBe(true);
    });

    test('accounts without an e-mail address are not in each other’s way', async () => {
      expect(await add(anAccount({ email: undefined }))).toBe(true);
      expect(await add(anAccount({ email: undefined }))).toBe(true);
    });

    test('a replacement follows the version it was made from, and takes nobody’s name', async () => {
      const [account, other] = [anAccount(), anAccount()];
      await add(account);
      await add(other);
      const next: Account = { ...account, version: 2, state: 'disabled', email: undefined, emailKey: undefined };
      expect(await replace({ ...next, version: 3 })).toBe(false);
      expect(await replace({ ...next, usernameKey: other.usernameKey })).toBe(false);
      expect(await replace({ ...next, emailKey: other.usernameKey })).toBe(false);
      expect(await subject.stores.accounts.find(account.id)).toEqual(account);
      expect(await replace(next)).toBe(true);
      expect(await replace(next)).toBe(false);
      expect(await subject.stores.accounts.find(account.id)).toEqual(next);
      expect(await subject.stores.accounts.findByLogin(account.emailKey ?? '')).toBeUndefined();
      expect(await replace(anAccount({ version: 2 }))).toBe(false);
    });

    test('only an active account is active (design D12)', async () => {
      const accounts = (['active', 'locked', 'disabled'] as const).map((state) => anAccount({ state }));
      for (const account of accounts) await add(account);
      expect(await Promise.all(accounts.map(({ id }) => isActive(id)))).toEqual([true, false, false]);
      expect(await isActive('nobody')).toBe(false);
    });

    test('an active owner is always left: neither replaced, locked, removed nor raced away', async () => {
      const [one, two] = [anAccount({ role: 'owner' }), anAccount({ role: 'owner' })];
      await add(one);
      const former: Account = { ...one, version: 2, role: 'admin' };
      expect(await replace(former)).toBe(false);
      expect(await replace({ ...former, role: undefined })).toBe(false);
      expect(await replace({ ...former, role: 'owner', state: 'locked' })).toBe(false);
      expect(await remove(one.id)).toBe(false);
      expect(await subject.stores.accounts.find(one.id)).toEqual(one);

      const renamed: Account = { ...one, version: 2, profile: { name: 'Ada' } };
      expect(await replace(renamed)).toBe(true);
      await add(two);
      // Each takes the other's rights at the same time
      const held = await Promise.all([
        replace({ ...renamed, version: 3, role: undefined }),
        replace({ ...two, version: 2, state: 'disabled' }),
      ]);
      expect(held.toSorted()).toEqual([false, true]);
      const [left, gone] = held[0] ? [two, one] : [one, two];
      expect(await remove(left.id)).toBe(false);
      expect(await remove(gone.id)).toBe(true);
    });

    test('an account that is deleting goes when its time has come, with everything of it, and no other does', async () => {
      const { stores } = subject;
      const deleting = { state: 'deleting', deleteAt: NOW + 10 } as const;
      const [due, later] = [anAccount(deleting), anAccount({ ...deleting, deleteAt: NOW + 20 })];
      const [kept, locked] = [anAccount(), anAccount({ state: 'locked', deleteAt: NOW + 10 })];
      for (const account of [later, due, kept, locked]) await add(account);
      const session = aBrowserSession({ accountId: due.id });
      await stores.commit({ changes: [{ kind: 'browser_session.insert', session }] });
      const expire = (id: string, at: number): Promise<boolean> =>
        stores.commit({ guard: { kind: 'account.expire', id, at }, changes: [] });
      const dueAt = async (at: number): Promise<readonly string[]> => {
        const ours = [due, later, kept, locked].map(({ id }) => id);
        return (await stores.accounts.listDue({ at, limit: 100 }))
          .map(({ id }) => id)
          .filter((id) => ours.includes(id));
      };
      expect([await dueAt(NOW + 9), await dueAt(NOW + 10), await dueAt(NOW + 20)]).toEqual([
        [],
        [due.id],
        [due.id, later.id],
      ]);
      expect(await stores.accounts.listDue({ at: NOW + 20, limit: 1 })).toEqual([due]);
      expect(await expire(due.id, NOW + 9)).toBe(false);
      for (const { id } of [later, kept, locked]) expect(await expire(id, NOW + 10)).toBe(false);
      expect([await expire(due.id, NOW + 10), await expire(due.id, NOW + 10)]).toEqual([true, false]);
      expect(await stores.accounts.find(due.id)).toBeUndefined();
      expect(await stores.browserSessions.find(session.id)).toBeUndefined();
      expect(await stores.accounts.find(later.id)).toEqual(later);
      expect(await isActive(later.id)).toBe(false);
    });

    test('a list goes on after the account named, in the order of creation', async () => {
      const created = Array.from({ length: 5 }, () => anAccount());
      for (const account of created) await add(account);
      const ids = created.map(({ id }) => id);
      await replace({ ...(created[1] ?? anAccount()), version: 2 });
      const all = await subject.stores.accounts.list({ limit: 1000 });
      expect(all.map(({ id }) => id).filter((id) => ids.includes(id))).toEqual(ids);
      const page = await subject.stores.accounts.list({ limit: 2, after: ids[1] });
      expect(page.map(({ id }) => id)).toEqual(ids.slice(2, 4));
      expect(await subject.stores.accounts.list({ limit: 2, after: ids[4] })).toEqual([]);
      expect(await subject.stores.accounts.list({ limit: 2, after: 'nobody' })).toEqual([]);
    });

    test('with an account go its sessions, consents, authorizations and codes, and its tokens are inactive; no one else’s', async () => {
      const { stores } = subject;
      const [gone, kept] = [await grantIn(stores), await grantIn(stores)];
      const rows = [gone, kept].map(({ client, account, authorization }) => ({
        session: aBrowserSession({ accountId: account.id }),
        consent: aConsent({ accountId: account.id, clientId: client.id }),
        token: anAccessToken({ clientId: client.id, subject: account.id, authorizationId: authorization.id }),
      }));
      for (const { session, consent, token } of rows)
        await stores.commit({
          changes: [
            { kind: 'browser_session.insert', session },
            { kind: 'consent.put', consent },
            { kind: 'access_token.insert', token },
          ],
        });
      const found = (granted: typeof gone, row: (typeof rows)[number] | undefined): Promise<readonly unknown[]> =>
        Promise.all([
          stores.accounts.find(granted.account.id),
          stores.browserSessions.find(row?.session.id ?? ''),
          stores.consents.find(granted.account.id, granted.client.id),
          stores.authorizations.find(granted.authorization.id),
          stores.authorizationCodes.find(granted.code.id),
        ]);
      expect(await remove(gone.account.id)).toBe(true);
      expect(await remove(gone.account.id)).toBe(false);
      expect(await found(gone, rows[0])).toEqual([undefined, undefined, undefined, undefined, undefined]);
      expect(await found(kept, rows[1])).toEqual([
        kept.account,
        rows[1]?.session,
        rows[1]?.consent,
        kept.authorization,
        kept.code,
      ]);
      const tokens = await Promise.all(rows.map(({ token }) => stores.accessTokens.find(token.id)));
      expect(tokens.map((token) => token?.revokedAt === undefined)).toEqual([false, true]);
      const live = await stores.accessTokens.list({ limit: 9, clientId: gone.client.id, liveAt: NOW });
      expect(live).toEqual([]);
    });

    test('a deletion that does not hold removes nothing', async () => {
      const { stores } = subject;
      const session = aBrowserSession({ accountId: 'u_nobody' });
      await stores.commit({ changes: [{ kind: 'browser_session.insert', session }] });
      expect(await remove('u_nobody')).toBe(false);
      expect(await stores.browserSessions.find(session.id)).toEqual(session);
    });
  });
};
