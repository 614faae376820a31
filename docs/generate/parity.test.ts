import { expect, test } from 'bun:test';
import { parityGaps } from './parity.ts';

test('tests name rows that exist: docs/parity.md lists them all', () => {
  expect(parityGaps().unknown).toEqual([]);
});

test('every row has a test, but for those that are not built', () => {
  expect(parityGaps().untested).toEqual(['password grant', 'session grant']);
});
