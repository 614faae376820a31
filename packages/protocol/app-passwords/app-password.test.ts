import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { APP_PASSWORD_BYTES, appPasswordFrom, formatAppPassword, parseAppPassword } from './app-password.ts';

const bytes = fc.uint8Array({ minLength: APP_PASSWORD_BYTES, maxLength: APP_PASSWORD_BYTES });

describe('an app password', () => {
  test('is four groups of six, and is read in any case and grouping', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const password = appPasswordFrom(random);
        const shown = formatAppPassword(password);
        expect(shown).toMatch(/^[0-9a-z]{6}(-[0-9a-z]{6}){3}$/);
        for (const typed of [shown, password, shown.toUpperCase(), ` ${shown.replaceAll('-', ' ')}\n`])
          expect(parseAppPassword(typed)).toBe(password);
      }),
    );
  });

  test('is refused with any one character that is another one', () => {
    fc.assert(
      fc.property(bytes, fc.nat({ max: 23 }), fc.nat({ max: 30 }), (random, place, step) => {
        const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
        const password = appPasswordFrom(random);
        const other = alphabet.charAt((alphabet.indexOf(password.charAt(place)) + 1 + step) % alphabet.length);
        expect(parseAppPassword(password.slice(0, place) + other + password.slice(place + 1))).toBeUndefined();
      }),
    );
  });

  test('is nothing else: any text is read or refused', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80, unit: 'binary' }), (text) => {
        const password = parseAppPassword(text);
        if (password !== undefined) expect(password).toHaveLength(24);
      }),
    );
    expect(parseAppPassword('cda_at_0123456789012345678901')).toBeUndefined();
  });
});
