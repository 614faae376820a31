import { describe, expect, test } from 'bun:test';
import { type AuditSeal, type StoredAuditEntry, sealAudit, verifyAudit } from '@cardea/core';
import { createDigests } from '@cardea/crypto';
import { anAuditEntry, fakeClock, memoryStores } from '@cardea/testkit';
import fc from 'fast-check';

const NOW = 1_800_000_000;
const digests = createDigests(new Uint8Array(32).fill(7));

type Entries = (entries: readonly StoredAuditEntry[]) => readonly StoredAuditEntry[];
type Seals = (seals: readonly AuditSeal[]) => readonly AuditSeal[];
const same = <T>(rows: readonly T[]): readonly T[] => rows;

/** An audit of groups of entries, each group under a seal of its own but the last; read through somebody's fingers. */
const sealed = async (
  groups: readonly number[],
  { entries = same, seals = same }: { entries?: Entries; seals?: Seals } = {},
) => {
  const clock = fakeClock(NOW * 1000);
  const memory = memoryStores(clock);
  for (const [index, count] of groups.entries()) {
    for (let made = 0; made < count; made++) {
      const entry = anAuditEntry({ at: NOW + index, target: `${index}/${made}`, detail: { made } });
      await memory.commit({ changes: [{ kind: 'audit.append', entry }] });
    }
    if (index < groups.length - 1) await sealAudit({ stores: memory, digests, clock });
  }
  const all = async () => entries(await memory.audit.listAfter({ after: 0, limit: 100_000 }));
  const chain = async () => seals(await memory.audit.listSeals({ from: 0, limit: 100_000 }));
  const audit: typeof memory.audit = {
    ...memory.audit,
    list: async ({ limit }) => (await all()).toReversed().slice(0, limit),
    listAfter: async ({ after, limit }) => (await all()).filter(({ sequence }) => sequence > after).slice(0, limit),
    listSeals: async ({ from, limit }) => (await chain()).filter(({ to }) => to >= from).slice(0, limit),
    sealBefore: async (sequence) => (await chain()).findLast(({ to }) => to < sequence),
    newestSeal: async () => (await chain()).at(-1),
  };
  return { stores: { ...memory, audit }, digests };
};

const proof = async (...args: Parameters<typeof sealed>) => verifyAudit(await sealed(...args), { keptSince: 0 });
const groups = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 8 });

describe('the chain over the audit', () => {
  test('an audit that nobody touched is proved, whatever its groups', async () => {
    await fc.assert(
      fc.asyncProperty(groups, async (counts) => {
        const { faults, proved, unsealed } = await proof(counts);
        expect([faults, proved, unsealed]).toEqual([
          [],
          counts.slice(0, -1).reduce((a, b) => a + b, 0),
          counts.at(-1) ?? 0,
        ]);
      }),
      { numRuns: 30 },
    );
  });

  test('an entry that was removed or altered shows, wherever it stands', async () => {
    const touches: readonly ((entry: StoredAuditEntry) => StoredAuditEntry | undefined)[] = [
      () => undefined,
      (entry) => ({ ...entry, target: `${entry.target}!` }),
      (entry) => ({ ...entry, at: entry.at + 1 }),
      (entry) => ({ ...entry, action: 'client.deleted' }),
      (entry) => ({ ...entry, actor: { ...entry.actor, id: 'somebody else' } }),
      (entry) => ({ ...entry, detail: { ...entry.detail, more: true } }),
      (entry) => ({ ...entry, detail: undefined }),
    ];
    await fc.assert(
      fc.asyncProperty(groups, fc.nat(), fc.constantFrom(...touches), async (counts, pick, touch) => {
        const covered = counts.slice(0, -1).reduce((a, b) => a + b, 0);
        const victim = (pick % covered) + 1;
        const { faults } = await proof(counts, {
          entries: (all) => all.flatMap((entry) => (entry.sequence === victim ? (touch(entry) ?? []) : entry)),
        });
        expect(faults.length).toBe(1);
        expect(faults[0]?.from).toBeLessThanOrEqual(victim);
        expect(faults[0]?.to).toBeGreaterThanOrEqual(victim);
      }),
      { numRuns: 60 },
    );
  });

  test('entries that changed places show', async () => {
    const swap: Entries = (all) =>
      all.map((entry) => {
        const other = entry.sequence === 1 ? all[1] : entry.sequence === 2 ? all[0] : entry;
        return { ...(other ?? entry), sequence: entry.sequence };
      });
    expect((await proof([3, 1], { entries: swap })).faults).toEqual([{ from: 1, to: 3, what: 'altered' }]);
  });

  test('a seal that was removed shows, and so does one that was made by somebody else', async () => {
    expect((await proof([2, 2, 2, 1], { seals: (all) => all.toSpliced(1, 1) })).faults).toEqual([
      { from: 5, to: 6, what: 'seal_missing' },
    ]);
    expect((await proof([2, 2, 1], { seals: (all) => all.slice(1) })).faults).toMatchObject([{ what: 'seal_missing' }]);
    const forged: Seals = (all) => all.map((seal) => ({ ...seal, hash: 'A'.repeat(43) }));
    expect((await proof([2, 1], { seals: forged })).faults).toMatchObject([{ from: 1, to: 2, what: 'altered' }]);
  });

  test('a chain that was cut short shows to whoever noted its head', async () => {
    const { head } = await proof([2, 2, 1]);
    const cut = await sealed([2, 2, 1], { seals: (all) => all.slice(0, 1), entries: (all) => all.slice(0, 2) });
    expect((await verifyAudit(cut, { keptSince: 0 })).faults).toEqual([]);
    expect((await verifyAudit(cut, { keptSince: 0, noted: head })).faults).toEqual([
      { from: 4, to: 4, what: 'seal_missing' },
    ]);
    const whole = await sealed([2, 2, 1]);
    expect((await verifyAudit(whole, { keptSince: 0, noted: head })).faults).toEqual([]);
  });

  test('what was kept long enough may be gone, oldest first; what was not may not', async () => {
    const gone: Entries = (all) => all.filter(({ sequence }) => sequence > 3);
    const old = await sealed([2, 2, 2, 1], { entries: gone });
    // Groups were made at NOW, NOW + 1, NOW + 2
    expect((await verifyAudit(old, { keptSince: NOW + 2 })).faults).toEqual([]);
    expect((await verifyAudit(old, { keptSince: NOW + 2 })).proved).toBe(2);
    expect((await verifyAudit(old, { keptSince: NOW + 1 })).faults).toEqual([{ from: 3, to: 4, what: 'missing' }]);
    const fromTheMiddle = await sealed([3, 2, 1], { entries: (all) => all.filter(({ sequence }) => sequence !== 2) });
    expect((await verifyAudit(fromTheMiddle, { keptSince: NOW + 9 })).faults).toMatchObject([{ what: 'missing' }]);
  });

  test('a proof in parts says what the whole one does, wherever it is cut', async () => {
    const groups = [2, 1, 3, 1, 2, 1];
    const kinds: readonly Parameters<typeof sealed>[1][] = [
      {},
      { entries: (all) => all.filter(({ sequence }) => sequence !== 4) },
      { seals: (all) => all.toSpliced(1, 1) },
      { entries: (all) => all.slice(0, 5) },
    ];
    for (const kind of kinds)
      for (const noted of [undefined, { sequence: 3, hash: 'A'.repeat(43) }, { sequence: 99, hash: 'A'.repeat(43) }]) {
        const chain = await sealed(groups, kind);
        const whole = await verifyAudit(chain, { keptSince: 0, noted });
        expect(whole.next).toBeUndefined();
        for (const seals of [1, 2, 5]) {
          const parts = [await verifyAudit(chain, { keptSince: 0, noted, seals })];
          for (let after = parts[0]?.next; after !== undefined; after = parts.at(-1)?.next)
            parts.push(await verifyAudit(chain, { keptSince: 0, noted, seals, after }));
          const faults = parts.flatMap((part) => part.faults);
          expect(faults.toSorted((a, b) => a.from - b.from)).toEqual(whole.faults.toSorted((a, b) => a.from - b.from));
          expect(parts.reduce((sum, part) => sum + part.proved, 0)).toBe(whole.proved);
          expect(parts.at(-1)).toMatchObject({ unsealed: whole.unsealed, head: whole.head });
        }
      }
  });

  test('entries past the last seal wait for the next; nothing at all is whole', async () => {
    expect(await proof([3])).toMatchObject({ faults: [], proved: 0, unsealed: 3, head: undefined });
    expect(await proof([0])).toEqual({ faults: [], proved: 0, unsealed: 0, head: undefined });
  });
});
