import { DatabaseUnavailable } from '@cardea/core';
import { DEADLINE_MS } from '../executor.ts';
import type { Health } from '../health.ts';

const FAILURES_TO_OPEN = 3;
const PAUSE_MS = 500;

/**
 * Turns requests away at once while the server does not answer, except one at a time that finds out whether it does again:
 * a dead server costs neither time nor sockets, and is found alive soon.
 */
export class Breaker {
  readonly #health: Health;
  #failures = 0;
  #nextTrialMs = 0;

  constructor(health: Health) {
    this.#health = health;
  }

  /** Why a request is not even tried; undefined where it is. */
  refusal(): DatabaseUnavailable | undefined {
    if (this.#failures < FAILURES_TO_OPEN) return undefined;
    const nowMs = performance.now();
    if (nowMs < this.#nextTrialMs) return new DatabaseUnavailable('the database server does not answer');
    // Nobody else before this one has failed.
    this.#nextTrialMs = nowMs + DEADLINE_MS + PAUSE_MS;
    return undefined;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#health.succeeded();
  }

  failed(reason: string): void {
    this.#failures++;
    this.#nextTrialMs = performance.now() + PAUSE_MS;
    this.#health.failed(reason);
  }
}
