import { Refusal, type RefusalCode } from '@cardea/protocol';
import type { Clock } from '../ports/clock.ts';
import type { RateLimitPolicy } from '../ports/rate-limit.ts';

const MAX_REMEMBERED = 10_000;

/**
 * Counts what comes in by network, in the memory of this process: a flood costs neither a write nor a read. One that fills the
 * memory with networks pushes out the oldest, and bounds nobody else.
 */
export class ArrivalLimiter {
  readonly #arrivalsMs = new Map<string, number>();
  readonly #clock: Clock;
  readonly #policy: RateLimitPolicy | undefined;

  /** Without a policy there is no limit. */
  constructor(clock: Clock, policy: RateLimitPolicy | undefined) {
    this.#clock = clock;
    this.#policy = policy;
  }

  /** Takes one for this network; the refusal where it has none left. */
  take(network: string, code: RefusalCode): Refusal | undefined {
    if (this.#policy === undefined) return undefined;
    const { burst, intervalSeconds } = this.#policy;
    const intervalMs = intervalSeconds * 1000;
    const nowMs = this.#clock.nowMs();
    const arrivalMs = Math.max(this.#arrivalsMs.get(network) ?? nowMs, nowMs) + intervalMs;
    const waitMs = arrivalMs - nowMs - burst * intervalMs;
    if (waitMs > 0) return new Refusal(code, { retryAfterSeconds: Math.ceil(waitMs / 1000) });
    this.#remember(network, arrivalMs);
    return undefined;
  }

  #remember(network: string, arrivalMs: number): void {
    this.#arrivalsMs.delete(network);
    this.#arrivalsMs.set(network, arrivalMs);
    const [oldest] = this.#arrivalsMs.size > MAX_REMEMBERED ? this.#arrivalsMs.keys() : [];
    if (oldest !== undefined) this.#arrivalsMs.delete(oldest);
  }
}
