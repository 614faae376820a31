import { describe, expect, test } from 'bun:test';
import type { Authorization, Change } from '@cardea/core';
import { anAccessToken, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { anAccount, anAuthorization } from '../builders/people.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const authorizationsContract = (open: OpenEmpty): void => {
  describe('authorizations', () => {
    const subject = openForGroup(open);
    const change = (...changes: readonly Change[]): Promise<boolean> => subject.stores.commit({ changes });
    const add = async (changes: Partial<Authorization> = {}): Promise<Authorization> => {
      const authorization = anAuthorization(changes);
      await change({ kind: 'authorization.insert', authorization });
      return authorization;
    };
    const find = (id: string): Promise<Authorization | undefined> => subject.stores.authorizations.find(id);
    const revoke = (id: string, at = NOW): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'authorization.revoke', id, at }, changes: [] });
    const revokedAt = async (authorizations: readonly Authorization[]): Promise<readonly (number | undefined)[]> =>
      (await Promise.all(authorizations.map(({ id }) => find(id)))).map((found) => found?.revokedAt);

    test('an authorization is found as it was inserted, and by no other text', async () => {
      const full = await add({
        resources: ['https://api.example'],
        claims: { userinfo: {}, id_token: { email: { essential: true } } },
        refresh: {
          currentHash: 'c',
          previousHash: 'p',
          rotatedAt: NOW,
          generation: 3,
          usedAt: NOW + 1,
          expiresAt: NOW + 60,
        },
      });
      for (const authorization of [full, await add()]) expect(await find(authorization.id)).toEqual(authorization);
      for (const id of ['', 'é', anAuthorization().id]) expect(await find(id)).toBeUndefined();
    });

    test('an authorization is revoked once, and remembers when', async () => {
      const authorization = await add();
      expect(await revoke(authorization.id, NOW + 5)).toBe(true);
      expect(await revoke(authorization.id, NOW + 6)).toBe(false);
      expect(await find(authorization.id)).toEqual({ ...authorization, revokedAt: NOW + 5 });
      expect(await revoke(anAuthorization().id)).toBe(false);
    });

    test('the live authorizations of a person are listed, newest first', async () => {
      const { id: accountId } = anAccount();
      const first = await add({ accountId });
      const second = await add({ accountId, createdAt: NOW + 1 });
      await add({ accountId, endsAt: NOW + 10 });
      await revoke((await add({ accountId })).id);
      await add();
      expect(await subject.stores.authorizations.listLive(accountId, NOW + 10)).toEqual([second, first]);
      expect(await subject.stores.authorizations.listLive('nobody', NOW)).toEqual([]);
    });

    test('the live authorizations of a person are revoked, of one client or all, and nobody else’s', async () => {
      const { id: accountId } = anAccount();
      const one = await add({ accountId });
      const { clientId } = one;
      const all = [
        one,
        await add({ accountId, clientId, endsAt: NOW + 1 }),
        await add({ accountId }),
        await add({ clientId }),
      ];
      await change({ kind: 'authorizations.revoke', accountId, clientId, at: NOW + 1 });
      expect(await revokedAt(all)).toEqual([NOW + 1, undefined, undefined, undefined]);
      await change({ kind: 'authorizations.revoke', accountId, at: NOW + 2 });
      expect(await revokedAt(all)).toEqual([NOW + 1, undefined, NOW + 2, undefined]);
    });

    test('the live authorizations of one sid that lack a scope are revoked, and no others', async () => {
      const { id: accountId } = anAccount();
      const one = await add({ accountId, scopes: ['openid', 'read'] });
      const { sid } = one;
      const all = [
        one,
        await add({ accountId, sid, scopes: [] }),
        await add({ accountId, sid, scopes: ['openid', 'offline_access'] }),
        await add({ accountId, scopes: ['openid'] }),
        await add({ sid, scopes: ['openid'] }),
      ];
      await change({ kind: 'authorizations.revoke', accountId, sid, withoutScope: 'offline_access', at: NOW + 1 });
      expect(await revokedAt(all)).toEqual([NOW + 1, NOW + 1, undefined, undefined, undefined]);
      await change({ kind: 'authorizations.revoke', accountId, sid, at: NOW + 2 });
      expect(await revokedAt(all)).toEqual([NOW + 1, NOW + 1, NOW + 2, undefined, undefined]);
    });

    test('the live authorizations of every other sid are revoked, and not those of the one named', async () => {
      const { id: accountId } = anAccount();
      const kept = await add({ accountId, scopes: ['openid'] });
      const all = [
        kept,
        await add({ accountId, scopes: ['openid'] }),
        await add({ accountId, scopes: ['offline_access'] }),
        await add({ scopes: ['openid'] }),
      ];
      const others = { kind: 'authorizations.revoke', accountId, exceptSid: kept.sid } as const;
      await change({ ...others, withoutScope: 'offline_access', at: NOW + 1 });
      expect(await revokedAt(all)).toEqual([undefined, NOW + 1, undefined, undefined]);
      await change({ ...others, at: NOW + 2 });
      expect(await revokedAt(all)).toEqual([undefined, NOW + 1, NOW + 2, undefined]);
    });

    test('the access tokens of a revoked authorization are revoked with it, at once', async () => {
      const { stores } = subject;
      const [authorization, other] = [await add(), await add()];
      const clientId = authorization.clientId;
      const token = anAccessToken({ clientId, authorizationId: authorization.id });
      const early = anAccessToken({ clientId, authorizationId: authorization.id });
      const others = [anAccessToken({ clientId, authorizationId: other.id }), anAccessToken({ clientId })];
      await change(...[token, early, ...others].map((one) => ({ kind: 'access_token.insert', token: one }) as const));
      await stores.commit({ guard: { kind: 'access_token.revoke', id: early.id, at: NOW + 1 }, changes: [] });
      expect(await stores.accessTokens.find(token.id)).toEqual(token);
      await revoke(authorization.id, NOW + 5);
      const listed = await stores.accessTokens.list({ limit: 9, clientId });
      const revoked = new Map(listed.map((one) => [one.id, one.revokedAt]));
      expect([token, early, ...others].map(({ id }) => revoked.get(id))).toEqual([
        NOW + 5,
        NOW + 1,
        undefined,
        undefined,
      ]);
      expect(await stores.accessTokens.find(token.id)).toEqual({ ...token, revokedAt: NOW + 5 });
      const live = await stores.accessTokens.list({ limit: 9, clientId, liveAt: NOW });
      expect(new Set(live.map(({ id }) => id))).toEqual(new Set(others.map(({ id }) => id)));
      const again = { kind: 'access_token.revoke', id: token.id, at: NOW + 6 } as const;
      expect(await stores.commit({ guard: again, changes: [] })).toBe(false);
    });

    test('a token that is made for a revoked authorization is revoked from the start', async () => {
      const authorization = await add({ revokedAt: NOW - 1 });
      const token = anAccessToken({ authorizationId: authorization.id });
      await change({ kind: 'access_token.insert', token });
      expect((await subject.stores.accessTokens.find(token.id))?.revokedAt).toBe(NOW - 1);
    });

    test('tokens of revoked authorizations take no place in the limit of their client', async () => {
      const { stores } = subject;
      const [standing, revoked] = [await add(), await add()];
      const clientId = standing.clientId;
      const old = anAccessToken({ clientId, authorizationId: standing.id });
      const young = [1, 2].map((age) =>
        anAccessToken({ clientId, authorizationId: revoked.id, issuedAt: NOW + age, expiresAt: NOW + 1000 }),
      );
      await change(...[old, ...young].map((token) => ({ kind: 'access_token.insert', token }) as const));
      await revoke(revoked.id);
      await change({ kind: 'access_tokens.evict', clientId, keep: 1, at: NOW });
      expect(await stores.accessTokens.list({ limit: 9, clientId, liveAt: NOW })).toEqual([old]);
    });
  });
};
