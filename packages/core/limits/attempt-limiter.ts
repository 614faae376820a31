import { Refusal } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { Caller } from '../ports/request.ts';

/** An attempt that was counted before it was made, so that parallel ones cannot pass the limit. */
export interface Attempt {
  /** It succeeded: it does not count. */
  succeeded(): Promise<void>;
}

/**
 * Counts an attempt to sign in as somebody, by network and by account and network: whoever guesses is slowed down, and
 * nobody can lock a person out from somewhere else. The refusal where there is no attempt left.
 */
export const beginAttempt = async (
  { network }: Caller,
  loginKey: string,
  { stores, clock, limits }: Pick<EngineOptions, 'stores' | 'clock' | 'limits'>,
): Promise<Attempt | Refusal> => {
  const { name, burst, intervalSeconds } = limits.login;
  const intervalMs = intervalSeconds * 1000;
  const taken: string[] = [];
  const giveBack = async (): Promise<void> => {
    await stores.commit({ changes: taken.map((key) => ({ kind: 'rate_limit.give', key, intervalMs }) as const) });
  };
  for (const key of [`${name}:${network}`, `${name}:${loginKey}@${network}`]) {
    const nowMs = clock.nowMs();
    if (await stores.commit({ guard: { kind: 'rate_limit.take', key, burst, intervalMs, nowMs }, changes: [] })) {
      taken.push(key);
      continue;
    }
    const arrivalMs = (await stores.rateLimits.arrivalMs(key)) ?? nowMs;
    if (taken.length > 0) await giveBack();
    const waitMs = arrivalMs - (burst - 1) * intervalMs - nowMs;
    return new Refusal('login.too_many', { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
  }
  return { succeeded: giveBack };
};
