import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { quantile } from './latency.ts';

test('a quantile lies between the bounds that hold it, evenly spread', () => {
  const histogram = new Map([
    [0.01, 50],
    [0.02, 40],
    [0.1, 10],
  ]);
  expect(quantile(histogram, 0.5)).toBeCloseTo(0.01);
  expect(quantile(histogram, 0.7)).toBeCloseTo(0.015);
  expect(quantile(histogram, 0.95)).toBeCloseTo(0.06);
  expect(quantile(new Map(), 0.5)).toBeUndefined();
  expect(quantile(new Map([[0.01, 0]]), 0.5)).toBeUndefined();
});

test('what took longer than the last bound is said to have taken as long as that', () => {
  expect(
    quantile(
      new Map([
        [5, 1],
        [Number.POSITIVE_INFINITY, 99],
      ]),
      0.95,
    ),
  ).toBe(5);
});

test('a greater share never takes less time', () => {
  const counts = fc.array(fc.tuple(fc.constantFrom(0.001, 0.01, 0.1, 1, Number.POSITIVE_INFINITY), fc.nat(100)));
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(counts, share, share, (entries, one, other) => {
      const histogram = new Map(entries);
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      expect(quantile(histogram, less) ?? 0).toBeLessThanOrEqual((quantile(histogram, more) ?? 0) + 1e-9);
    }),
  );
});
