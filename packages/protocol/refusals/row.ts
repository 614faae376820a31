import type { OAuthError } from './oauth-error.ts';

/** One way in which a request is refused. `description` goes on the wire; `mend` is for the operator alone. */
export interface RefusalRow {
  readonly error: OAuthError;
  /** HTTP status where it differs from the usual one of `error`. */
  readonly status?: number;
  /** Public text: ASCII without `"` and `\` (RFC 6749 §5.2). Rows that must look alike share it word for word. */
  readonly description: string;
  /** The rule that failed. */
  readonly section: string;
  /** What the operator can do about it. */
  readonly mend: string;
}

export const rows = <const T extends Readonly<Record<string, RefusalRow>>>(table: T): T => table;
