import type { EpochSeconds } from './clock.ts';

/** What must still be so when something is given out that spends nothing. */
export interface Standing {
  readonly at: EpochSeconds;
  /** Enabled, and still of this version. */
  readonly client: { readonly id: string; readonly version: number };
  /** Active, where it is about a person. */
  readonly accountIds: readonly string[];
  /** Not revoked and not past their end. */
  readonly authorizationIds: readonly string[];
  /** Access tokens that are live. */
  readonly tokenIds: readonly string[];
  /** Other issuers that are trusted still, and unchanged. */
  readonly trusted?: readonly { readonly issuer: string; readonly version: number }[] | undefined;
}

/** Guards of exchanges (RFC 8693). */
export type ExchangeGuard = Standing & {
  /** Everything it names stands; nothing is written. */
  readonly kind: 'exchange.standing';
};
