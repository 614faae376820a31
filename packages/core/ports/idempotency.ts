import type { EpochSeconds } from './clock.ts';

/** A call whose caller may send it again without its being done again. */
export interface IdempotentCall {
  /** A digest of who calls, of what is called and of the key: nobody learns the key from it. */
  readonly id: string;
  /** A keyed digest of what was asked for. */
  readonly fingerprint: string;
  /** Whoever answers it now is done or gone by then. */
  readonly leaseEndsAt: EpochSeconds;
  /** When it took effect; written in the unit that it is. */
  readonly doneAt?: EpochSeconds | undefined;
  /** What was answered, sealed with the master key: it may hold a secret. */
  readonly answer?: string | undefined;
  readonly removeAt: EpochSeconds;
}

export type IdempotencyGuard =
  /**
   * Nobody has the call; or it did not take effect, and whoever had it is gone at `at`. Of two that claim it, one is held.
   */
  { readonly kind: 'idempotent_call.claim'; readonly call: IdempotentCall; readonly at: EpochSeconds };

export type IdempotencyChange =
  | { readonly kind: 'idempotent_call.done'; readonly id: string; readonly at: EpochSeconds }
  | { readonly kind: 'idempotent_call.answer'; readonly id: string; readonly answer: string }
  /** Forgets a call that did not take effect. */
  | { readonly kind: 'idempotent_call.forget'; readonly id: string };

export interface IdempotencyStore {
  /** The call as the primary has it now. */
  find(id: string): Promise<IdempotentCall | undefined>;
}
