import { describe, expect, test } from 'bun:test';
import type { Account, AppPassword, Guard } from '@cardea/core';
import { anAppPassword } from '../builders/app-password.ts';
import { aClient, anAccessToken, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aBrowserSession, anAccount } from '../builders/people.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const appPasswordsContract = (open: OpenEmpty): void => {
  describe('app passwords', () => {
    const subject = openForGroup(open);
    const holds = (guard: Guard): Promise<boolean> => subject.stores.commit({ guard, changes: [] });
    const addAccount = async (changes: Partial<Account> = {}): Promise<Account> => {
      const account = anAccount(changes);
      await holds({ kind: 'account.insert', account });
      return account;
    };
    const insert = (appPassword: AppPassword, most = 10) => holds({ kind: 'app_password.insert', appPassword, most });
    const add = async (changes: Partial<AppPassword> = {}): Promise<AppPassword> => {
      const accountId = changes.accountId ?? (await addAccount()).id;
      const appPassword = anAppPassword({ ...changes, accountId });
      expect(await insert(appPassword)).toBe(true);
      return appPassword;
    };
    const found = ({ id }: AppPassword) => subject.stores.appPasswords.find(id);

    test('one is found by its id and by its secret, and listed for its account in the order of creation', async () => {
      const first = await add({ expiresAt: NOW + 60, lastUsedAt: NOW, scopes: ['a', 'b'] });
      const second = await add({ accountId: first.accountId, createdAt: NOW + 1 });
      const { appPasswords } = subject.stores;
      expect([await found(first), await found(second)]).toEqual([first, second]);
      expect(await appPasswords.findBySecret(first.secretHash)).toEqual(first);
      expect(await appPasswords.list(first.accountId)).toEqual([first, second]);
      expect(await appPasswords.list('nobody')).toEqual([]);
      expect(await appPasswords.findBySecret('nothing')).toBeUndefined();
      expect(await appPasswords.find('no selector')).toBeUndefined();
    });

    test('nobody gets more than they may have, however many ask at once; expired ones do not count', async () => {
      const { id: accountId } = await addAccount();
      await add({ accountId, createdAt: NOW - 10, expiresAt: NOW - 1 });
      const held = await Promise.all(Array.from({ length: 20 }, () => insert(anAppPassword({ accountId }), 3)));
      expect(held.filter(Boolean)).toHaveLength(3);
      expect(await subject.stores.appPasswords.list(accountId)).toHaveLength(4);
    });

    test('one is made for an active account alone (design D12)', async () => {
      const locked = await addAccount({ state: 'locked' });
      expect(await insert(anAppPassword({ accountId: locked.id }))).toBe(false);
      expect(await insert(anAppPassword({ accountId: 'nobody' }))).toBe(false);
    });

    test('one that somebody proved themselves for is made while account and client are as they were', async () => {
      const [account, client] = [await addAccount(), aClient()];
      await holds({ kind: 'client.insert', client });
      const unchanged = { accountVersion: account.version, client: { id: client.id, version: client.version } };
      const make = (changes: Partial<typeof unchanged> = {}) =>
        holds({
          kind: 'app_password.insert',
          appPassword: anAppPassword({ accountId: account.id }),
          most: 10,
          unchanged: { ...unchanged, ...changes },
        });
      const stands = (account: { id: string; version: number }, { id, version } = client) =>
        holds({ kind: 'account.unchanged', account, client: { id, version } });
      const { id, version } = account;
      expect([await make(), await stands({ id, version })]).toEqual([true, true]);
      expect(await make({ accountVersion: version + 1 })).toBe(false);
      expect(await make({ client: { id: client.id, version: client.version + 1 } })).toBe(false);
      expect(await make({ client: { id: 'nobody', version: client.version } })).toBe(false);
      expect(await stands({ id, version: version + 1 })).toBe(false);
      expect(await stands({ id: 'nobody', version })).toBe(false);
      expect(await stands({ id, version }, { ...client, version: client.version + 1 })).toBe(false);
      const disabled = { ...client, enabled: false, version: client.version + 1 };
      expect(await holds({ kind: 'client.replace', client: disabled })).toBe(true);
      expect([await make({ client: disabled }), await stands({ id, version }, disabled)]).toEqual([false, false]);
      const locked: Account = { ...account, state: 'locked', version: version + 1 };
      expect(await holds({ kind: 'account.replace', account: locked })).toBe(true);
      expect(await stands({ id, version: version + 1 })).toBe(false);
      expect(await subject.stores.appPasswords.list(id)).toHaveLength(1);
    });

    test('one stands until it expires, is removed, or its account is no longer active', async () => {
      const one = await add({ expiresAt: NOW + 10 });
      const stands = (id: string, at = NOW) => holds({ kind: 'app_password.standing', id, at });
      expect([await stands(one.id), await stands(one.id, NOW + 9), await stands(one.id, NOW + 10)]).toEqual([
        true,
        true,
        false,
      ]);
      const account = await subject.stores.accounts.find(one.accountId);
      if (account === undefined) throw new Error('the account is gone');
      const locked: Account = { ...account, state: 'locked', version: account.version + 1 };
      expect(await holds({ kind: 'account.replace', account: locked })).toBe(true);
      expect(await stands(one.id)).toBe(false);
      expect(await stands((await add()).id)).toBe(true);
    });

    test('one is removed by its own account, once', async () => {
      const [one, other] = [await add(), await add()];
      const remove = (id: string, accountId: string) => holds({ kind: 'app_password.delete', id, accountId });
      expect(await remove(one.id, other.accountId)).toBe(false);
      const held = await Promise.all([remove(one.id, one.accountId), remove(one.id, one.accountId)]);
      expect(held.filter(Boolean)).toHaveLength(1);
      expect([await found(one), await found(other)]).toEqual([undefined, other]);
    });

    test('all of a person are removed together, and go with the account', async () => {
      const [first, other] = [await add(), await add()];
      await add({ accountId: first.accountId });
      await subject.stores.commit({ changes: [{ kind: 'app_passwords.remove', accountId: first.accountId }] });
      expect(await subject.stores.appPasswords.list(first.accountId)).toEqual([]);
      expect(await found(other)).toEqual(other);
      expect(await holds({ kind: 'account.delete', id: other.accountId })).toBe(true);
      expect(await found(other)).toBeUndefined();
    });

    test('its use is noted now and then', async () => {
      const one = await add();
      const use = (at: number, before: number) =>
        subject.stores.commit({ changes: [{ kind: 'app_password.use', id: one.id, at, before }] });
      await use(NOW + 5, NOW - 300);
      await use(NOW + 6, NOW - 300);
      expect((await found(one))?.lastUsedAt).toBe(NOW + 5);
      await use(NOW + 400, NOW + 100);
      expect(await found(one)).toEqual({ ...one, lastUsedAt: NOW + 400 });
    });

    test('tokens that were got with one end with it, and with nothing else', async () => {
      const [one, other] = [await add(), await add()];
      const [child, stranger] = [one, other].map(({ id }) => anAccessToken({ appPasswordId: id }));
      if (child === undefined || stranger === undefined) throw new Error('no tokens');
      const grandchild = anAccessToken({ parents: [child.id] });
      await subject.stores.commit({
        changes: [child, stranger, grandchild].map((token) => ({ kind: 'access_token.insert', token }) as const),
      });
      const ends = () =>
        Promise.all(
          [child, stranger, grandchild].map(
            async ({ id }) => (await subject.stores.accessTokens.find(id))?.revokedAt !== undefined,
          ),
        );
      expect(await ends()).toEqual([false, false, false]);
      expect(await subject.stores.accessTokens.find(child.id)).toEqual(child);
      await holds({ kind: 'app_password.delete', id: one.id, accountId: one.accountId });
      expect(await ends()).toEqual([true, false, true]);
      expect(await holds({ kind: 'access_token.revoke', id: child.id, at: NOW })).toBe(false);
      const live = await subject.stores.accessTokens.list({ limit: 1000, liveAt: NOW });
      expect(live.map(({ id }) => id).filter((id) => [child.id, stranger.id, grandchild.id].includes(id))).toEqual([
        stranger.id,
      ]);
    });

    test('tokens of a session end with it', async () => {
      const { id: accountId } = await addAccount();
      const session = aBrowserSession({ accountId });
      const token = anAccessToken({ sessionId: session.id });
      await subject.stores.commit({
        changes: [
          { kind: 'browser_session.insert', session },
          { kind: 'access_token.insert', token },
        ],
      });
      expect(await subject.stores.accessTokens.find(token.id)).toEqual(token);
      await holds({ kind: 'browser_session.end', id: session.id, at: NOW });
      expect((await subject.stores.accessTokens.find(token.id))?.revokedAt).toBe(token.issuedAt);
    });

    test('one is forgotten once it has expired', async () => {
      const [old, endless] = [await add({ expiresAt: NOW + 10 }), await add()];
      await subject.stores.removeExpired({ now: NOW + 10, limit: 1000 });
      expect([await found(old), await found(endless)]).toEqual([undefined, endless]);
    });
  });
};
