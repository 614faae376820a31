import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { backoffSeconds } from './backoff.ts';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the wait after an attempt that failed', () => {
  test('doubles, and is spread over its second half', () => {
    expect([1, 2, 3, 4].map((attempts) => backoffSeconds(attempts, 0))).toEqual([3, 5, 10, 20]);
    expect([1, 2, 3, 4].map((attempts) => backoffSeconds(attempts, 0.999_999))).toEqual([5, 10, 20, 40]);
  });

  test('is never less than a second nor more than an hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), random, (attempts, chance) => {
        const wait = backoffSeconds(attempts, chance);
        expect(wait).toBeGreaterThanOrEqual(1);
        expect(wait).toBeLessThanOrEqual(3600);
        expect(Number.isInteger(wait)).toBe(true);
      }),
    );
  });
});
