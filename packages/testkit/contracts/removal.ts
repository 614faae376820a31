import { describe, expect, test } from 'bun:test';
import type { Unit } from '@cardea/core';
import { anAccessToken, anAuditEntry, aSigningKey, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aBrowserSession, anAuthorizationSession } from '../builders/people.ts';
import { grantIn } from './a-grant.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const removalContract = (open: OpenEmpty): void => {
  describe('removal of what has expired', () => {
    const subject = openForGroup(open);
    const commit = (...units: readonly Unit[]): Promise<readonly boolean[]> =>
      Promise.all(units.map((unit) => subject.stores.commit(unit)));

    test('every kind is removed once it has expired, and nothing else', async () => {
      const { stores } = subject;
      const [old, young] = [anAccessToken({ expiresAt: NOW }), anAccessToken({ expiresAt: NOW + 1 })];
      const [gone, kept] = [aSigningKey({ removeAt: NOW }), aSigningKey()];
      const claim: Unit = {
        guard: { kind: 'assertion.claim', issuer: 'i', jti: 'j', expiresAt: NOW },
        changes: [],
      };
      const take: Unit = {
        guard: { kind: 'rate_limit.take', key: 'k', burst: 1, intervalMs: 1000, nowMs: NOW * 1000 - 1000 },
        changes: [],
      };
      await commit(
        { changes: [old, young].map((token) => ({ kind: 'access_token.insert', token }) as const) },
        { guard: { kind: 'signing_key.insert', key: gone, after: undefined }, changes: [] },
        { guard: { kind: 'signing_key.insert', key: kept, after: gone.id }, changes: [] },
        claim,
        take,
      );
      expect(await stores.removeExpired({ now: NOW - 1, limit: 100 })).toBe(0);
      expect(await stores.removeExpired({ now: NOW, limit: 100 })).toBe(4);
      expect(await stores.accessTokens.find(old.id)).toBeUndefined();
      expect(await stores.accessTokens.find(young.id)).toEqual(young);
      expect(await stores.signingKeys.list()).toEqual([kept]);
      expect(await stores.rateLimits.arrivalMs('k')).toBeUndefined();
      expect(await commit(claim)).toEqual([true]);
    });

    test('audit entries are kept, but for those from before a time that is named', async () => {
      const { stores } = subject;
      const target = 'audit retention';
      const entries = [NOW - 2, NOW - 1, NOW].map((at) => anAuditEntry({ at, target }));
      await commit({ changes: entries.map((entry) => ({ kind: 'audit.append', entry }) as const) });
      const kept = async () => (await stores.audit.list({ limit: 9, target })).map(({ at }) => at);
      await stores.removeExpired({ now: NOW, limit: 1000 });
      expect(await kept()).toEqual([NOW, NOW - 1, NOW - 2]);
      await stores.removeExpired({ now: NOW, limit: 1000, auditBefore: NOW });
      expect(await kept()).toEqual([NOW]);
    });

    test('flows and sessions of browsers are removed once they have expired', async () => {
      const { stores } = subject;
      const [flow, openFlow] = [NOW, NOW + 1].map((expiresAt) => anAuthorizationSession({ expiresAt }));
      const [session, openSession] = [NOW, NOW + 1].map((expiresAt) => aBrowserSession({ expiresAt }));
      await stores.removeExpired({ now: NOW, limit: 1000 });
      if (!flow || !openFlow || !session || !openSession) throw new Error('two of each are needed');
      await commit({
        changes: [
          ...[flow, openFlow].map((one) => ({ kind: 'authorization_session.insert', session: one }) as const),
          ...[session, openSession].map((one) => ({ kind: 'browser_session.insert', session: one }) as const),
        ],
      });
      expect(await stores.removeExpired({ now: NOW, limit: 100 })).toBe(2);
      expect(await stores.authorizationSessions.find(flow.id)).toBeUndefined();
      expect(await stores.authorizationSessions.find(openFlow.id)).toEqual(openFlow);
      expect(await stores.browserSessions.find(session.id)).toBeUndefined();
      expect(await stores.browserSessions.find(openSession.id)).toEqual(openSession);
    });

    test('a code is remembered until its authorization has ended, and goes with it', async () => {
      const { stores } = subject;
      const [gone, kept] = [NOW + 100, NOW + 101].map((endsAt) => grantIn(stores, { authorization: { endsAt } }));
      const [old, young] = [await gone, await kept];
      if (!old || !young) throw new Error('two grants are needed');
      await stores.removeExpired({ now: NOW + 99, limit: 100 });
      expect(await stores.authorizationCodes.find(old.code.id)).toEqual(old.code);
      await stores.removeExpired({ now: NOW + 100, limit: 100 });
      expect(await stores.authorizationCodes.find(old.code.id)).toBeUndefined();
      expect(await stores.authorizations.find(old.authorization.id)).toBeUndefined();
      expect(await stores.authorizationCodes.find(young.code.id)).toEqual(young.code);
      expect(await stores.authorizations.find(young.authorization.id)).toEqual(young.authorization);
    });

    test('no call removes more than its limit, and calls go on until less is left', async () => {
      const { stores } = subject;
      const tokens = Array.from({ length: 450 }, () => anAccessToken({ expiresAt: NOW + 10 }));
      await commit(...tokens.map((token): Unit => ({ changes: [{ kind: 'access_token.insert', token }] })));
      await stores.removeExpired({ now: NOW + 9, limit: 1000 });
      const removed: number[] = [];
      for (let count = 200; count === 200; removed.push(count))
        count = await stores.removeExpired({ now: NOW + 10, limit: 200 });
      expect(removed).toEqual([200, 200, 50]);
    });
  });
};
