import { Refusal } from '@cardea/protocol';
import type { EngineLimits } from '../engine-options.ts';
import type { Clock } from '../ports/clock.ts';
import type { RateLimitPolicy } from '../ports/rate-limit.ts';
import type { Caller } from '../ports/request.ts';
import type { Stores } from '../ports/stores.ts';

const MAX_REMEMBERED = 10_000;

interface Bucket {
  readonly key: string;
  readonly policy: RateLimitPolicy;
}

interface Dependencies {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly limits: EngineLimits;
}

/**
 * Counts failures by network, and by client and network. Only failures are counted and only failures are refused: a caller
 * behind the same address with the right credential is never locked out, nor is a client by a stranger elsewhere.
 * The buckets lie in the database; full ones are remembered here so that a flood costs no write.
 */
export class FailureLimiter {
  readonly #full = new Map<string, number>();
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** The refusal for a caller that is known to be over its limit: asked before work that costs much. */
  refusal(caller: Caller, clientId?: string): Refusal | undefined {
    const waits = this.#buckets(caller, clientId).map(({ key }) => this.#remainingMs(key));
    return this.#limited(Math.max(0, ...waits));
  }

  /** Counts a failure; the refusal where the caller has used up its attempts. */
  async count(caller: Caller, clientId?: string): Promise<Refusal | undefined> {
    const known = this.refusal(caller, clientId);
    if (known) return known;
    const waits = await Promise.all(this.#buckets(caller, clientId).map((bucket) => this.#take(bucket)));
    return this.#limited(Math.max(0, ...waits));
  }

  #buckets(caller: Caller, clientId: string | undefined): readonly Bucket[] {
    const { badCredentials, badClientCredentials } = this.#dependencies.limits;
    const network = { key: `${badCredentials.name}:${caller.network}`, policy: badCredentials };
    // No client has such an id: it is a secret or a token that was put in the wrong place, and is not to be stored.
    if (clientId === undefined || clientId.startsWith('cda_')) return [network];
    const key = `${badClientCredentials.name}:${clientId.slice(0, 128)}@${caller.network}`;
    return [network, { key, policy: badClientCredentials }];
  }

  /** Takes one from the bucket; milliseconds until the next, 0 where there was one. */
  async #take({ key, policy }: Bucket): Promise<number> {
    const { stores, clock } = this.#dependencies;
    const nowMs = clock.nowMs();
    const intervalMs = policy.intervalSeconds * 1000;
    const held = await stores.commit({
      guard: { kind: 'rate_limit.take', key, burst: policy.burst, intervalMs, nowMs },
      changes: [],
    });
    if (held) return 0;
    const arrivalMs = (await stores.rateLimits.arrivalMs(key)) ?? nowMs;
    const freeAtMs = arrivalMs - (policy.burst - 1) * intervalMs;
    if (this.#full.size >= MAX_REMEMBERED) this.#full.clear();
    this.#full.set(key, freeAtMs);
    return Math.max(1, freeAtMs - nowMs);
  }

  #remainingMs(key: string): number {
    const freeAtMs = this.#full.get(key);
    if (freeAtMs === undefined) return 0;
    const remaining = freeAtMs - this.#dependencies.clock.nowMs();
    if (remaining <= 0) this.#full.delete(key);
    return remaining;
  }

  #limited(waitMs: number): Refusal | undefined {
    if (waitMs <= 0) return undefined;
    return new Refusal('server.rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
  }
}
