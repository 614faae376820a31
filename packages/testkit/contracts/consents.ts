import { describe, expect, test } from 'bun:test';
import type { Consent, Guard } from '@cardea/core';
import { aClient, anAccessToken, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aConsent, anAccount, anAuthorization } from '../builders/people.ts';
import { grantIn } from './a-grant.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const consentsContract = (open: OpenEmpty): void => {
  describe('consents', () => {
    const subject = openForGroup(open);
    const put = (consent: Consent): Promise<boolean> =>
      subject.stores.commit({ changes: [{ kind: 'consent.put', consent }] });
    const withdraw = ({ accountId, clientId }: Consent): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'consent.delete', accountId, clientId }, changes: [] });
    const find = ({ accountId, clientId }: Consent): Promise<Consent | undefined> =>
      subject.stores.consents.find(accountId, clientId);

    test('a consent is found as it was put, and replaced by the next', async () => {
      const consent = aConsent();
      expect(await find(consent)).toBeUndefined();
      await put(consent);
      expect(await find(consent)).toEqual(consent);
      const next = { ...consent, scopes: ['openid', 'email'], grantedAt: NOW + 1 };
      await put(next);
      expect(await find(consent)).toEqual(next);
    });

    test('a consent is put as part of a unit whose guard held, and of no other', async () => {
      const { stores } = subject;
      const [account, stranger] = [anAccount(), anAccount()];
      await stores.commit({ guard: { kind: 'account.insert', account }, changes: [] });
      for (const { id } of [account, stranger, account]) {
        const consent = aConsent({ accountId: id, clientId: 'c' });
        await stores.commit({ guard: { kind: 'account.active', id }, changes: [{ kind: 'consent.put', consent }] });
      }
      expect((await stores.consents.list(account.id)).length).toBe(1);
      expect(await stores.consents.list(stranger.id)).toEqual([]);
    });

    test('a consent is withdrawn once, and no other with it', async () => {
      const consent = aConsent();
      const others = [aConsent({ accountId: consent.accountId }), aConsent({ clientId: consent.clientId })];
      for (const one of [consent, ...others]) await put(one);
      expect([await withdraw(consent), await withdraw(consent)]).toEqual([true, false]);
      expect(await find(consent)).toBeUndefined();
      expect(await Promise.all(others.map(find))).toEqual(others);
    });

    test('a consent is taken back as part of a unit, and no other with it; one that is not there is no trouble', async () => {
      const consent = aConsent();
      const others = [aConsent({ accountId: consent.accountId }), aConsent({ clientId: consent.clientId })];
      for (const one of [consent, ...others]) await put(one);
      const { accountId, clientId } = consent;
      const account = anAccount();
      await subject.stores.commit({ guard: { kind: 'account.insert', account }, changes: [] });
      const take = (guard: Guard = { kind: 'account.active', id: account.id }): Promise<boolean> =>
        subject.stores.commit({ guard, changes: [{ kind: 'consent.remove', accountId, clientId }] });
      expect(await take({ kind: 'account.active', id: 'u_nobody' })).toBe(false);
      expect(await find(consent)).toEqual(consent);
      expect([await take(), await take()]).toEqual([true, true]);
      expect(await find(consent)).toBeUndefined();
      expect(await Promise.all(others.map(find))).toEqual(others);
    });

    test('the consents of a person are listed, newest first', async () => {
      const { id: accountId } = anAccount();
      const [first, second] = [aConsent({ accountId }), aConsent({ accountId, grantedAt: NOW + 1 })];
      for (const one of [first, second, aConsent()]) await put(one);
      expect(await subject.stores.consents.list(accountId)).toEqual([second, first]);
      expect(await subject.stores.consents.list('nobody')).toEqual([]);
    });

    test('a later client of the same id inherits nothing that was allowed to the former', async () => {
      const { stores } = subject;
      const { client, account, authorization, code } = await grantIn(stores);
      const { id: clientId } = client;
      const [consent, others] = [aConsent({ accountId: account.id, clientId }), aConsent({ accountId: account.id })];
      const token = anAccessToken({ clientId, authorizationId: authorization.id });
      await put(others);
      await stores.commit({
        changes: [
          { kind: 'consent.put', consent },
          { kind: 'access_token.insert', token },
          ...Array.from(
            { length: 250 },
            () => ({ kind: 'authorization.insert', authorization: anAuthorization({ clientId }) }) as const,
          ),
        ],
      });
      await stores.commit({ guard: { kind: 'client.delete', id: clientId }, changes: [] });
      const another = (): Promise<boolean> =>
        stores.commit({ guard: { kind: 'client.insert', client: aClient({ id: clientId }) }, changes: [] });
      for (let sweeps = 0; !(await another()); sweeps++) {
        expect(sweeps).toBeLessThan(5);
        await stores.removeExpired({ now: NOW, limit: 100 });
      }
      expect(await find(consent)).toBeUndefined();
      expect(await stores.authorizations.find(authorization.id)).toBeUndefined();
      expect(await stores.authorizationCodes.find(code.id)).toBeUndefined();
      expect((await stores.accessTokens.find(token.id))?.revokedAt).toBeDefined();
      expect(await find(others)).toEqual(others);
    });

    test('a client that nobody allowed anything is made again at once', async () => {
      const client = aClient();
      const insert = { guard: { kind: 'client.insert', client }, changes: [] } as const;
      await subject.stores.commit(insert);
      await subject.stores.commit({ guard: { kind: 'client.delete', id: client.id }, changes: [] });
      expect(await subject.stores.commit(insert)).toBe(true);
    });
  });
};
