import type { EpochSeconds } from './clock.ts';
import type { OutboxDeskGuard } from './outbox-unit.ts';

/**
 * Something that must reach the outside though the process may die: a mail, a logout token for an application. Written in the
 * unit that causes it, delivered at least once, kept until it was or until it is of no use any more.
 */
export interface OutboxMessage {
  /** 22 characters whose order is time. */
  readonly id: string;
  /** Who delivers it: the kind of a `Deliverer`. */
  readonly kind: string;
  /** What it is about, for operators: what a mail is for, or the client that is told. Never with a secret or an address. */
  readonly about?: string | undefined;
  /** JSON, sealed with the master key: it may hold one-time links. Empty once nobody will deliver it. */
  readonly payload: string;
  readonly createdAt: EpochSeconds;
  /** When it is tried next; while somebody tries it, the end of their lease. Absent for a dead one: nobody tries it again. */
  readonly dueAt?: EpochSeconds | undefined;
  /** Attempts that were begun. */
  readonly attempts: number;
  /** Who holds it, or held it last. */
  readonly lease?: string | undefined;
  /** Why the last attempt failed; never with a secret in it. */
  readonly lastError?: string | undefined;
  /** It is of no use after this: an attempt that comes later buries it instead. */
  readonly expiresAt: EpochSeconds;
  /** The row is removed then; until then operators can see what became of a dead one. */
  readonly removeAt: EpochSeconds;
}

/** Proof that a process holds a message: the text that it claimed it with. */
interface Held {
  readonly id: string;
  readonly lease: string;
}

/** Guards of the outbox. Of two processes that claim a message, one is held; whoever lost its lease changes nothing. */
export type OutboxGuard =
  | OutboxDeskGuard
  /** The message is due at `at`; nobody else can claim it before `leaseEndsAt`. Counts an attempt. */
  | (Held & { readonly kind: 'outbox.claim'; readonly at: EpochSeconds; readonly leaseEndsAt: EpochSeconds })
  /** Still held: it was delivered, and is removed. */
  | (Held & { readonly kind: 'outbox.done' })
  /** Still held: it is due again at `dueAt`. */
  | (Held & { readonly kind: 'outbox.retry'; readonly dueAt: EpochSeconds; readonly error: string })
  /** Still held: it is dead. Its payload is forgotten. */
  | (Held & { readonly kind: 'outbox.bury'; readonly error: string });

export type OutboxChange = { readonly kind: 'outbox.insert'; readonly message: OutboxMessage };

export interface OutboxDepth {
  /** Not delivered yet. */
  readonly waiting: number;
  /** Given up, and not removed yet. */
  readonly dead: number;
}

/** Deliveries of one kind that do not go well. */
export interface OutboxTrouble {
  readonly kind: string;
  /** Given up, and not removed yet. */
  readonly dead: number;
  /** Failed more than once, and tried again. */
  readonly late: number;
}

export interface OutboxFilter {
  readonly limit: number;
  /** Those before this id; the newest when absent. */
  readonly before?: string | undefined;
  readonly kind?: string | undefined;
  /** Dead ones, or those that are not. */
  readonly state?: 'waiting' | 'dead' | undefined;
}

export interface OutboxStore {
  find(id: string): Promise<OutboxMessage | undefined>;
  /** Newest first. */
  list(filter: OutboxFilter): Promise<readonly OutboxMessage[]>;
  /** Messages of these kinds that are due, the longest due first. */
  listDue(filter: {
    readonly at: EpochSeconds;
    readonly kinds: readonly string[];
    readonly limit: number;
  }): Promise<readonly OutboxMessage[]>;
  depth(): Promise<OutboxDepth>;
  /** The kinds of which something is dead or late, in the order of their letters. */
  listTroubles(): Promise<readonly OutboxTrouble[]>;
}
