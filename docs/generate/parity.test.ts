import { expect, test } from 'bun:test';
import { parityGaps } from './parity.ts';

test('tests name rows that exist: docs/parity.md lists them all', () => {
  expect(parityGaps().unknown).toEqual([]);
});

test('every row has a test', () => {
  expect(parityGaps().untested).toEqual([]);
});
