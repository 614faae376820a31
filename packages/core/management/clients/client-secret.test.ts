import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import type { ClientSecret } from '../../ports/client.ts';
import { chosenSecretProblem, liveSecrets, pushSecret } from './client-secret.ts';

const NOW = 1_800_000_000;
const WEEK = 7 * 86_400;
const secret = (id: string, expiresAt?: number): ClientSecret => ({
  id,
  hash: { kind: 'sha256', digest: id },
  createdAt: NOW,
  ...(expiresAt === undefined ? {} : { expiresAt }),
});

describe('client secrets', () => {
  test('without time to change, a new secret ends all others', () => {
    expect(pushSecret([secret('old')], secret('new'), { now: NOW })).toEqual([secret('new')]);
  });

  test('a rotated secret keeps one predecessor, until its time is over (parity: cloudentity)', () => {
    const rotated = pushSecret([secret('old')], secret('new'), { now: NOW, keepUntil: NOW + WEEK });
    expect(rotated).toEqual([secret('new'), secret('old', NOW + WEEK)]);
    expect(liveSecrets(rotated, NOW + WEEK).map(({ id }) => id)).toEqual(['new']);
  });

  test('a third push drops the oldest', () => {
    const two = pushSecret([secret('a')], secret('b'), { now: NOW, keepUntil: NOW + WEEK });
    const three = pushSecret(two, secret('c'), { now: NOW, keepUntil: NOW + WEEK });
    expect(three.map(({ id }) => id)).toEqual(['c', 'b']);
  });

  test('there are never more than two, the newest is first, and no old one lives longer than before', () => {
    const pushes = fc.array(fc.record({ keep: fc.option(fc.integer({ min: 1, max: WEEK })), wait: fc.nat(WEEK) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(pushes, (steps) => {
        let secrets: readonly ClientSecret[] = [secret('first')];
        let now = NOW;
        for (const [index, { keep, wait }] of steps.entries()) {
          now += wait;
          const before = new Map(secrets.map((one) => [one.id, one.expiresAt ?? Number.POSITIVE_INFINITY]));
          secrets = pushSecret(secrets, secret(`s${index}`), {
            now,
            keepUntil: keep === null ? undefined : now + keep,
          });
          expect(secrets.length).toBeLessThanOrEqual(2);
          expect(secrets[0]?.id).toBe(`s${index}`);
          for (const { id, expiresAt } of secrets.slice(1)) {
            expect(expiresAt).toBeGreaterThan(now);
            expect(expiresAt).toBeLessThanOrEqual(before.get(id) ?? 0);
          }
        }
      }),
    );
  });

  test.each([
    ['client_secret_basic', 'x'.repeat(15)],
    ['client_secret_basic', 'x'.repeat(1025)],
    ['client_secret_basic', `${'x'.repeat(20)}é`],
    ['client_secret_basic', `${'x'.repeat(20)}\n`],
    ['client_secret_jwt', 'x'.repeat(31)],
  ] as const)('refuses for %s the chosen secret %j', (method, chosen) => {
    expect(chosenSecretProblem(method, chosen)).toBeDefined();
  });

  test('takes a chosen secret that is long enough (RFC 7518 §3.2, RFC 6749 Appendix A.2)', () => {
    expect(chosenSecretProblem('client_secret_post', 'correct horse battery')).toBeUndefined();
    expect(chosenSecretProblem('client_secret_jwt', 'x'.repeat(32))).toBeUndefined();
  });
});
