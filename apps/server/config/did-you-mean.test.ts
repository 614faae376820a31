import { expect, test } from 'bun:test';
import { didYouMean } from './did-you-mean.ts';
import { settingsTable } from './settings-table.ts';

const known = Object.values(settingsTable).map((row) => row.env);

test('one slip of the fingers in any name still finds it', () => {
  for (const name of known) {
    expect(didYouMean(name.slice(0, -2) + name.slice(-1), known)).toBe(name);
    expect(didYouMean(`${name}S`, known)).toBe(name);
    expect(didYouMean(name.replace(/(.)(.)$/, '$2$1'), known)).toBe(name);
  }
});

test('what resembles nothing is not guessed', () => {
  expect(didYouMean('CARDEA_WINDOWS_COLOUR', known)).toBeUndefined();
  expect(didYouMean(`CARDEA_${'X'.repeat(10_000)}`, known)).toBeUndefined();
});
