import { describe, expect, test } from 'bun:test';
import type { BrowserSession, Change } from '@cardea/core';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aBrowserSession, anAccount } from '../builders/people.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const browserSessionsContract = (open: OpenEmpty): void => {
  describe('browser sessions', () => {
    const subject = openForGroup(open);
    const change = (...changes: readonly Change[]): Promise<boolean> => subject.stores.commit({ changes });
    const add = async (changes: Partial<BrowserSession> = {}): Promise<BrowserSession> => {
      const session = aBrowserSession(changes);
      await change({ kind: 'browser_session.insert', session });
      return session;
    };
    const end = (id: string, at = NOW): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'browser_session.end', id, at }, changes: [] });
    const find = (id: string): Promise<BrowserSession | undefined> => subject.stores.browserSessions.find(id);

    test('a session is found as it was inserted, and by no other text', async () => {
      const session = await add({ methods: ['pwd', 'otp', 'mfa'] });
      expect(await find(session.id)).toEqual(session);
      for (const id of ['', 'é', `${session.id}A`, aBrowserSession().id]) expect(await find(id)).toBeUndefined();
    });

    test('a session ends once, and remembers when', async () => {
      const session = await add();
      expect(await end(session.id, NOW + 5)).toBe(true);
      expect(await end(session.id, NOW + 6)).toBe(false);
      expect(await find(session.id)).toEqual({ ...session, endedAt: NOW + 5 });
      expect(await end(aBrowserSession().id)).toBe(false);
      expect(await end('no id')).toBe(false);
    });

    test('a session takes the place of another in one unit, and keeps its sid', async () => {
      const old = await add();
      const next = aBrowserSession({ accountId: old.accountId, sid: old.sid });
      const rotate = (): Promise<boolean> =>
        subject.stores.commit({
          guard: { kind: 'browser_session.end', id: old.id, at: NOW },
          changes: [{ kind: 'browser_session.insert', session: next }],
        });
      expect([await rotate(), await rotate()]).toEqual([true, false]);
      expect(await find(next.id)).toEqual(next);
    });

    test('a session starts for an account that is as it was when it was proven, and in no other’s place', async () => {
      const { stores } = subject;
      const [account, locked] = [anAccount({ version: 3 }), anAccount({ state: 'locked' })];
      for (const one of [account, locked])
        await stores.commit({ guard: { kind: 'account.insert', account: one }, changes: [] });
      const start = (session: BrowserSession, accountVersion: number, replacesId?: string): Promise<boolean> =>
        stores.commit({ guard: { kind: 'browser_session.start', session, accountVersion, replacesId }, changes: [] });
      const of = (accountId: string): BrowserSession => aBrowserSession({ accountId, createdAt: NOW + 1 });
      const [first, second] = [of(account.id), of(account.id)];
      for (const [session, version] of [
        [first, 2],
        [first, 4],
        [of(locked.id), 1],
        [of('u_nobody'), 1],
      ] as const) {
        expect(await start(session, version)).toBe(false);
        expect(await find(session.id)).toBeUndefined();
      }
      expect([await start(first, 3), await start(first, 3)]).toEqual([true, false]);
      expect(await find(first.id)).toEqual(first);
      expect(await start(second, 3, 'none')).toBe(false);
      expect([await start(second, 3, first.id), await start(of(account.id), 3, first.id)]).toEqual([true, false]);
      expect(await find(first.id)).toEqual({ ...first, endedAt: NOW + 1 });
      expect(await find(second.id)).toEqual(second);
    });

    test('the live sessions of one sid end, and no others', async () => {
      const { id: accountId } = anAccount();
      const one = await add({ accountId });
      const all = [one, await add({ accountId, sid: one.sid }), await add({ accountId }), await add({ sid: one.sid })];
      await change({ kind: 'browser_sessions.end', accountId, sid: one.sid, at: NOW + 1 });
      const ends = await Promise.all(all.map(async ({ id }) => (await find(id))?.endedAt));
      expect(ends).toEqual([NOW + 1, NOW + 1, undefined, undefined]);
    });

    test('a touch moves the idle end', async () => {
      const session = await add();
      await change({ kind: 'browser_session.touch', id: session.id, lastSeenAt: NOW + 60, expiresAt: NOW + 999 });
      expect(await find(session.id)).toEqual({ ...session, lastSeenAt: NOW + 60, expiresAt: NOW + 999 });
    });

    test('a touch brings back no session that has ended or expired', async () => {
      const ended = await add();
      await end(ended.id);
      const sessions = [await add({ expiresAt: NOW + 60 }), await add({ endsAt: NOW + 60 }), ended];
      const before = await Promise.all(sessions.map(({ id }) => find(id)));
      for (const { id } of sessions)
        await change({ kind: 'browser_session.touch', id, lastSeenAt: NOW + 60, expiresAt: NOW + 999 });
      expect(await Promise.all(sessions.map(({ id }) => find(id)))).toEqual(before);
    });

    test('the live sessions of a person are listed, newest first', async () => {
      const { id: accountId } = anAccount();
      const first = await add({ accountId });
      const second = await add({ accountId, createdAt: NOW + 1 });
      await add({ accountId, expiresAt: NOW + 10 });
      await add({ accountId, endsAt: NOW + 10 });
      await end((await add({ accountId })).id);
      await add();
      const listed = await subject.stores.browserSessions.listLive(accountId, NOW + 10);
      expect(listed).toEqual([second, first]);
      expect(await subject.stores.browserSessions.listLive('nobody', NOW)).toEqual([]);
    });

    test('all live sessions of a person end, but the one named, and nobody else’s', async () => {
      const { id: accountId } = anAccount();
      const [one, two, kept] = [await add({ accountId }), await add({ accountId }), await add({ accountId })];
      const [expired, stranger] = [await add({ accountId, expiresAt: NOW + 1 }), await add()];
      await end(one.id);
      await change({ kind: 'browser_sessions.end', accountId, exceptId: kept.id, at: NOW + 1 });
      const endedAt = async (): Promise<readonly (number | undefined)[]> =>
        (await Promise.all([one, two, kept, expired, stranger].map(({ id }) => find(id)))).map(
          (session) => session?.endedAt,
        );
      expect(await endedAt()).toEqual([NOW, NOW + 1, undefined, undefined, undefined]);
      await change({ kind: 'browser_sessions.end', accountId, at: NOW + 2 });
      expect(await endedAt()).toEqual([NOW, NOW + 1, NOW + 2, undefined, undefined]);
    });

    test('an id is inserted once, and is an id', async () => {
      const session = await add();
      await expect(change({ kind: 'browser_session.insert', session })).rejects.toThrow();
      await expect(
        change({ kind: 'browser_session.insert', session: aBrowserSession({ id: 'no id' }) }),
      ).rejects.toBeInstanceOf(RangeError);
    });
  });
};
