import type { EpochSeconds } from './clock.ts';

/** What an administrator does to a message. Nobody is delivering it at that instant: of them and a deliverer one is held. */
export type OutboxDeskGuard =
  /** The message waits, and nobody holds it at `at`; it is due then. */
  | { readonly kind: 'outbox.hasten'; readonly id: string; readonly at: EpochSeconds }
  /** The message is there, and nobody holds it at `at`; removes it. */
  | { readonly kind: 'outbox.drop'; readonly id: string; readonly at: EpochSeconds };
