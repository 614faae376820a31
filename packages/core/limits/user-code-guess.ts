import { Refusal } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { RateLimitPolicy } from '../ports/rate-limit.ts';
import type { Caller } from '../ports/request.ts';
import { takeFrom } from './bucket.ts';

type Dependencies = Pick<EngineOptions, 'stores' | 'clock' | 'limits'>;

/** A user code that was typed, counted before it is looked up, so that parallel guesses cannot pass the limit. */
export interface Guess {
  /** It was a code that waits: it does not count. */
  right(): Promise<void>;
}

/**
 * Counts a user code that somebody typed, for their network and for everybody together: however many addresses guess, they
 * have so many guesses in a time (RFC 8628 §5.1).
 */
export const beginGuess = async ({ network }: Caller, dependencies: Dependencies): Promise<Guess | Refusal> => {
  const { userCodes, allUserCodes } = dependencies.limits;
  const buckets: readonly (readonly [RateLimitPolicy, string])[] = [
    [userCodes, `${userCodes.name}:${network}`],
    [allUserCodes, allUserCodes.name],
  ];
  const taken: (readonly [RateLimitPolicy, string])[] = [];
  const giveBack = async (): Promise<void> => {
    await dependencies.stores.commit({
      changes: taken.map(
        ([policy, key]) => ({ kind: 'rate_limit.give', key, intervalMs: policy.intervalSeconds * 1000 }) as const,
      ),
    });
  };
  for (const [policy, key] of buckets) {
    const retryAfterSeconds = await takeFrom(policy, key, dependencies);
    if (retryAfterSeconds > 0) {
      await giveBack();
      return new Refusal('device.guesses', { detail: { limit: policy.name }, retryAfterSeconds });
    }
    taken.push([policy, key]);
  }
  return { right: giveBack };
};
