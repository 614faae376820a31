import { describe, expect, test } from 'bun:test';
import { ArrivalLimiter } from './arrival-limiter.ts';

const policy = { name: 'authorize', burst: 3, intervalSeconds: 0.5 };

describe('arrivals', () => {
  const limiterAt = (startMs = 1_800_000_000_000) => {
    let nowMs = startMs;
    const clock = {
      nowMs: () => nowMs,
      advance: (byMs: number) => {
        nowMs += byMs;
      },
    };
    const limiter = new ArrivalLimiter(clock, policy);
    const times = (count: number, network = 'a') =>
      Array.from({ length: count }, () => limiter.take(network, 'authorize.too_many')?.retryAfterSeconds);
    return { clock, times };
  };

  test('come in a burst, then one each interval; who is refused learns how long to wait', () => {
    const { clock, times } = limiterAt();
    expect(times(4)).toEqual([undefined, undefined, undefined, 1]);
    clock.advance(500);
    expect(times(2)).toEqual([undefined, 1]);
    clock.advance(60_000);
    expect(times(4)).toEqual([undefined, undefined, undefined, 1]);
  });

  test('of one network bound no other', () => {
    const { times } = limiterAt();
    times(10);
    expect(times(3, 'b')).toEqual([undefined, undefined, undefined]);
  });

  test('of a flood of networks are remembered up to a bound, the youngest first', () => {
    const { times } = limiterAt();
    times(4, 'oldest');
    for (let index = 0; index < 10_000; index++) times(1, `network ${index}`);
    expect(times(4, 'network 9999')).toEqual([undefined, undefined, 1, 1]);
    expect(times(1, 'oldest')).toEqual([undefined]);
  });

  test('are not counted without a policy', () => {
    const limiter = new ArrivalLimiter({ nowMs: () => 0 }, undefined);
    for (let index = 0; index < 1000; index++) expect(limiter.take('a', 'authorize.too_many')).toBeUndefined();
  });
});
