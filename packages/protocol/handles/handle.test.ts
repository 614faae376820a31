import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { formatHandle, isSelector, parseHandle, SORTED_DIGITS, sortedDigits } from './handle.ts';
import { type HandleKind, handlePrefixes } from './kinds.ts';

const kinds = Object.keys(handlePrefixes) as HandleKind[];
const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(...SORTED_DIGITS), minLength: count, maxLength: count });
const parts = fc.record({ selector: digits(22), verifier: digits(43) });

describe('handles', () => {
  test('a handle survives the round trip', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), parts, (kind, halves) => {
        const handle = formatHandle(kind, halves);
        expect(handle).toHaveLength(78);
        expect(parseHandle(kind, handle)).toEqual(halves);
      }),
    );
  });

  test('one kind never passes for another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.constantFrom(...kinds), parts, (made, asked, halves) => {
        fc.pre(made !== asked);
        expect(parseHandle(asked, formatHandle(made, halves))).toBeUndefined();
      }),
    );
  });

  test('one changed, added or removed character is noticed', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. é\0';
    fc.assert(
      fc.property(parts, fc.nat(77), fc.constantFrom(...alphabet), (halves, at, char) => {
        const handle = formatHandle('access_token', halves);
        fc.pre(handle[at] !== char);
        expect(parseHandle('access_token', handle.slice(0, at) + char + handle.slice(at + 1))).toBeUndefined();
        expect(parseHandle('access_token', handle.slice(0, at) + char + handle.slice(at))).toBeUndefined();
        expect(parseHandle('access_token', handle.slice(0, at) + handle.slice(at + 1))).toBeUndefined();
      }),
    );
  });

  test('garbage is refused without a throw', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => parseHandle('access_token', text) === undefined));
  });

  test('halves of another length are no handle', () => {
    expect(() => formatHandle('access_token', { selector: 'a', verifier: 'b' })).toThrow(RangeError);
  });

  test('sorted digits sort as their numbers do', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (a, b) => {
        const [first, second] = [sortedDigits(a, 9), sortedDigits(b, 9)];
        expect(first < second).toBe(a < b);
        expect(first === second).toBe(a === b);
      }),
    );
  });

  test('a selector is 22 characters of base64url', () => {
    expect(isSelector('-'.repeat(22))).toBe(true);
    for (const text of ['', '-'.repeat(21), '-'.repeat(23), `${'-'.repeat(21)}=`, `${'-'.repeat(21)}é`]) {
      expect(isSelector(text)).toBe(false);
    }
  });
});
