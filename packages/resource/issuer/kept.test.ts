import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createKept } from './kept.ts';

const FRESH_MS = 100_000;
const STALE_MS = 1_000_000;
const INTERVAL_MS = 10_000;
const RETRY_MS = 1_000;

const start = () => {
  const clock = createFakeClock();
  const source = { loads: 0, away: false };
  const kept = createKept({
    load: async () => {
      source.loads += 1;
      if (source.away) throw new Error('away');
      return { value: source.loads, freshMs: FRESH_MS };
    },
    clock,
    staleMs: STALE_MS,
    intervalMs: INTERVAL_MS,
    retryMs: RETRY_MS,
  });
  return { clock, source, kept };
};

describe('a kept value', () => {
  test('is loaded once for all who wait, at first use', async () => {
    const { kept, source } = start();
    expect(source.loads).toBe(0);
    expect(await Promise.all(Array.from({ length: 50 }, () => kept.get()))).toEqual(Array(50).fill(1));
    expect(source.loads).toBe(1);
  });

  test('serves until its freshness ends, and is loaded anew then', async () => {
    const { kept, clock } = start();
    expect(await kept.get()).toBe(1);
    clock.pass(FRESH_MS - 1);
    expect(await kept.get()).toBe(1);
    clock.pass(1);
    expect(await kept.get()).toBe(2);
  });

  test('serves through a bounded absence of the issuer, asking once in the interval', async () => {
    const { kept, clock, source } = start();
    await kept.get();
    source.away = true;
    clock.pass(FRESH_MS);
    expect([await kept.get(), await kept.get(), source.loads]).toEqual([1, 1, 2]);
    clock.pass(STALE_MS - 1);
    expect(await kept.get()).toBe(1);
    clock.pass(INTERVAL_MS);
    await expect(kept.get()).rejects.toThrow('away');
    await expect(kept.get()).rejects.toThrow('away');
    source.away = false;
    clock.pass(INTERVAL_MS);
    expect(await kept.get()).toBe(source.loads);
  });

  test('without a value, a failure is given to all for a moment, then asked again', async () => {
    const { kept, clock, source } = start();
    source.away = true;
    for (const result of await Promise.allSettled([kept.get(), kept.get()])) expect(result.status).toBe('rejected');
    await expect(kept.get()).rejects.toThrow('away');
    expect(source.loads).toBe(1);
    source.away = false;
    clock.pass(RETRY_MS);
    expect(await kept.get()).toBe(2);
  });

  test('a set wall clock changes nothing', async () => {
    const { kept, clock, source } = start();
    await kept.get();
    for (const ms of [-1e12, 2e12]) {
      clock.jump(ms);
      await kept.get();
    }
    expect(source.loads).toBe(1);
    clock.jump(-1e12);
    clock.pass(FRESH_MS);
    await kept.get();
    expect(source.loads).toBe(2);
  });

  test('whoever asks for whatever: loads are at least the interval apart while there is a value', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(5_000), fc.boolean(), fc.boolean()), { maxLength: 100 }),
        async (steps) => {
          const { kept, clock, source } = start();
          await kept.get();
          let elapsedMs = 0;
          for (const [ms, renew, away] of steps) {
            clock.pass(ms);
            elapsedMs += ms;
            source.away = away;
            await (renew ? kept.renew() : kept.get());
          }
          expect(source.loads).toBeLessThanOrEqual(1 + elapsedMs / INTERVAL_MS);
        },
      ),
    );
  });
});
