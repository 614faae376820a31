import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { BoxNotOpened, createSealer } from './sealer.ts';

const sealer = createSealer(Buffer.alloc(32, 1));

describe('the sealer', () => {
  test('what was sealed opens again in its own context', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), fc.string(), (plaintext, context) => {
        expect(sealer.open(sealer.seal(plaintext, context), context)).toBe(plaintext);
      }),
    );
  });

  test('a box opens in no other context, and with no other key', () => {
    const box = sealer.seal('secret', 'signing_key:a');
    expect(() => sealer.open(box, 'signing_key:b')).toThrow(BoxNotOpened);
    expect(() => createSealer(Buffer.alloc(32, 2)).open(box, 'signing_key:a')).toThrow(BoxNotOpened);
  });

  test('one changed, added or removed byte is noticed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (plaintext, at, mask) => {
        const bytes = Buffer.from(sealer.seal(plaintext, 'c').slice(3), 'base64url');
        const place = at % bytes.length;
        const changed = Buffer.from(bytes);
        changed[place] = (changed[place] ?? 0) ^ mask;
        for (const forged of [
          changed,
          bytes.subarray(1),
          bytes.subarray(0, -1),
          Buffer.concat([bytes, Buffer.of(0)]),
        ]) {
          expect(() => sealer.open(`v1.${forged.toString('base64url')}`, 'c')).toThrow(BoxNotOpened);
        }
      }),
    );
  });

  test('garbage and unknown versions are refused', () => {
    fc.assert(fc.property(fc.string(), (box) => expect(() => sealer.open(box, 'c')).toThrow(BoxNotOpened)));
    expect(() => sealer.open(sealer.seal('x', 'c').replace('v1.', 'v2.'), 'c')).toThrow(BoxNotOpened);
  });

  test('the same text never makes the same box', () => {
    expect(new Set(Array.from({ length: 1000 }, () => sealer.seal('x', 'c'))).size).toBe(1000);
  });

  test('a short master key is refused', () => {
    expect(() => createSealer(Buffer.alloc(31))).toThrow(RangeError);
  });
});
