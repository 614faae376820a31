import { describe, expect, test } from 'bun:test';
import type { Guard, OutboxFilter, OutboxMessage } from '@cardea/core';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { anOutboxMessage } from '../builders/outbox.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const ROUNDS = 100;
const TIMEOUT_MS = 60_000;

export const outboxContract = (open: OpenEmpty): void => {
  describe('the outbox', () => {
    const subject = openForGroup(open);
    const add = async (changes: Partial<OutboxMessage> = {}): Promise<OutboxMessage> => {
      const message = anOutboxMessage(changes);
      await subject.stores.commit({ changes: [{ kind: 'outbox.insert', message }] });
      return message;
    };
    const commit = (guard: Guard): Promise<boolean> => subject.stores.commit({ guard, changes: [] });
    const claim = ({ id }: OutboxMessage, lease: string, at = NOW): Promise<boolean> =>
      commit({ kind: 'outbox.claim', id, lease, at, leaseEndsAt: at + 60 });

    test('a message is found as it was inserted, and by no other text', async () => {
      const full = { lease: 'l', lastError: 'e', attempts: 3, about: 'reset_password' };
      for (const message of [await add(), await add(full), await add({ dueAt: undefined })]) {
        expect(await subject.stores.outbox.find(message.id)).toEqual(message);
      }
      for (const id of ['', 'é', anOutboxMessage().id]) expect(await subject.stores.outbox.find(id)).toBeUndefined();
    });

    test('what is due is listed by kind, the longest due first, and nothing that is dead or later', async () => {
      const kind = 'listed';
      const [later, second, first] = [
        await add({ kind, dueAt: NOW + 1 }),
        await add({ kind, dueAt: NOW }),
        await add({ kind, dueAt: NOW - 1 }),
      ];
      await add({ kind, dueAt: undefined });
      const other = await add({ kind: 'another' });
      const listed = async (at: number, kinds: readonly string[], limit = 10) =>
        (await subject.stores.outbox.listDue({ at, kinds, limit })).map(({ id }) => id);
      expect(await listed(NOW, [kind])).toEqual([first.id, second.id]);
      expect(await listed(NOW + 1, [kind, 'another'])).toEqual([first.id, ...[second.id, other.id].sort(), later.id]);
      expect(await listed(NOW, [kind], 1)).toEqual([first.id]);
      expect(await listed(NOW, ['nobody', '"', "'"])).toEqual([]);
      expect(await listed(NOW, [])).toEqual([]);
    });

    test('a message is claimed once it is due, by nobody else before the lease has ended, and each claim counts', async () => {
      const message = await add({ dueAt: NOW });
      expect(await claim(message, 'early', NOW - 1)).toBe(false);
      expect(await claim(message, 'a')).toBe(true);
      expect(await claim(message, 'b', NOW + 59)).toBe(false);
      expect(await subject.stores.outbox.find(message.id)).toEqual({
        ...message,
        lease: 'a',
        dueAt: NOW + 60,
        attempts: 1,
      });
      expect(await claim(message, 'b', NOW + 60)).toBe(true);
      expect((await subject.stores.outbox.find(message.id))?.attempts).toBe(2);
    });

    test('whoever lost the lease changes nothing; whoever has it removes the message', async () => {
      const message = await add();
      const { id } = message;
      await claim(message, 'a');
      await claim(message, 'b', NOW + 60);
      for (const lease of ['a', '', 'c']) {
        expect(await commit({ kind: 'outbox.done', id, lease })).toBe(false);
        expect(await commit({ kind: 'outbox.retry', id, lease, dueAt: NOW, error: 'e' })).toBe(false);
        expect(await commit({ kind: 'outbox.bury', id, lease, error: 'e' })).toBe(false);
      }
      expect((await subject.stores.outbox.find(id))?.lease).toBe('b');
      expect(await commit({ kind: 'outbox.done', id, lease: 'b' })).toBe(true);
      expect(await subject.stores.outbox.find(id)).toBeUndefined();
      expect(await commit({ kind: 'outbox.done', id, lease: 'b' })).toBe(false);
    });

    test('a message that is put back is due again later, and its lease is worth nothing any more', async () => {
      const message = await add();
      const { id } = message;
      await claim(message, 'a');
      expect(await commit({ kind: 'outbox.retry', id, lease: 'a', dueAt: NOW + 5, error: 'refused' })).toBe(true);
      expect(await subject.stores.outbox.find(id)).toEqual({
        ...message,
        dueAt: NOW + 5,
        attempts: 1,
        lastError: 'refused',
      });
      expect(await commit({ kind: 'outbox.done', id, lease: 'a' })).toBe(false);
      expect(await claim(message, 'b', NOW + 4)).toBe(false);
      expect(await claim(message, 'b', NOW + 5)).toBe(true);
    });

    test('a dead message has forgotten its payload and is claimed by nobody', async () => {
      const message = await add({ kind: 'buried' });
      const { id } = message;
      const before = await subject.stores.outbox.depth();
      await claim(message, 'a');
      expect(await commit({ kind: 'outbox.bury', id, lease: 'a', error: 'no such mailbox' })).toBe(true);
      expect(await subject.stores.outbox.find(id)).toEqual({
        ...message,
        dueAt: undefined,
        attempts: 1,
        payload: '',
        lastError: 'no such mailbox',
      });
      expect(await claim(message, 'b', NOW + 1_000_000)).toBe(false);
      expect(await commit({ kind: 'outbox.retry', id, lease: 'a', dueAt: NOW, error: 'e' })).toBe(false);
      expect(await subject.stores.outbox.depth()).toEqual({ waiting: before.waiting - 1, dead: before.dead + 1 });
    });

    test('all are listed newest first, page by page, by kind and by whether they are dead', async () => {
      const kind = 'desk';
      const [a, b, c] = [
        await add({ kind, createdAt: NOW + 1 }),
        await add({ kind, createdAt: NOW + 2, dueAt: undefined }),
        await add({ kind, createdAt: NOW + 3, lease: 'l' }),
      ];
      await add({ kind: 'another desk' });
      const list = async (filter: Omit<OutboxFilter, 'limit'>, limit = 9) =>
        subject.stores.outbox.list({ ...filter, limit });
      expect(await list({ kind })).toEqual([c, b, a]);
      expect(await list({ kind }, 2)).toEqual([c, b]);
      expect(await list({ kind, before: b.id })).toEqual([a]);
      expect(await list({ kind, state: 'dead' })).toEqual([b]);
      expect(await list({ kind, state: 'waiting' })).toEqual([c, a]);
      expect(await list({ kind: "' or 1=1 --" })).toEqual([]);
      expect((await list({})).length).toBeGreaterThan(3);
    });

    test('a message that waits is hastened, one that is dead or under way is not', async () => {
      const at = NOW;
      const hasten = ({ id }: OutboxMessage) => commit({ kind: 'outbox.hasten', id, at });
      const waiting = await add({ dueAt: NOW + 500, attempts: 2 });
      expect(await hasten(waiting)).toBe(true);
      expect(await subject.stores.outbox.find(waiting.id)).toEqual({ ...waiting, dueAt: NOW });
      const [dead, held, left] = [
        await add({ dueAt: undefined }),
        await add({ lease: 'l', dueAt: NOW + 1 }),
        await add({ lease: 'l', dueAt: NOW }),
      ];
      expect([await hasten(dead), await hasten(held), await hasten(left)]).toEqual([false, false, true]);
      expect(await hasten(anOutboxMessage())).toBe(false);
      expect(await subject.stores.outbox.find(held.id)).toEqual(held);
    });

    test('a message is dropped, dead or not, while nobody delivers it', async () => {
      const drop = ({ id }: OutboxMessage) => commit({ kind: 'outbox.drop', id, at: NOW });
      const [waiting, dead, held] = [
        await add({ dueAt: NOW + 500 }),
        await add({ dueAt: undefined }),
        await add({ lease: 'l', dueAt: NOW + 1 }),
      ];
      expect([await drop(waiting), await drop(dead), await drop(held), await drop(waiting)]).toEqual([
        ...[true, true, false, false],
      ]);
      expect(await subject.stores.outbox.find(waiting.id)).toBeUndefined();
      expect(await subject.stores.outbox.find(held.id)).toEqual(held);
    });

    test('the kinds of which something is dead or failed more than once are named', async () => {
      await add({ kind: 'trouble-b', dueAt: undefined });
      await add({ kind: 'trouble-b', attempts: 2 });
      await add({ kind: 'trouble-a', attempts: 3 });
      await add({ kind: 'trouble-none', attempts: 1 });
      const troubles = await subject.stores.outbox.listTroubles();
      expect(troubles.filter(({ kind }) => kind.startsWith('trouble'))).toEqual([
        { kind: 'trouble-a', dead: 0, late: 1 },
        { kind: 'trouble-b', dead: 1, late: 1 },
      ]);
    });

    test('a message is removed when its time has come, delivered or not', async () => {
      const [old, young] = [await add({ removeAt: NOW - 10 }), await add({ removeAt: NOW - 9 })];
      await subject.stores.removeExpired({ now: NOW - 10, limit: 1000 });
      expect(await subject.stores.outbox.find(old.id)).toBeUndefined();
      expect(await subject.stores.outbox.find(young.id)).toEqual(young);
    });

    test(
      'of many processes that claim a message at once, one holds it (design D5)',
      async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const message = await add();
          const { rivals } = subject;
          const barrier = Promise.withResolvers<void>();
          const claims = Array.from({ length: 4 * rivals.length }, async (_, runner) => {
            await barrier.promise;
            const { id } = message;
            return (rivals[runner % rivals.length] ?? subject.stores).commit({
              guard: { kind: 'outbox.claim', id, lease: `runner ${runner}`, at: NOW, leaseEndsAt: NOW + 60 },
              changes: [],
            });
          });
          barrier.resolve();
          const held = await Promise.all(claims);
          expect(held.filter(Boolean)).toHaveLength(1);
          expect(await subject.stores.outbox.find(message.id)).toMatchObject({
            lease: `runner ${held.indexOf(true)}`,
            attempts: 1,
          });
        }
      },
      TIMEOUT_MS,
    );
  });
};
