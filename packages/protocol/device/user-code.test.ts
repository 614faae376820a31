import { describe, expect, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { formatUserCode, parseUserCode, userCodeFrom } from './user-code.ts';

describe('user codes', () => {
  test('are eight letters that spell no word, every letter as likely as the others (RFC 8628 §6.1)', () => {
    const seen = new Map<string, number>();
    for (let round = 0; round < 2_000; round++) {
      const code = userCodeFrom(randomBytes(32)) ?? '';
      expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
      for (const letter of code) seen.set(letter, (seen.get(letter) ?? 0) + 1);
    }
    expect(seen.size).toBe(20);
    expect(userCodeFrom(new Uint8Array(32).fill(255))).toBeUndefined();
    expect(userCodeFrom(new Uint8Array(8).fill(239))).toBe('ZZZZZZZZ');
    expect(userCodeFrom(new Uint8Array(7))).toBeUndefined();
  });

  test.each([
    'WDJBMJHT',
    'wdjb-mjht',
    ' WdJb mJhT ',
    'W-D-J-B-M-J-H-T',
    'ＷＤＪＢ－ＭＪＨＴ',
    'wdjb—mjht',
    'WDJB.MJHT\n',
  ])('are understood as they are typed: %j', (typed) => expect(parseUserCode(typed)).toBe('WDJBMJHT'));

  test.each(['', 'WDJB-MJH', 'WDJB-MJHTB', 'WDJB-MJHA', '12345678', 'WDJB/MJHT', `${' '.repeat(60)}WDJBMJHT`])(
    'are not taken for what they are not: %j',
    (typed) => expect(parseUserCode(typed)).toBeUndefined(),
  );

  test('come back from how they are shown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const code = userCodeFrom(bytes);
        if (code !== undefined) expect(parseUserCode(formatUserCode(code).toLowerCase())).toBe(code);
      }),
    );
  });

  test('no text at all makes the parser fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(parseUserCode(typed) ?? 'WDJBMJHT').toMatch(/^[A-Z]{8}$/);
      }),
    );
  });
});
