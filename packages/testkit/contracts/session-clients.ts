import { describe, expect, test } from 'bun:test';
import type { SessionClient } from '@cardea/core';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aBrowserSession, anAccount, aSessionClient } from '../builders/people.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const RACERS = 20;

/** `SessionClientStore`, its guard and its changes. */
export const sessionClientsContract = (open: OpenEmpty): void => {
  describe('clients of a session', () => {
    const subject = openForGroup(open);
    const put = (sessionClient: SessionClient): Promise<boolean> =>
      subject.stores.commit({ changes: [{ kind: 'session_client.put', sessionClient }] });
    const take = ({ sid, clientId }: SessionClient): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'session_client.take', sid, clientId }, changes: [] });
    const end = (which: {
      accountId: string;
      sid?: string;
      exceptSid?: string;
      clientId?: string;
      at?: number;
    }): Promise<boolean> => subject.stores.commit({ changes: [{ kind: 'session_clients.end', at: NOW, ...which }] });
    /** Those of these rows whose session has ended, in the order in which they are listed. */
    const endedOf = async (rows: readonly SessionClient[]): Promise<readonly SessionClient[]> => {
      const all = await subject.stores.sessionClients.listEnded({ limit: 1000 });
      return all.filter(({ sid }) => rows.some((row) => row.sid === sid));
    };

    test('are listed by session, once each; a later answer takes the place of the earlier', async () => {
      const first = aSessionClient({ clientId: 'a' });
      const second = { ...first, clientId: 'b' };
      for (const row of [second, first, aSessionClient({ clientId: 'a' })]) await put(row);
      const later = { ...first, answeredAt: NOW + 1 };
      await put(later);
      expect(await subject.stores.sessionClients.list(first.sid)).toEqual([later, second]);
      expect(await subject.stores.sessionClients.list('no session')).toEqual([]);
      expect(await endedOf([first])).toEqual([]);
    });

    test('are marked by person, by session, and but for one session', async () => {
      const { id: accountId } = anAccount();
      const [one, two, three] = [
        aSessionClient({ accountId }),
        aSessionClient({ accountId }),
        aSessionClient({ accountId }),
      ];
      const stranger = aSessionClient();
      const rows = [one, two, three, stranger];
      for (const row of rows) await put(row);
      await end({ accountId: stranger.accountId, sid: one.sid });
      expect(await endedOf(rows)).toEqual([]);
      await end({ accountId, sid: two.sid });
      expect(await endedOf(rows)).toEqual([{ ...two, endedAt: NOW }]);
      await end({ accountId, exceptSid: three.sid, at: NOW + 5 });
      expect(await endedOf(rows)).toEqual([
        { ...two, endedAt: NOW },
        { ...one, endedAt: NOW + 5 },
      ]);
      await end({ accountId, at: NOW + 9 });
      expect((await endedOf(rows)).map(({ endedAt }) => endedAt)).toEqual([NOW, NOW + 5, NOW + 9]);
      expect(await subject.stores.sessionClients.listEnded({ limit: 2 })).toHaveLength(2);
    });

    test('are marked by client: the others of the same sessions go on', async () => {
      const { id: accountId } = anAccount();
      const one = aSessionClient({ accountId });
      const beside = { ...one, clientId: `${one.clientId}x` };
      const elsewhere = aSessionClient({ accountId, clientId: one.clientId });
      const stranger = aSessionClient({ clientId: one.clientId });
      const rows = [one, beside, elsewhere, stranger];
      for (const row of rows) await put(row);
      await end({ accountId, clientId: one.clientId });
      const ended = new Set((await endedOf(rows)).map(({ sid, clientId }) => `${sid} ${clientId}`));
      expect(ended).toEqual(new Set([one, elsewhere].map(({ sid, clientId }) => `${sid} ${clientId}`)));
    });

    test('are marked only where the guard of the unit held', async () => {
      const { id } = anAccount();
      const row = aSessionClient({ accountId: id });
      await put(row);
      const changes = [{ kind: 'session_clients.end', accountId: id, at: NOW }] as const;
      expect(await subject.stores.commit({ guard: { kind: 'account.active', id }, changes })).toBe(false);
      expect(await endedOf([row])).toEqual([]);
    });

    test('are taken once, and only after the session ended', async () => {
      const row = aSessionClient();
      await put(row);
      expect(await take(row)).toBe(false);
      await end({ accountId: row.accountId });
      const taken = await Promise.all(Array.from({ length: RACERS }, () => take(row)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await subject.stores.sessionClients.list(row.sid)).toEqual([]);
      expect(await take(row)).toBe(false);
    });

    test('go with a session that ran out, stay with one that was ended or goes on under a new handle', async () => {
      const { stores } = subject;
      const { sid } = aSessionClient();
      const ranOut = aBrowserSession({ expiresAt: NOW });
      const wasEnded = aBrowserSession({ expiresAt: NOW, endedAt: NOW - 5 });
      const before = aBrowserSession({ sid, expiresAt: NOW, endedAt: NOW - 9 });
      const after = aBrowserSession({ sid, expiresAt: NOW + 100 });
      for (const session of [ranOut, wasEnded, before, after])
        await stores.commit({ changes: [{ kind: 'browser_session.insert', session }] });
      const ofEnded = aSessionClient({ sid: wasEnded.sid });
      const rows = [aSessionClient({ sid: ranOut.sid }), ofEnded, aSessionClient({ sid })];
      for (const row of rows) await put(row);
      await end({ accountId: ofEnded.accountId });
      while ((await stores.removeExpired({ now: NOW, limit: 2 })) > 0);
      const left = await Promise.all(rows.map((row) => stores.sessionClients.list(row.sid)));
      expect(left.map((list) => list.length)).toEqual([0, 1, 1]);
      expect(await stores.browserSessions.find(ranOut.id)).toBeUndefined();
      expect(await stores.browserSessions.find(after.id)).toBeDefined();
    });
  });
};
