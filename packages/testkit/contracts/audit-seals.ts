import { describe, expect, test } from 'bun:test';
import type { AuditSeal } from '@cardea/core';
import { anAuditEntry } from '../builders/entities.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const auditSealsContract = (open: OpenEmpty): void => {
  describe('seals and searches of the audit', () => {
    const subject = openForGroup(open);
    const seal = (from: number, to: number): AuditSeal => ({ from, to, hash: `h${to}`, at: 9, fromAt: 1, toAt: 8 });
    const put = (next: AuditSeal, after: number | undefined) =>
      subject.stores.commit({ guard: { kind: 'audit.seal', seal: next, after }, changes: [] });

    test('a seal follows the newest: of many that follow the same one, one is held', async () => {
      const { audit } = subject.stores;
      expect(await audit.newestSeal()).toBeUndefined();
      expect(await put(seal(3, 4), 2)).toBe(false);
      expect(
        (await Promise.all(Array.from({ length: 8 }, () => put(seal(1, 2), undefined)))).filter(Boolean),
      ).toHaveLength(1);
      expect((await Promise.all(Array.from({ length: 8 }, () => put(seal(3, 4), 2)))).filter(Boolean)).toHaveLength(1);
      expect(await audit.newestSeal()).toEqual(seal(3, 4));
      expect(await audit.listSeals({ from: 0, limit: 9 })).toEqual([seal(1, 2), seal(3, 4)]);
      expect(await audit.listSeals({ from: 3, limit: 9 })).toEqual([seal(3, 4)]);
      expect(await audit.sealBefore(4)).toEqual(seal(1, 2));
      expect(await audit.sealBefore(2)).toBeUndefined();
    });

    test('a search narrows by what is named and goes on where it ended', async () => {
      const { audit, commit } = subject.stores;
      const at = [10, 20, 30, 40];
      for (const [index, second] of at.entries()) {
        const entry = anAuditEntry({
          at: second,
          target: index % 2 === 0 ? 'even' : 'odd',
          action: index === 3 ? 'client.updated' : 'client.created',
          actor: { kind: 'operator', id: index < 2 ? 'ada' : 'bob' },
        });
        await commit({ changes: [{ kind: 'audit.append', entry }] });
      }
      const found = async (filter: Partial<Parameters<typeof audit.search>[0]>) =>
        (await audit.search({ limit: 100, ...filter })).entries
          .map((entry) => entry.at)
          .filter((second) => at.includes(second));
      expect(await found({})).toEqual([40, 30, 20, 10]);
      expect(await found({ target: 'even' })).toEqual([30, 10]);
      expect(await found({ action: 'client.updated' })).toEqual([40]);
      expect(await found({ actor: 'ada' })).toEqual([20, 10]);
      expect(await found({ since: 20, until: 40 })).toEqual([30, 20]);
      expect(await found({ actor: 'bob', target: 'odd', action: 'client.updated', since: 1, until: 99 })).toEqual([40]);
      expect(await found({ target: "'; drop table audit; --" })).toEqual([]);

      const first = await audit.search({ limit: 3 });
      const second = await audit.search({ limit: 3, before: first.next ?? 0 });
      expect([...first.entries, ...second.entries].map((entry) => entry.at).slice(0, 4)).toEqual([40, 30, 20, 10]);
      expect(first.entries).toHaveLength(3);
      const [oldest] = await audit.listAfter({ after: 0, limit: 1 });
      expect(
        (await audit.listAfter({ after: oldest?.sequence ?? 0, limit: 2 })).map(({ sequence }) => sequence),
      ).toEqual([(oldest?.sequence ?? 0) + 1, (oldest?.sequence ?? 0) + 2]);
    });
  });
};
