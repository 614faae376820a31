import { Refusal } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';

/** The refusal for a client that is registered with a rate and exceeds it; counted on the primary, over all processes. */
export const clientRateRefusal = async (
  id: string,
  requestsPerMinute: number,
  { stores, clock }: Pick<EngineOptions, 'stores' | 'clock'>,
): Promise<Refusal | undefined> => {
  const nowMs = clock.nowMs();
  const key = `client_rate:${id}`;
  const intervalMs = 60_000 / requestsPerMinute;
  const guard = { kind: 'rate_limit.take', key, burst: requestsPerMinute, intervalMs, nowMs } as const;
  if (await stores.commit({ guard, changes: [] })) return undefined;
  const arrivalMs = (await stores.rateLimits.arrivalMs(key)) ?? nowMs;
  const waitMs = arrivalMs - (requestsPerMinute - 1) * intervalMs - nowMs;
  return new Refusal('server.client_rate', {
    detail: { client: id },
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  });
};
