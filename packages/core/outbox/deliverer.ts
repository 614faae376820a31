/** What became of an attempt. `reason` is for the operator and holds no secret. */
export type Delivery =
  | { readonly outcome: 'delivered' }
  /** It may work later. */
  | { readonly outcome: 'failed'; readonly reason: string }
  /** It will never work. */
  | { readonly outcome: 'refused'; readonly reason: string };

export interface DeliveryAttempt {
  /** The id of the message: the same in every attempt, so that whoever receives it twice can tell. */
  readonly id: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** Aborted when the attempt has taken too long, or the server stops. */
  readonly signal: AbortSignal;
}

/**
 * Delivers the messages of one kind, at least once: whoever dies between the delivery and its record delivers again. A
 * rejection counts as `failed` and is reported as a defect.
 */
export interface Deliverer {
  readonly kind: string;
  deliver(payload: unknown, attempt: DeliveryAttempt): Promise<Delivery>;
}
