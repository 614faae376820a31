import { describe, expect, test } from 'bun:test';
import { anAuditEntry } from '../builders/entities.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const auditContract = (open: OpenEmpty): void => {
  describe('audit', () => {
    const subject = openForGroup(open);

    test('entries are kept whole and listed newest first, before the one named, of one target where it is named', async () => {
      const entries = ['a', 'b', 'a', 'a'].map((target, index) =>
        anAuditEntry({
          target,
          action: 'access_token.revoked',
          actor: { kind: 'client', id: 'c', address: '2001:db8::1', requestId: `r${index}` },
          detail: { index, words: ['é', '"'] },
        }),
      );
      for (const entry of entries) await subject.stores.commit({ changes: [{ kind: 'audit.append', entry }] });
      const all = await subject.stores.audit.list({ limit: entries.length });
      expect(all).toEqual(
        entries.map((entry, index) => ({ ...entry, sequence: (all[3]?.sequence ?? 0) + index })).toReversed(),
      );
      expect(await subject.stores.audit.list({ limit: 2, before: all[1]?.sequence ?? 0 })).toEqual(all.slice(2, 4));
      expect(await subject.stores.audit.list({ limit: 2, target: 'a' })).toEqual(all.slice(0, 2));
      expect(await subject.stores.audit.list({ limit: 9, target: 'a', before: all[0]?.sequence ?? 0 })).toEqual(
        all.filter((entry) => entry.target === 'a').slice(1),
      );
    });

    test('an entry without detail has none', async () => {
      await subject.stores.commit({ changes: [{ kind: 'audit.append', entry: anAuditEntry({ target: 'bare' }) }] });
      const [entry] = await subject.stores.audit.list({ limit: 1, target: 'bare' });
      expect(entry?.detail).toBeUndefined();
    });
  });
};
