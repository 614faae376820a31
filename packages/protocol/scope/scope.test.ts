import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { isRefusal } from '../refusals/refusal.ts';
import { covers, formatScope, isSubset, parseScope } from './scope.ts';

const token = fc.stringMatching(/^[!#-[\]-~]{1,20}$/);

describe('scope', () => {
  test('formatting and parsing are inverse; duplicates collapse', () => {
    fc.assert(
      fc.property(fc.uniqueArray(token, { minLength: 1, maxLength: 64 }), (scopes) => {
        expect(parseScope(formatScope(scopes))).toEqual(scopes);
        if (scopes.length <= 32) expect(parseScope(formatScope([...scopes, ...scopes]))).toEqual(scopes);
      }),
    );
  });

  test.each(['', ' ', 'a  b', ' a', 'a ', 'a"b', 'a\\b', 'é', 'a\tb', 'a\0'])(
    'refuses %j as malformed (RFC 6749 §3.3)',
    (text) => {
      const result = parseScope(text);
      expect(isRefusal(result) && result.code).toBe('scope.malformed');
    },
  );

  test('refuses 65 scopes and 10,000 scopes (D6)', () => {
    for (const count of [65, 10_000]) {
      const result = parseScope(Array.from({ length: count }, (_, i) => `s${i}`).join(' '));
      expect(isRefusal(result) && result.code).toBe('scope.too_many');
    }
  });

  test('a subset covers no more than its superset', () => {
    fc.assert(
      fc.property(fc.array(token), fc.array(token), token, (inner, extra, required) => {
        expect(isSubset(inner, [...inner, ...extra])).toBe(true);
        if (covers(inner, required)) expect(covers([...inner, ...extra], required)).toBe(true);
      }),
    );
  });

  test('wildcards: x:* covers x:read, not x nor xy:read; * covers all but administration; nothing covers nothing', () => {
    expect(covers(['photos:*'], 'photos:read')).toBe(true);
    expect(covers(['photos:*'], 'photos')).toBe(false);
    expect(covers(['photos:*'], 'photos:')).toBe(false);
    expect(covers(['photos:*'], 'photosets:read')).toBe(false);
    expect(covers(['*'], 'metrics')).toBe(true);
    expect(covers(['*'], 'admin:clients:read')).toBe(false);
    expect(covers([], 'metrics')).toBe(false);
  });
});
