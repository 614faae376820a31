import type { EpochSeconds } from '../../ports/clock.ts';

/** What somebody should look at. */
export interface Matter {
  readonly kind:
    | 'secret_ends'
    | 'key_comes'
    | 'key_overdue'
    | 'deliveries_given_up'
    | 'deliveries_late'
    | 'audit_unsealed'
    | 'requests_failed';
  /** `notice` can wait, `warning` should not, `danger` is broken now. */
  readonly severity: 'notice' | 'warning' | 'danger';
  /** What it is about: the id of a client or a key, the kind of a delivery. */
  readonly subject: string;
  /** What is so, for people. Never a secret. */
  readonly text: string;
  readonly mend: string;
  /** When it happens or since when it is so, where that is known. */
  readonly at?: EpochSeconds | undefined;
}
