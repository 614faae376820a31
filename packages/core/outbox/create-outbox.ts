import { seconds } from '../ports/clock.ts';
import { claimMessage, type DeliveryDependencies, deliverMessage, type OutboxObserver } from './deliver-message.ts';
import type { Deliverer } from './deliverer.ts';

const ATTEMPT_LIMIT_MS = 30_000;
const MAX_AT_ONCE = 8;

export interface OutboxOptions extends Omit<DeliveryDependencies, 'attemptLimitMs' | 'observer'> {
  readonly deliverers: readonly Deliverer[];
  readonly observer: OutboxObserver;
  /** Attempts under way at once, 8 unless told. */
  readonly maxAtOnce?: number;
  readonly attemptLimitMs?: number;
}

/** Delivers what is due, a bounded number at once. Any number of processes may do so on one database. */
export interface Outbox {
  /**
   * Begins an attempt for everything that is due and has room, and goes on with what is due as attempts end. Resolves once
   * nothing more can be begun now; never rejects.
   */
  deliverDue(): Promise<void>;
  /** Begins nothing more, aborts what is under way, and resolves when that is written down. */
  stop(): Promise<void>;
}

export const createOutbox = (options: OutboxOptions): Outbox => {
  const { stores, clock, observer, deliverers, maxAtOnce = MAX_AT_ONCE, attemptLimitMs = ATTEMPT_LIMIT_MS } = options;
  const byKind = new Map(deliverers.map((deliverer) => [deliverer.kind, deliverer]));
  const kinds = [...byKind.keys()];
  const dependencies: DeliveryDependencies = { ...options, attemptLimitMs };
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let lookAgain = false;

  const begin = (attempt: () => Promise<void>): void => {
    const running = attempt()
      .catch((error: unknown) => observer.failed(error))
      .finally(() => {
        underWay.delete(running);
        void deliverDue();
      });
    underWay.add(running);
  };

  const look = async (): Promise<void> => {
    const room = maxAtOnce - underWay.size;
    if (room <= 0 || kinds.length === 0) return;
    for (const due of await stores.outbox.listDue({ at: seconds(clock), kinds, limit: room })) {
      const deliverer = byKind.get(due.kind);
      const message = stopping.signal.aborted ? undefined : await claimMessage(due, dependencies);
      if (deliverer === undefined || message?.lease === undefined) continue;
      const held = { ...message, lease: message.lease };
      begin(() => deliverMessage(held, deliverer, { dependencies, stopped: stopping.signal }));
    }
  };

  /** One look at a time; whoever asks meanwhile gets another after it. */
  const lookUntilDone = async (): Promise<void> => {
    do {
      lookAgain = false;
      await look().catch((error: unknown) => observer.failed(error));
    } while (lookAgain && !stopping.signal.aborted);
    looking = undefined;
  };

  const deliverDue = (): Promise<void> => {
    if (stopping.signal.aborted) return Promise.resolve();
    lookAgain = true;
    looking ??= lookUntilDone();
    return looking;
  };

  return {
    deliverDue,
    async stop() {
      stopping.abort();
      await looking;
      await Promise.all(underWay);
    },
  };
};
