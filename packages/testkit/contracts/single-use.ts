import { describe, expect, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

export const assertionsContract = (open: OpenEmpty): void => {
  describe('assertions', () => {
    const subject = openForGroup(open);
    const claim = (issuer: string, jti: string): Promise<boolean> =>
      subject.stores.commit({
        guard: { kind: 'assertion.claim', issuer, jti, expiresAt: NOW + 60 },
        changes: [],
      });

    test('a jti of an issuer is claimed once (RFC 7523 §3)', async () => {
      const jti = randomUUID();
      expect(await claim('a', jti)).toBe(true);
      expect(await claim('a', jti)).toBe(false);
      expect(await claim('b', jti)).toBe(true);
      expect(await claim(`a${jti}`, '')).toBe(true);
    });
  });
};

export const rateLimitsContract = (open: OpenEmpty): void => {
  describe('rate limits', () => {
    const subject = openForGroup(open);
    const take = (key: string, nowMs: number, burst = 3, intervalMs = 1000): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'rate_limit.take', key, burst, intervalMs, nowMs }, changes: [] });
    const times = async (count: number, key: string, nowMs: number): Promise<readonly boolean[]> => {
      const answers: boolean[] = [];
      for (let index = 0; index < count; index++) answers.push(await take(key, nowMs));
      return answers;
    };

    test('an untouched bucket has no arrival', async () => {
      expect(await subject.stores.rateLimits.arrivalMs('untouched')).toBeUndefined();
    });

    test('a burst passes at once, then one each interval', async () => {
      const [key, start] = [randomUUID(), NOW * 1000];
      expect(await times(4, key, start)).toEqual([true, true, true, false]);
      expect(await subject.stores.rateLimits.arrivalMs(key)).toBe(start + 3000);
      expect(await times(2, key, start + 999)).toEqual([false, false]);
      expect(await times(2, key, start + 1000)).toEqual([true, false]);
      expect(await subject.stores.rateLimits.arrivalMs(key)).toBe(start + 4000);
    });

    test('a bucket that was left alone is full again, and never fuller', async () => {
      const [key, start] = [randomUUID(), NOW * 1000];
      await times(3, key, start);
      expect(await times(4, key, start + 3_600_000)).toEqual([true, true, true, false]);
    });

    test('a bucket without a burst lets nothing pass, fractions of milliseconds count', async () => {
      expect(await take(randomUUID(), NOW * 1000, 0)).toBe(false);
      const key = randomUUID();
      await take(key, NOW * 1000, 1, 0.5);
      expect(await subject.stores.rateLimits.arrivalMs(key)).toBe(NOW * 1000 + 0.5);
    });

    test('what is given back can be taken again, and a full bucket gets no fuller', async () => {
      const { stores } = subject;
      const [key, start] = [randomUUID(), NOW * 1000];
      const give = (of: string): Promise<boolean> =>
        stores.commit({ changes: [{ kind: 'rate_limit.give', key: of, intervalMs: 1000 }] });
      await times(3, key, start);
      await give(key);
      expect(await stores.rateLimits.arrivalMs(key)).toBe(start + 2000);
      expect(await times(2, key, start)).toEqual([true, false]);
      for (let count = 0; count < 9; count++) await give(key);
      expect(await times(4, key, start)).toEqual([true, true, true, false]);
      const untouched = randomUUID();
      await give(untouched);
      expect(await stores.rateLimits.arrivalMs(untouched)).toBeUndefined();
    });

    test('buckets are apart', async () => {
      const [one, other] = [randomUUID(), randomUUID()];
      await times(3, one, NOW * 1000);
      expect(await take(other, NOW * 1000)).toBe(true);
    });
  });
};
