import { describe, expect, test } from 'bun:test';
import type { TotpAlgorithm } from '@cardea/core';
import { createOneTimePasswords } from './one-time-passwords.ts';

const passwords = createOneTimePasswords();

/** RFC 6238 Appendix B: the seeds are the digits in ASCII, as long as the hash; here in base32. */
const secrets: Readonly<Record<TotpAlgorithm, string>> = {
  SHA1: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  SHA256: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA',
  SHA512: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA',
};

const stepOf = (code: string, seconds: number, algorithm: TotpAlgorithm = 'SHA1', skewSteps = 0): number | undefined =>
  passwords.stepOf(
    code,
    { secret: secrets[algorithm], algorithm, digits: code.length, periodSeconds: 30 },
    { nowMs: seconds * 1000, skewSteps },
  );

describe('time-based one-time passwords', () => {
  test.each<[number, TotpAlgorithm, string]>([
    [59, 'SHA1', '94287082'],
    [59, 'SHA256', '46119246'],
    [59, 'SHA512', '90693936'],
    [1_111_111_109, 'SHA1', '07081804'],
    [1_111_111_109, 'SHA256', '68084774'],
    [1_111_111_109, 'SHA512', '25091201'],
    [1_234_567_890, 'SHA1', '89005924'],
    [2_000_000_000, 'SHA256', '90698825'],
    [20_000_000_000, 'SHA512', '47863826'],
  ])('at %i with %s it is %s (RFC 6238 Appendix B)', (seconds, algorithm, code) => {
    expect(stepOf(code, seconds, algorithm)).toBe(Math.floor(seconds / 30));
  });

  test('a code of the step before or after counts as that step, where that is allowed (RFC 6238 §5.2)', () => {
    expect(stepOf('94287082', 59 + 30, 'SHA1', 1)).toBe(1);
    expect(stepOf('94287082', 29, 'SHA1', 1)).toBe(1);
    expect(stepOf('94287082', 59 + 30, 'SHA1', 0)).toBeUndefined();
    expect(stepOf('94287082', 59 + 60, 'SHA1', 1)).toBeUndefined();
  });

  test.each(['', '00000000', '94287083', '9428708', '942870822', ' 4287082', '9428708x', '９４２８７０８２'])(
    'not %p',
    (code) => {
      expect(
        passwords.stepOf(
          code,
          { secret: secrets.SHA1, algorithm: 'SHA1', digits: 8, periodSeconds: 30 },
          { nowMs: 59_000, skewSteps: 1 },
        ),
      ).toBeUndefined();
    },
  );

  test('a secret has 160 bits and is another each time (RFC 4226 §4)', () => {
    const made = new Set(Array.from({ length: 50 }, () => passwords.newSecret()));
    expect(made.size).toBe(50);
    for (const secret of made) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  });

  test('the URI names issuer, account and parameters', () => {
    const uri = new URL(
      passwords.uri({
        secret: secrets.SHA1,
        algorithm: 'SHA256',
        digits: 8,
        periodSeconds: 60,
        issuer: 'id.example.com',
        account: 'ada & co@example.com',
      }),
    );
    expect(uri.protocol + uri.host).toBe('otpauth:totp');
    expect(decodeURIComponent(uri.pathname)).toBe('/id.example.com:ada & co@example.com');
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: 'id.example.com',
      secret: secrets.SHA1,
      algorithm: 'SHA256',
      digits: '8',
      period: '60',
    });
  });
});
