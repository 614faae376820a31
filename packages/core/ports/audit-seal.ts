import type { EpochSeconds } from './clock.ts';

/**
 * A link of the chain over the audit: it vouches for the entries after the seal before it, up to its own sequence. Whoever
 * changes or removes one of them cannot make the hash again without the master key.
 */
export interface AuditSeal {
  /** The last entry it covers. */
  readonly to: number;
  /** The first entry it covers. */
  readonly from: number;
  /** HMAC-SHA-256 of the hash before and of the entries, base64url. */
  readonly hash: string;
  readonly at: EpochSeconds;
  /** When its first and its last entry were made. */
  readonly fromAt: EpochSeconds;
  readonly toAt: EpochSeconds;
}

/** Guards of the chain. */
export type AuditGuard =
  /** The newest seal is the one named, or there is none where none is named; inserts the next. */
  { readonly kind: 'audit.seal'; readonly seal: AuditSeal; readonly after: number | undefined };
