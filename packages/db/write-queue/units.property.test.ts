import { describe, expect, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import type { Stores, Unit } from '@cardea/core';
import { aClient, anAccessToken, anAuditEntry, fakeClock, memoryStores, temporaryFolder } from '@cardea/testkit';
import fc from 'fast-check';
import { openDatabase } from '../open-database.ts';

type Fate = 'holds' | 'does not hold' | 'has no guard' | 'throws';

const taken = anAccessToken();

const aUnit = (fate: Fate, target: string, index: number, clientId: string): Unit => {
  const entry = { kind: 'audit.append', entry: anAuditEntry({ target, detail: { index } }) } as const;
  const token = fate === 'throws' ? taken : anAccessToken();
  const changes = [entry, { kind: 'access_token.insert', token }] as const;
  if (fate === 'has no guard' || fate === 'throws') return { changes };
  const version = fate === 'holds' ? 1 : 2;
  return { guard: { kind: 'client.unchanged', id: clientId, version }, changes };
};

const isolation = async (stores: Stores): Promise<void> => {
  const client = aClient();
  await stores.commit({ guard: { kind: 'client.insert', client }, changes: [] });
  await stores.commit({ changes: [{ kind: 'access_token.insert', token: taken }] });
  const fates = fc.array(fc.constantFrom<Fate>('holds', 'does not hold', 'has no guard', 'throws'), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fates, async (list) => {
      const target = randomUUID();
      const units = list.map((fate, index) => aUnit(fate, target, index, client.id));
      const answers = await Promise.allSettled(units.map((unit) => stores.commit(unit)));
      expect(answers.map((answer) => (answer.status === 'rejected' ? 'throws' : answer.value))).toEqual(
        list.map((fate) => (fate === 'throws' ? 'throws' : fate !== 'does not hold')),
      );
      const written = list.flatMap((fate, index) => (fate === 'holds' || fate === 'has no guard' ? [index] : []));
      const entries = await stores.audit.list({ limit: 100, target });
      expect(entries.map((entry) => entry.detail?.index)).toEqual(written.toReversed());
      for (const [index, unit] of units.entries()) {
        const token = unit.changes[1]?.kind === 'access_token.insert' ? unit.changes[1].token : taken;
        if (token !== taken)
          expect(await stores.accessTokens.find(token.id)).toEqual(written.includes(index) ? token : undefined);
      }
    }),
    { numRuns: 60 },
  );
};

describe('units that hold, do not hold or throw never touch each other', () => {
  test('in memory', () => isolation(memoryStores(fakeClock(0))));

  test('embedded', async () => {
    using folder = temporaryFolder();
    const database = await openDatabase({ url: `file:${folder.path}/cardea.db`, clock: fakeClock(0) });
    await isolation(database.stores);
    expect(await database.integrityCheck()).toEqual([]);
    await database.close();
  });
});
