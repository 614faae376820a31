import { describe, expect, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import type { AccessToken, Authorization, Change } from '@cardea/core';
import { anAccessToken, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { anAuthorization } from '../builders/people.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const tokenLimitsContract = (open: OpenEmpty): void => {
  describe('limits of a person and a client', () => {
    const subject = openForGroup(open);
    const change = (...changes: readonly Change[]): Promise<boolean> => subject.stores.commit({ changes });

    /** An authorization with as many tokens, one a second, oldest first. */
    const family = async (count: number, of: Partial<Authorization> = {}) => {
      const authorization = anAuthorization(of);
      const tokens = Array.from({ length: count }, (_, index) =>
        anAccessToken({
          clientId: authorization.clientId,
          subject: 'a subject',
          authorizationId: authorization.id,
          issuedAt: NOW + index,
          expiresAt: NOW + 1000,
        }),
      );
      await change(
        { kind: 'authorization.insert', authorization },
        ...tokens.map((token) => ({ kind: 'access_token.insert', token }) as const),
      );
      return { authorization, tokens, person: { clientId: authorization.clientId, subject: 'a subject' } };
    };
    const live = async (tokens: readonly AccessToken[]): Promise<readonly boolean[]> =>
      Promise.all(tokens.map(async ({ id }) => (await subject.stores.accessTokens.find(id))?.revokedAt === undefined));

    test('the oldest access tokens go until the wanted number is left, over all authorizations', async () => {
      const clientId = randomUUID();
      const first = await family(3, { clientId });
      const second = await family(2, { clientId });
      const others = await family(2);
      await change({ kind: 'access_tokens.evict_of_person', ...first.person, keep: 3, at: NOW + 10 });
      // By the order of commit, whatever their ids are
      expect(await live(first.tokens)).toEqual([false, false, true]);
      expect(await live(second.tokens)).toEqual([true, true]);
      expect(await live(others.tokens)).toEqual([true, true]);
    });

    test('neither other people nor the client’s own tokens count', async () => {
      const { person, tokens } = await family(2);
      const own = anAccessToken({ clientId: person.clientId, subject: person.subject, issuedAt: NOW - 5 });
      const other = anAccessToken({ clientId: person.clientId, subject: 'another', issuedAt: NOW - 5 });
      await change(...[own, other].map((token) => ({ kind: 'access_token.insert', token }) as const));
      await change({ kind: 'access_tokens.evict_of_person', ...person, keep: 2, at: NOW });
      expect(await live([own, other, ...tokens])).toEqual([true, true, true, true]);
    });

    test('of one authorization only those after a time count and go', async () => {
      const { authorization, person, tokens } = await family(5);
      const other = await family(2, { clientId: authorization.clientId });
      const authorizationId = authorization.id;
      const evict = { kind: 'access_tokens.evict_of_authorization', ...person, authorizationId } as const;
      await change({ ...evict, since: NOW + 1, keep: 1, at: NOW + 10 });
      expect(await live(tokens)).toEqual([true, true, false, false, true]);
      expect(await live(other.tokens)).toEqual([true, true]);
    });

    test('are counted: live ones of a person, or of one authorization since a time', async () => {
      const { authorization, person, tokens } = await family(4);
      await family(1, { clientId: authorization.clientId });
      const { accessTokens } = subject.stores;
      const id = tokens[0]?.id ?? '';
      await subject.stores.commit({ guard: { kind: 'access_token.revoke', id, at: NOW }, changes: [] });
      expect(await accessTokens.countOfPerson({ ...person, at: NOW + 10 })).toBe(4);
      expect(await accessTokens.countOfPerson({ ...person, at: NOW + 1000 })).toBe(0);
      const ofOne = { ...person, at: NOW + 10, authorizationId: authorization.id };
      expect(await accessTokens.countOfPerson({ ...ofOne, since: NOW + 1 })).toBe(2);
    });

    test('the oldest authorizations with a refresh token go, and no others', async () => {
      const [accountId, clientId] = [`u_${randomUUID()}`, randomUUID()];
      const refresh = { currentHash: 'h', rotatedAt: NOW, generation: 0, expiresAt: NOW + 100 };
      const make = async (createdAt: number, of: Partial<Authorization>) =>
        (await family(1, { accountId, clientId, createdAt, refresh, ...of })).authorization;
      const made = [await make(NOW, {}), await make(NOW + 1, {}), await make(NOW + 2, {})];
      const own = await make(NOW - 10, {});
      const apart = [
        await make(NOW - 9, { refresh: undefined }),
        await make(NOW - 8, { clientId: 'another' }),
        await make(NOW - 7, { accountId: 'u_another' }),
        await make(NOW - 6, { refresh: { ...refresh, expiresAt: NOW + 5 } }),
      ];
      await change({ kind: 'authorizations.evict', accountId, clientId, exceptId: own.id, keep: 2, at: NOW + 5 });
      const revoked = async (ones: readonly Authorization[]) =>
        Promise.all(ones.map(async ({ id }) => (await subject.stores.authorizations.find(id))?.revokedAt));
      expect(await revoked(made)).toEqual([NOW + 5, undefined, undefined]);
      expect(await revoked([own, ...apart])).toEqual([undefined, undefined, undefined, undefined, undefined]);
    });
  });
};
