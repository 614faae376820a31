import { describe, expect, test } from 'bun:test';
import type { KeptRefusal } from '@cardea/core';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aKeptRefusal } from '../builders/kept-refusal.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const keptRefusalsContract = (open: OpenEmpty): void => {
  describe('refusals that are kept', () => {
    const subject = openForGroup(open);
    const add = async (...several: readonly Partial<KeptRefusal>[]): Promise<readonly KeptRefusal[]> => {
      const refusals = several.map((changes) => aKeptRefusal(changes));
      const changes = refusals.map((refusal) => ({ kind: 'kept_refusal.insert', refusal }) as const);
      await subject.stores.commit({ changes });
      return refusals;
    };

    test('a refusal is found whole by its request, and by no other text', async () => {
      const full = { clientId: 'c', description: 'Why', detail: { sent: 'é"', registered: ['a', 'b'], late: 3 } };
      for (const refusal of [...(await add({})), ...(await add(full))])
        expect(await subject.stores.keptRefusals.listOfRequest(refusal.requestId)).toEqual([refusal]);
      for (const id of ['', "' or 1=1 --", '%', '__proto__'])
        expect(await subject.stores.keptRefusals.listOfRequest(id)).toEqual([]);
    });

    test('they are listed newest first, page by page, by whatever is named', async () => {
      const address = '2001:db8::77';
      const [a, b, c] = await add(
        { at: NOW + 1, address, code: 'scope.malformed', clientId: 'one' },
        { at: NOW + 2, address, code: 'scope.malformed', clientId: 'two' },
        { at: NOW + 3, address, endpoint: 'authorize', clientId: 'one' },
      );
      if (!a || !b || !c) throw new Error('three are needed');
      const { keptRefusals } = subject.stores;
      expect(await keptRefusals.list({ limit: 9, address })).toEqual([c, b, a]);
      expect(await keptRefusals.list({ limit: 1, address })).toEqual([c]);
      expect(await keptRefusals.list({ limit: 9, address, before: c.id })).toEqual([b, a]);
      expect(await keptRefusals.list({ limit: 9, address, code: 'scope.malformed' })).toEqual([b, a]);
      expect(await keptRefusals.list({ limit: 9, address, clientId: 'one' })).toEqual([c, a]);
      expect(await keptRefusals.list({ limit: 9, address, endpoint: 'authorize' })).toEqual([c]);
      expect(await keptRefusals.list({ limit: 9, address, clientId: '%' })).toEqual([]);
    });

    test('the oldest go when there are too many, and each when its time has come', async () => {
      const [old, young] = await add({ at: NOW + 10 }, { at: NOW + 11, removeAt: NOW - 10 });
      await subject.stores.commit({ changes: [{ kind: 'kept_refusals.evict', keep: 1 }] });
      expect(await subject.stores.keptRefusals.list({ limit: 9 })).toEqual(young ? [young] : []);
      expect(await subject.stores.keptRefusals.listOfRequest(old?.requestId ?? '')).toEqual([]);
      await subject.stores.removeExpired({ now: NOW - 11, limit: 1000 });
      expect(await subject.stores.keptRefusals.list({ limit: 9 })).toHaveLength(1);
      await subject.stores.removeExpired({ now: NOW - 10, limit: 1000 });
      expect(await subject.stores.keptRefusals.list({ limit: 9 })).toEqual([]);
    });
  });
};
