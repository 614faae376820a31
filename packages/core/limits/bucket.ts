import type { EngineOptions } from '../engine-options.ts';
import type { RateLimitPolicy } from '../ports/rate-limit.ts';

type Dependencies = Pick<EngineOptions, 'stores' | 'clock'>;

/** Takes one from a bucket, on the primary and over all processes; whole seconds until the next, 0 where there was one. */
export const takeFrom = async (
  { burst, intervalSeconds }: RateLimitPolicy,
  key: string,
  { stores, clock }: Dependencies,
): Promise<number> => {
  const nowMs = clock.nowMs();
  const intervalMs = intervalSeconds * 1000;
  if (await stores.commit({ guard: { kind: 'rate_limit.take', key, burst, intervalMs, nowMs }, changes: [] })) return 0;
  const arrivalMs = (await stores.rateLimits.arrivalMs(key)) ?? nowMs;
  return Math.max(1, Math.ceil((arrivalMs - (burst - 1) * intervalMs - nowMs) / 1000));
};
