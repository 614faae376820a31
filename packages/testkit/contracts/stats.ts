import { describe, expect, test } from 'bun:test';
import type { Stat, StatChange } from '@cardea/core';
import { aClient, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aBrowserSession } from '../builders/people.ts';
import { aStat } from '../builders/stat.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const AN_HOUR = 3600;

export const statsContract = (open: OpenEmpty): void => {
  describe('numbers over time', () => {
    const subject = openForGroup(open);
    const commit = (kind: StatChange['kind'], ...stats: readonly Stat[]) =>
      subject.stores.commit({ changes: stats.map((stat) => ({ kind, stat })) });
    const list = (from: number, until = from + AN_HOUR, span: Stat['span'] = 'hour') =>
      subject.stores.stats.list({ span, from, until });

    test('what is added to a number of the same span, measure and label is in it; any other is another number', async () => {
      const startsAt = 1_000 * AN_HOUR;
      const first = aStat({ startsAt, value: 3 });
      await commit('stat.add', first, { ...first, value: 4 });
      await commit('stat.add', { ...first, value: 5 }, { ...first, label: 'other' }, { ...first, measure: 'refusals' });
      await commit('stat.add', { ...first, span: 'day', value: 9 });
      expect(await list(startsAt)).toEqual([
        { ...first, measure: 'refusals' },
        { ...first, value: 12 },
        { ...first, label: 'other' },
      ]);
      expect(await list(startsAt, startsAt + AN_HOUR, 'day')).toEqual([{ ...first, span: 'day', value: 9 }]);
    });

    test('of a number that is raised the greater one is kept', async () => {
      const stat = aStat({ startsAt: 1_100 * AN_HOUR, measure: 'active_sessions', label: '', value: 5 });
      for (const value of [5, 9, 7]) await commit('stat.raise', { ...stat, value });
      expect(await list(stat.startsAt)).toEqual([{ ...stat, value: 9 }]);
    });

    test('the spans from one instant up to another are listed in the order of time', async () => {
      const startsAt = 1_200 * AN_HOUR;
      const stats = [2, 0, 1, 3].map((hour) => aStat({ startsAt: startsAt + hour * AN_HOUR, value: hour + 1 }));
      await commit('stat.add', ...stats);
      const values = async (from: number, until: number) => (await list(from, until)).map(({ value }) => value);
      expect(await values(startsAt, startsAt + 3 * AN_HOUR)).toEqual([1, 2, 3]);
      expect(await values(startsAt + 1, startsAt + 4 * AN_HOUR)).toEqual([2, 3, 4]);
    });

    test('processes that add at once lose nothing', async () => {
      const stat = aStat({ startsAt: 1_300 * AN_HOUR });
      const { rivals } = subject;
      const barrier = Promise.withResolvers<void>();
      const added = Array.from({ length: 40 }, async (_, index) => {
        await barrier.promise;
        const stores = rivals[index % rivals.length] ?? subject.stores;
        return stores.commit({ changes: [{ kind: 'stat.add', stat }] });
      });
      barrier.resolve();
      await Promise.all(added);
      expect(await list(stat.startsAt)).toEqual([{ ...stat, value: 40 }]);
    });

    test('a number is removed when its time has come', async () => {
      const startsAt = 10 * AN_HOUR;
      const [old, young] = [aStat({ startsAt, removeAt: 50 }), aStat({ startsAt, label: 'young', removeAt: 51 })];
      await commit('stat.add', old, young);
      await subject.stores.removeExpired({ now: 50, limit: 1000 });
      expect(await list(startsAt)).toEqual([young]);
    });
  });

  describe('how much there is', () => {
    const subject = openForGroup(open);

    test('counts what is there, and of sessions and tokens what is live', async () => {
      const before = await subject.stores.stats.figures(NOW);
      const live = aBrowserSession();
      const dead = [
        aBrowserSession({ endedAt: NOW }),
        aBrowserSession({ expiresAt: NOW }),
        aBrowserSession({ endsAt: NOW }),
      ];
      await subject.stores.commit({
        changes: [live, ...dead].map((session) => ({ kind: 'browser_session.insert', session }) as const),
      });
      await subject.stores.commit({
        guard: { kind: 'client.insert', client: aClient({ id: 'figures' }) },
        changes: [],
      });
      const after = await subject.stores.stats.figures(NOW);
      expect(after).toEqual({ ...before, clients: before.clients + 1, liveSessions: before.liveSessions + 1 });
      expect(await subject.stores.stats.countLiveSessions(NOW)).toBe(after.liveSessions);
    });

    test('secrets that end are named, the first to end first, none of a client that is disabled', async () => {
      const secret = (id: string, expiresAt?: number) => ({
        ...(aClient().secrets[0] ?? fail()),
        id,
        createdAt: NOW,
        ...(expiresAt === undefined ? {} : { expiresAt }),
      });
      const add = (id: string, enabled: boolean, ...secrets: readonly ReturnType<typeof secret>[]) =>
        subject.stores.commit({
          guard: { kind: 'client.insert', client: aClient({ id, name: `Name of ${id}`, enabled, secrets }) },
          changes: [],
        });
      await add('ends-late', true, secret('new'), secret('old', NOW + 90));
      await add('ends-early', true, secret('one', NOW + 10), secret('two', NOW + 20));
      await add('ended', true, secret('gone', NOW));
      await add('off', false, secret('off', NOW + 5));
      const ending = (until: number, limit = 9) => subject.stores.stats.listEndingSecrets({ from: NOW, until, limit });
      expect(await ending(NOW + 90)).toEqual([
        { clientId: 'ends-early', clientName: 'Name of ends-early', secretId: 'one', expiresAt: NOW + 10 },
        { clientId: 'ends-early', clientName: 'Name of ends-early', secretId: 'two', expiresAt: NOW + 20 },
        { clientId: 'ends-late', clientName: 'Name of ends-late', secretId: 'old', expiresAt: NOW + 90 },
      ]);
      expect((await ending(NOW + 89)).map(({ secretId }) => secretId)).toEqual(['one', 'two']);
      expect(await ending(NOW + 90, 1)).toHaveLength(1);
    });
  });
};

const fail = (): never => {
  throw new Error('the client of the builder has a secret');
};
