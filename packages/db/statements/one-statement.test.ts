import { describe, expect, test } from 'bun:test';
import type { Guard } from '@cardea/core';
import { guards as examples } from './examples.fixture.ts';
import { guardCall, markedGuardCalls } from './guards.ts';

/** Those that spend nothing: they compare, in the transaction of the unit that depends on it. */
const COMPARES: readonly Guard['kind'][] = [
  'client.unchanged',
  'account.active',
  'request.answer',
  'exchange.standing',
  'app_password.standing',
  'account.unchanged',
];
const kinds = Object.keys(examples) as readonly Guard['kind'][];

describe('a guard is decided by one conditional write, and by no SELECT before it (design D5, S137)', () => {
  test.each(kinds.filter((kind) => !COMPARES.includes(kind)))(
    '%s: what decides is whether it changed a row',
    (kind) => {
      const { sql, decides } = guardCall(examples[kind]);
      expect(decides).toBe('by change');
      expect(sql).toMatch(/^(insert|update|delete) /);
      // An insert either fails to find its place, or has a condition; the others name what they change
      expect(sql).toMatch(/ on conflict do (nothing|update)| where /);
    },
  );

  test.each(kinds)('%s: inside the database, the mark is made by the very write or comparison that decides', (kind) => {
    const calls = markedGuardCalls(examples[kind], 7);
    const last = calls.at(-1);
    expect(last?.sql).toStartWith('insert into "unit_marks"');
    expect(last?.args).toContain(7);
    if (COMPARES.includes(kind)) expect(calls.map(({ sql }) => sql)).toEqual([expect.stringContaining('where exists')]);
    else
      expect(calls.map(({ sql }) => sql)).toEqual([
        guardCall(examples[kind]).sql,
        expect.stringMatching(/changes\(\) > 0$/),
      ]);
  });
});
