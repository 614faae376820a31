import type { EpochSeconds } from './clock.ts';

/** A refusal as it is kept for a while, for who asks why. Never with a secret in it. */
export interface KeptRefusal {
  /** 22 characters whose order is time. */
  readonly id: string;
  /** What the caller was told to ask with. */
  readonly requestId: string;
  readonly at: EpochSeconds;
  /** Name of the endpoint. */
  readonly endpoint: string;
  /** A code of the refusal tables; of those of an earlier version perhaps. */
  readonly code: string;
  /** Who was meant by the request, where that is known; not proved. */
  readonly clientId?: string | undefined;
  readonly address: string;
  /** What the caller was told, where it is not what the tables say. */
  readonly description?: string | undefined;
  /** What was registered and what was sent. */
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
  readonly removeAt: EpochSeconds;
}

/** Refusals are kept beside the requests, never in their units. */
export type KeptRefusalChange =
  | { readonly kind: 'kept_refusal.insert'; readonly refusal: KeptRefusal }
  /** Removes the oldest until `keep` are left. */
  | { readonly kind: 'kept_refusals.evict'; readonly keep: number };

export interface KeptRefusalFilter {
  readonly limit: number;
  /** Those before this id; the newest when absent. */
  readonly before?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly code?: string | undefined;
  readonly clientId?: string | undefined;
  readonly address?: string | undefined;
}

export interface KeptRefusalStore {
  /** Of one request, oldest first: rarely more than one, as callers may choose no id themselves. */
  listOfRequest(requestId: string): Promise<readonly KeptRefusal[]>;
  /** Newest first. Their number is bounded, and so is what one call looks at. */
  list(filter: KeptRefusalFilter): Promise<readonly KeptRefusal[]>;
}
