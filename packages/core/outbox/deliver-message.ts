import type { EngineOptions } from '../engine-options.ts';
import { seconds } from '../ports/clock.ts';
import type { OutboxMessage } from '../ports/outbox.ts';
import { backoffSeconds } from './backoff.ts';
import type { Deliverer, Delivery } from './deliverer.ts';
import { payloadContext } from './post.ts';

/** Nobody else tries a message for so long: longer than any attempt may take. */
const LEASE_SECONDS = 60;
const MAX_ERROR_CHARS = 300;

/** Told of each attempt; must not throw. */
export interface OutboxObserver {
  attempted(event: {
    readonly id: string;
    readonly kind: string;
    readonly attempt: number;
    readonly outcome: 'delivered' | 'retried' | 'dead';
    readonly reason?: string;
  }): void;
  /** A deliverer rejected, or the outbox itself failed. */
  failed(error: unknown): void;
}

export interface DeliveryDependencies extends Pick<EngineOptions, 'stores' | 'clock' | 'mint' | 'sealer'> {
  readonly observer: OutboxObserver;
  /** In [0, 1). */
  readonly random: () => number;
  /** An attempt is aborted after so long; less than the lease. */
  readonly attemptLimitMs: number;
}

/** The message, held by this process; undefined where somebody else has it or it is gone. */
export const claimMessage = async (
  message: OutboxMessage,
  { stores, clock, mint }: DeliveryDependencies,
): Promise<OutboxMessage | undefined> => {
  const at = seconds(clock);
  const lease = mint.mintId(clock.nowMs());
  const leaseEndsAt = at + LEASE_SECONDS;
  const held = await stores.commit({
    guard: { kind: 'outbox.claim', id: message.id, lease, at, leaseEndsAt },
    changes: [],
  });
  return held ? { ...message, lease, dueAt: leaseEndsAt, attempts: message.attempts + 1 } : undefined;
};

const attemptOf = async (
  message: OutboxMessage,
  deliverer: Deliverer,
  { dependencies, stopped }: { readonly dependencies: DeliveryDependencies; readonly stopped: AbortSignal },
): Promise<Delivery> => {
  const { sealer, observer, attemptLimitMs } = dependencies;
  const tooLong = AbortSignal.timeout(attemptLimitMs);
  const signal = AbortSignal.any([tooLong, stopped]);
  const aborted = new Promise<Delivery>((resolve) => {
    const giveUp = (): void =>
      resolve({ outcome: 'failed', reason: tooLong.aborted ? 'took too long' : 'the server stopped' });
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    const payload: unknown = JSON.parse(sealer.open(message.payload, payloadContext(message.id)));
    const delivery = deliverer.deliver(payload, { id: message.id, attempt: message.attempts, signal });
    return await Promise.race([delivery, aborted]);
  } catch (error) {
    observer.failed(error);
    return { outcome: 'failed', reason: 'a defect: see the log' };
  }
};

/** Makes one attempt for a message that is held, and writes down what became of it. */
export const deliverMessage = async (
  message: OutboxMessage & { readonly lease: string },
  deliverer: Deliverer,
  context: { readonly dependencies: DeliveryDependencies; readonly stopped: AbortSignal },
): Promise<void> => {
  const { stores, clock, observer, random } = context.dependencies;
  const { id, lease, kind, attempts: attempt, expiresAt } = message;
  const delivery: Delivery =
    expiresAt <= seconds(clock)
      ? { outcome: 'refused', reason: `too old: ${message.lastError ?? 'was not tried in time'}` }
      : await attemptOf(message, deliverer, context);

  if (delivery.outcome === 'delivered') {
    await stores.commit({ guard: { kind: 'outbox.done', id, lease }, changes: [] });
    observer.attempted({ id, kind, attempt, outcome: 'delivered' });
    return;
  }
  const error = delivery.reason.slice(0, MAX_ERROR_CHARS);
  const dueAt = seconds(clock) + backoffSeconds(attempt, random());
  const dead = delivery.outcome === 'refused' || dueAt >= expiresAt;
  const guard = dead
    ? ({ kind: 'outbox.bury', id, lease, error } as const)
    : ({ kind: 'outbox.retry', id, lease, dueAt, error } as const);
  await stores.commit({ guard, changes: [] });
  observer.attempted({ id, kind, attempt, outcome: dead ? 'dead' : 'retried', reason: error });
};
