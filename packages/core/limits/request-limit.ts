import type { Clock } from '../ports/clock.ts';
import type { RateLimitPolicy } from '../ports/rate-limit.ts';
import type { Stores } from '../ports/stores.ts';

/** Takes one from a bucket; the whole seconds until there is one again where it is empty, else 0. */
export const takeOne = async (
  key: string,
  { name, burst, intervalSeconds }: RateLimitPolicy,
  { stores, clock }: { readonly stores: Pick<Stores, 'commit' | 'rateLimits'>; readonly clock: Clock },
): Promise<number> => {
  const nowMs = clock.nowMs();
  const intervalMs = intervalSeconds * 1000;
  const bucket = `${name}:${key}`;
  if (await stores.commit({ guard: { kind: 'rate_limit.take', key: bucket, burst, intervalMs, nowMs }, changes: [] }))
    return 0;
  const arrivalMs = (await stores.rateLimits.arrivalMs(bucket)) ?? nowMs;
  return Math.max(1, Math.ceil((arrivalMs - (burst - 1) * intervalMs - nowMs) / 1000));
};
