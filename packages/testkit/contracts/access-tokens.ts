import { describe, expect, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import type { AccessToken, Change } from '@cardea/core';
import { anAccessToken, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

/** Tokens of one client, one a second, oldest first. */
const aRow = (length: number, clientId: string = randomUUID()): readonly AccessToken[] =>
  Array.from({ length }, (_, index) => anAccessToken({ clientId, issuedAt: NOW + index, expiresAt: NOW + 1000 }));

const idsOf = (tokens: readonly AccessToken[]): readonly string[] => tokens.map((token) => token.id);

export const accessTokensContract = (open: OpenEmpty): void => {
  describe('access tokens', () => {
    const subject = openForGroup(open);
    const change = (...changes: readonly Change[]): Promise<boolean> => subject.stores.commit({ changes });
    const add = (tokens: readonly AccessToken[]): Promise<boolean> =>
      change(...tokens.map((token) => ({ kind: 'access_token.insert', token }) as const));
    const revoke = (id: string, at = NOW): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'access_token.revoke', id, at }, changes: [] });
    const liveOf = async (clientId: string, liveAt = NOW): Promise<readonly string[]> =>
      idsOf(await subject.stores.accessTokens.list({ limit: 100, clientId, liveAt }));

    test('a token is found as it was inserted, opaque or JWT', async () => {
      const { verifierHash: _, ...jwt } = anAccessToken({
        format: 'jwt',
        scopes: [],
        audience: ['a', 'b'],
        label: 'CI',
      });
      for (const token of [anAccessToken(), jwt]) {
        await add([token]);
        expect(await subject.stores.accessTokens.find(token.id)).toEqual(token);
      }
    });

    test('no other text finds it', async () => {
      const token = anAccessToken();
      await add([token]);
      for (const id of [`${token.id}A`, token.id.slice(1), '', 'é', `${token.id}=`, anAccessToken().id])
        expect(await subject.stores.accessTokens.find(id)).toBeUndefined();
    });

    test('a token is revoked once, and remembers when', async () => {
      const token = anAccessToken();
      await add([token]);
      expect(await revoke(token.id, NOW + 5)).toBe(true);
      expect(await revoke(token.id, NOW + 6)).toBe(false);
      expect(await subject.stores.accessTokens.find(token.id)).toEqual({ ...token, revokedAt: NOW + 5 });
      expect(await revoke(anAccessToken().id)).toBe(false);
    });

    test('lists are newest first and go on after the token named', async () => {
      const tokens = aRow(5);
      await add(tokens);
      const newest = idsOf(tokens).toReversed();
      const clientId = tokens[0]?.clientId ?? '';
      const { accessTokens } = subject.stores;
      expect(idsOf(await accessTokens.list({ limit: 2, clientId }))).toEqual(newest.slice(0, 2));
      expect(idsOf(await accessTokens.list({ limit: 9, clientId, after: newest[1] }))).toEqual(newest.slice(2));
      expect(await accessTokens.list({ limit: 9, clientId, after: 'not an id' })).toEqual([]);
      expect(await accessTokens.list({ limit: 9, clientId: 'nobody' })).toEqual([]);
    });

    test('lists over all clients are newest first too', async () => {
      const tokens = [...aRow(2), ...aRow(2)];
      await add(tokens);
      const listed = idsOf(await subject.stores.accessTokens.list({ limit: 1000 }));
      expect(listed).toEqual(expect.arrayContaining([...idsOf(tokens)]));
      expect(listed).toEqual(listed.toSorted().toReversed());
    });

    test('live tokens are those neither expired nor revoked', async () => {
      const [fresh, revoked, expired] = aRow(3);
      if (!fresh || !revoked || !expired) throw new Error('three tokens are needed');
      await add([fresh, revoked, { ...expired, expiresAt: NOW }]);
      await revoke(revoked.id);
      expect(await liveOf(fresh.clientId)).toEqual([fresh.id]);
      expect(await subject.stores.accessTokens.list({ limit: 9, clientId: fresh.clientId })).toHaveLength(3);
    });

    test('eviction revokes the oldest live tokens of the client until the wanted number is left', async () => {
      const [tokens, others] = [aRow(6), aRow(2)];
      await add([...tokens, ...others]);
      const clientId = tokens[0]?.clientId ?? '';
      await revoke(tokens[4]?.id ?? '');
      await change({ kind: 'access_tokens.evict', clientId, keep: 2, at: NOW + 10 });
      expect(await liveOf(clientId, NOW + 10)).toEqual([tokens[5]?.id ?? '', tokens[3]?.id ?? '']);
      expect((await subject.stores.accessTokens.find(tokens[0]?.id ?? ''))?.revokedAt).toBe(NOW + 10);
      expect((await subject.stores.accessTokens.find(tokens[4]?.id ?? ''))?.revokedAt).toBe(NOW);
      expect(await liveOf(others[0]?.clientId ?? '')).toHaveLength(2);
    });

    test('a token made in the same unit counts after the eviction that comes before it', async () => {
      const tokens = aRow(3);
      const clientId = tokens[0]?.clientId ?? '';
      for (const token of tokens)
        await change(
          { kind: 'access_tokens.evict', clientId, keep: 1, at: NOW },
          { kind: 'access_token.insert', token },
        );
      expect(await liveOf(clientId)).toEqual([tokens[2]?.id ?? '', tokens[1]?.id ?? '']);
    });

    test('all live tokens are revoked, of one client or of everybody, and only those', async () => {
      const [first, second] = [aRow(3), aRow(2)];
      const [one, two] = [first[0]?.clientId ?? '', second[0]?.clientId ?? ''];
      const expired = anAccessToken({ clientId: one, expiresAt: NOW + 1 });
      await add([...first, ...second, expired]);
      await revoke(first[2]?.id ?? '');
      await change({ kind: 'access_tokens.revoke', clientId: one, at: NOW + 1 });
      expect([await liveOf(one, NOW + 1), await liveOf(two)].map((ids) => ids.length)).toEqual([0, 2]);
      await change({ kind: 'access_tokens.revoke', at: NOW + 2 });
      expect(await liveOf(two)).toEqual([]);
      const revokedAt = async (token: AccessToken | undefined): Promise<number | undefined> =>
        (await subject.stores.accessTokens.find(token?.id ?? ''))?.revokedAt;
      const check = async (): Promise<void> => {
        expect(await Promise.all([first[0], first[2], second[0], expired].map(revokedAt))).toEqual([
          NOW + 1,
          NOW,
          NOW + 2,
          undefined,
        ]);
        const listed = await subject.stores.accessTokens.list({ limit: 9, clientId: two });
        expect(listed.map((token) => token.revokedAt)).toEqual([NOW + 2, NOW + 2]);
      };
      await check();
      await subject.stores.removeExpired({ now: NOW, limit: 1000 });
      await check();
    });

    test('a token that was revoked with others is not revoked again, and counts no more', async () => {
      const tokens = aRow(3);
      const clientId = tokens[0]?.clientId ?? '';
      await add(tokens);
      await change({ kind: 'access_tokens.revoke', clientId, at: NOW });
      expect(await revoke(tokens[0]?.id ?? '')).toBe(false);
      const next = anAccessToken({ clientId });
      await change(
        { kind: 'access_token.insert', token: next },
        { kind: 'access_tokens.evict', clientId, keep: 1, at: NOW },
      );
      expect(await liveOf(clientId)).toEqual([next.id]);
    });

    test('a token made after all were revoked lives, however old its id is', async () => {
      const clientId = randomUUID();
      await add(aRow(2, clientId));
      await change({ kind: 'access_tokens.revoke', clientId, at: NOW });
      await change({ kind: 'access_tokens.revoke', at: NOW });
      const token = anAccessToken({ clientId, issuedAt: NOW - 1000 });
      await add([token]);
      expect(await liveOf(clientId)).toEqual([token.id]);
      await subject.stores.removeExpired({ now: NOW - 1000, limit: 1000 });
      expect(await liveOf(clientId)).toEqual([token.id]);
      expect(await revoke(token.id)).toBe(true);
    });
  });
};
