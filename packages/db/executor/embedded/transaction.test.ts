import { Database } from 'bun:sqlite';
import { describe, expect, test } from 'bun:test';
import type { Unit } from '@cardea/core';
import { aClient, anAccessToken, anAuditEntry, fakeClock, temporaryFolder } from '@cardea/testkit';
import fc from 'fast-check';
import { openDatabase } from '../../open-database.ts';

const clock = fakeClock(0);
const IDS = ['a', 'b', 'c'].map((letter) => letter.repeat(22));
const client = aClient();

/** Units that add rows, that fail, that see what others added, and that end what others compared. */
const unit: fc.Arbitrary<Unit> = fc
  .record({
    id: fc.constantFrom(...IDS),
    version: fc.integer({ min: 1, max: 2 }),
    kind: fc.constantFrom('issue', 'guarded', 'revoke', 'revoke all', 'evict', 'replace', 'note'),
  })
  .map(({ id, version, kind }): Unit => {
    const issue = { kind: 'access_token.insert', token: anAccessToken({ id, clientId: client.id }) } as const;
    const note = { kind: 'audit.append', entry: anAuditEntry({ target: `${kind} ${id}` }) } as const;
    if (kind === 'issue') return { changes: [issue, note] };
    if (kind === 'guarded')
      return { guard: { kind: 'client.unchanged', id: client.id, version }, changes: [issue, note] };
    if (kind === 'revoke') return { guard: { kind: 'access_token.revoke', id, at: 5 }, changes: [note] };
    if (kind === 'revoke all') return { changes: [note, { kind: 'access_tokens.revoke', clientId: client.id, at: 6 }] };
    if (kind === 'evict')
      return { changes: [note, { kind: 'access_tokens.evict', clientId: client.id, keep: 1, at: 7 }] };
    if (kind === 'replace')
      return { guard: { kind: 'client.replace', client: { ...client, version: version + 1 } }, changes: [note] };
    return { changes: [note] };
  });

const COMPARED = ['access_tokens', 'audit', 'clients', 'mass_revocations'];

/** What becomes of the units, and the tables afterwards. */
const outcomeOf = async (units: readonly Unit[], together: boolean) => {
  using folder = temporaryFolder();
  const file = `${folder.path}/cardea.db`;
  const { stores, close } = await openDatabase({ url: `file:${file}`, clock });
  await stores.commit({ guard: { kind: 'client.insert', client }, changes: [] });
  const settled: PromiseSettledResult<boolean>[] = together
    ? await Promise.allSettled(units.map((each) => stores.commit(each)))
    : [];
  if (!together) for (const each of units) settled.push(...(await Promise.allSettled([stores.commit(each)])));
  const database = new Database(file);
  const tables = COMPARED.map((table) => database.query(`select * from ${table} order by sequence`).all());
  database.close();
  await close();
  return { answers: settled.map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason))), tables };
};

describe('units that share a transaction', () => {
  test('come out as if each had its own, in order, whatever they add, see, end or fail at', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { minLength: 2, maxLength: 24 }), async (units) => {
        expect(await outcomeOf(units, true)).toEqual(await outcomeOf(units, false));
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('what was compared is compared again once somebody has changed it', async () => {
    const guarded = (): Unit => ({
      guard: { kind: 'client.unchanged', id: client.id, version: client.version },
      changes: [{ kind: 'access_token.insert', token: anAccessToken({ clientId: client.id }) }],
    });
    const replace: Unit = {
      guard: { kind: 'client.replace', client: { ...client, version: client.version + 1 } },
      changes: [],
    };
    const { answers, tables } = await outcomeOf([guarded(), guarded(), replace, guarded()], true);
    expect(answers).toEqual([true, true, true, false]);
    expect(tables[0]).toHaveLength(2);
  });

  test('of many rows, the one that cannot be written is refused alone', async () => {
    using folder = temporaryFolder();
    const { stores, close } = await openDatabase({ url: `file:${folder.path}/cardea.db`, clock });
    const tokens = Array.from({ length: 30 }, () => anAccessToken());
    const twice = tokens[11] as (typeof tokens)[number];
    const units = [...tokens, twice].map((token): Unit => ({ changes: [{ kind: 'access_token.insert', token }] }));
    const settled = await Promise.allSettled(units.map((each) => stores.commit(each)));
    expect(settled.map(({ status }) => status)).toEqual([...tokens.map(() => 'fulfilled' as const), 'rejected']);
    for (const { id } of tokens) expect(await stores.accessTokens.find(id)).toBeDefined();
    await close();
  });
});
