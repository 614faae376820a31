import { describe, expect, test } from 'bun:test';
import type { AccessToken, Standing } from '@cardea/core';
import { anAccessToken, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { grantIn } from './a-grant.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

/** Tokens that were exchanged for others (RFC 8693), and what must stand for that. */
export const exchangesContract = (open: OpenEmpty): void => {
  describe('exchanged tokens', () => {
    const subject = openForGroup(open);
    const insert = async (...tokens: readonly AccessToken[]): Promise<void> => {
      await subject.stores.commit({
        changes: tokens.map((token) => ({ kind: 'access_token.insert', token }) as const),
      });
    };
    const revoke = (id: string, at = NOW): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'access_token.revoke', id, at }, changes: [] });
    const revokedAt = async ({ id }: AccessToken) => (await subject.stores.accessTokens.find(id))?.revokedAt;

    /** A token of an authorization, and two that came of it one after the other. */
    const chain = async () => {
      const granted = await grantIn(subject.stores);
      const authorizationId = granted.authorization.id;
      const first = anAccessToken({ authorizationId, clientId: granted.client.id });
      const act = { sub: 'gateway', act: { sub: 'before', iss: 'https://other.example' } };
      const second = anAccessToken({ authorizationId, parents: [first.id], act });
      const third = anAccessToken({ authorizationId, parents: [second.id, first.id] });
      await insert(first, second, third);
      return { granted, first, second, third };
    };

    test('are found as they were inserted', async () => {
      const { second, third } = await chain();
      expect(await subject.stores.accessTokens.find(second.id)).toEqual(second);
      expect(await subject.stores.accessTokens.find(third.id)).toEqual(third);
    });

    test('end at once with each of those they came from, and no token ends with one that came of it', async () => {
      const { first, second, third } = await chain();
      expect(await revoke(second.id, NOW + 1)).toBe(true);
      expect(await Promise.all([first, second, third].map(revokedAt))).toEqual([undefined, NOW + 1, NOW + 1]);
      expect(await revoke(third.id)).toBe(false);
      const whole = await chain();
      expect(await revoke(whole.first.id, NOW + 2)).toBe(true);
      expect(await Promise.all([whole.second, whole.third].map(revokedAt))).toEqual([NOW + 2, NOW + 2]);
      const live = await subject.stores.accessTokens.list({ limit: 1000, liveAt: NOW });
      expect(live.map(({ id }) => id)).not.toContain(whole.third.id);
    });

    test('end with the tokens of the client in between, and with the authorization of a parent', async () => {
      const { granted, first, third } = await chain();
      await subject.stores.commit({
        changes: [{ kind: 'access_tokens.revoke', clientId: granted.client.id, at: NOW }],
      });
      expect(await Promise.all([first, third].map(revokedAt))).toEqual([NOW, NOW]);
      const other = await chain();
      const alone = anAccessToken({ parents: [other.first.id] });
      await insert(alone);
      const { id } = other.granted.authorization;
      await subject.stores.commit({ guard: { kind: 'authorization.revoke', id, at: NOW + 3 }, changes: [] });
      expect(await revokedAt(alone)).toBe(NOW + 3);
    });

    test('are over where one they came from is gone', async () => {
      const orphan = anAccessToken({ parents: [anAccessToken().id] });
      await insert(orphan);
      expect(await revokedAt(orphan)).toBe(orphan.issuedAt);
      expect(await revoke(orphan.id)).toBe(false);
    });

    test('are issued only while everything they rest on stands (design D12)', async () => {
      const { granted, second } = await chain();
      const { client, account, authorization } = granted;
      const standing: Standing = {
        at: NOW,
        client: { id: client.id, version: client.version },
        accountIds: [account.id],
        authorizationIds: [authorization.id],
        tokenIds: [second.id],
      };
      const holds = (changes: Partial<Standing> = {}): Promise<boolean> =>
        subject.stores.commit({ guard: { kind: 'exchange.standing', ...standing, ...changes }, changes: [] });
      expect(await holds()).toBe(true);
      expect(await holds({ accountIds: [], authorizationIds: [], tokenIds: [] })).toBe(true);
      expect(await holds({ client: { ...standing.client, version: 0 } })).toBe(false);
      expect(await holds({ client: { ...standing.client, id: 'nobody' } })).toBe(false);
      expect(await holds({ accountIds: [account.id, 'u_nobody'] })).toBe(false);
      expect(await holds({ authorizationIds: [anAccessToken().id] })).toBe(false);
      expect(await holds({ tokenIds: [second.id, anAccessToken().id] })).toBe(false);
      expect(await holds({ at: second.expiresAt })).toBe(false);
      await revoke(second.id);
      expect(await holds()).toBe(false);
      expect(await holds({ tokenIds: [] })).toBe(true);
      const locked = { ...account, version: account.version + 1, state: 'locked' as const };
      await subject.stores.commit({ guard: { kind: 'account.replace', account: locked }, changes: [] });
      expect(await holds({ tokenIds: [] })).toBe(false);
    });
  });
};
