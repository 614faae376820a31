import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { csvOf, jsonOf } from './list-text.ts';

/** Reads a table as RFC 4180 has it. */
const cells = (csv: string): readonly (readonly string[])[] => {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
};

describe('a list as a table', () => {
  test('has a column for everything that any item says, moments in ISO 8601 and words beside each other', () => {
    expect(
      cells(
        csvOf([
          { id: 'a', scopes: ['read', 'write'], createdAt: 0 },
          { id: 'b', enabled: false, profile: { name: 'B' } },
        ]),
      ),
    ).toEqual([
      ['id', 'scopes', 'createdAt', 'enabled', 'profile'],
      ['a', 'read write', '1970-01-01T00:00:00.000Z', '', ''],
      ['b', '', '', 'false', '{"name":"B"}'],
    ]);
  });

  test('keeps what is in it, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (names) => {
        const safe = names.map((name) => `n${name}`);
        expect(cells(csvOf(safe.map((name) => ({ name }))))).toEqual([['name'], ...safe.map((name) => [name])]);
      }),
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('makes no formula of %p', (name) => {
    expect(csvOf([{ name }])).toContain(`'${name}`);
  });

  test('of nothing is nothing', () => {
    expect(cells(csvOf([]))).toEqual([['']]);
    expect(jsonOf([])).toBe('[]\n');
  });
});
