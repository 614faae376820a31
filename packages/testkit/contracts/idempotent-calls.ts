import { describe, expect, test } from 'bun:test';
import type { IdempotentCall } from '@cardea/core';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { anIdempotentCall } from '../builders/idempotent-call.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const idempotentCallsContract = (open: OpenEmpty): void => {
  describe('idempotent calls', () => {
    const subject = openForGroup(open);
    const claim = (call: IdempotentCall, at = NOW): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'idempotent_call.claim', call, at }, changes: [] });

    test('are claimed by one of many', async () => {
      const call = anIdempotentCall();
      const held = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          subject.rivals[index % subject.rivals.length]?.commit({
            guard: { kind: 'idempotent_call.claim', call, at: NOW },
            changes: [],
          }),
        ),
      );
      expect(held.filter(Boolean)).toHaveLength(1);
      expect(await subject.stores.idempotency.find(call.id)).toEqual(call);
      expect(await subject.stores.idempotency.find('nobody')).toBeUndefined();
    });

    test('are claimed again once whoever had them is gone, unless they took effect', async () => {
      const call = anIdempotentCall();
      await claim(call);
      const again = { ...call, leaseEndsAt: call.leaseEndsAt + 60 };
      expect(await claim(again, call.leaseEndsAt - 1)).toBe(false);
      expect(await claim(again, call.leaseEndsAt)).toBe(true);
      await subject.stores.commit({ changes: [{ kind: 'idempotent_call.done', id: call.id, at: NOW + 5 }] });
      expect(await claim(call, NOW + 10_000)).toBe(false);
      await subject.stores.commit({ changes: [{ kind: 'idempotent_call.answer', id: call.id, answer: 'box' }] });
      const done = { ...again, doneAt: NOW + 5, answer: 'box' };
      expect(await subject.stores.idempotency.find(call.id)).toEqual(done);
      await subject.stores.commit({ changes: [{ kind: 'idempotent_call.forget', id: call.id }] });
      expect(await subject.stores.idempotency.find(call.id)).toEqual(done);
    });

    test('that did not take effect are forgotten, and all are after their time', async () => {
      const [refused, old] = [anIdempotentCall(), anIdempotentCall({ removeAt: NOW })];
      await claim(refused);
      await claim(old);
      await subject.stores.commit({ changes: [{ kind: 'idempotent_call.forget', id: refused.id }] });
      expect(await subject.stores.idempotency.find(refused.id)).toBeUndefined();
      await subject.stores.removeExpired({ now: NOW, limit: 100 });
      expect(await subject.stores.idempotency.find(old.id)).toBeUndefined();
    });
  });
};
