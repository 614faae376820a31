import type { AccessToken } from './access-token.ts';
import type { AppPasswordChange, AppPasswordGuard } from './app-password-unit.ts';
import type { AuditEntry } from './audit.ts';
import type { AuditGuard } from './audit-seal.ts';
import type { BrandingGuard } from './branding.ts';
import type { Client } from './client.ts';
import type { EpochSeconds } from './clock.ts';
import type { DeviceChange, DeviceGuard } from './device-unit.ts';
import type { EmailCodeChange, EmailCodeGuard } from './email-code.ts';
import type { ExchangeGuard } from './exchange-unit.ts';
import type { FactorChange, FactorGuard } from './factor-unit.ts';
import type { IdempotencyChange, IdempotencyGuard } from './idempotency.ts';
import type { KeptRefusalChange } from './kept-refusal.ts';
import type { OneTimeLinkChange, OneTimeLinkGuard } from './one-time-link.ts';
import type { OutboxChange, OutboxGuard } from './outbox.ts';
import type { PasswordGuard } from './password-unit.ts';
import type { PeopleChange, PeopleGuard } from './people-unit.ts';
import type { RegistrationChange, RegistrationGuard } from './registration-unit.ts';
import type { RequestChange, RequestGuard } from './request-unit.ts';
import type { Resource } from './resource.ts';
import type { Scope } from './scope.ts';
import type { SessionClientChange, SessionClientGuard } from './session-client.ts';
import type { SetUpGuard } from './set-up-unit.ts';
import type { SigningKey } from './signing-key.ts';
import type { StatChange } from './stat.ts';
import type { StoredSettingGuard } from './stored-setting.ts';
import type { TokenLimitChange } from './token-limit-unit.ts';

import type { TrustedIssuerGuard } from './trusted-issuer-unit.ts';
import type { UpstreamChange, UpstreamGuard } from './upstream-unit.ts';

/**
 * The one statement that decides whether a unit takes effect: a conditional write, or a condition on the primary.
 * Of two units that race for the same thing, exactly one is held (design D5).
 */
export type Guard =
  | PeopleGuard
  | UpstreamGuard
  | FactorGuard
  | OutboxGuard
  | StoredSettingGuard
  | OneTimeLinkGuard
  | SetUpGuard
  | EmailCodeGuard
  | SessionClientGuard
  | DeviceGuard
  | ExchangeGuard
  | TrustedIssuerGuard
  | RegistrationGuard
  | RequestGuard
  | AuditGuard
  | AppPasswordGuard
  | IdempotencyGuard
  | PasswordGuard
  | BrandingGuard
  /** The client is enabled and still has this version. */
  | { readonly kind: 'client.unchanged'; readonly id: string; readonly version: number }
  /** No client has this id, and nothing is left of what people allowed to a former one; inserts it. */
  | { readonly kind: 'client.insert'; readonly client: Client }
  /** The client has `client.version - 1`; replaces it. */
  | { readonly kind: 'client.replace'; readonly client: Client }
  /** The client exists, and is the resource server of no resource; removes it. */
  | { readonly kind: 'client.delete'; readonly id: string }
  | { readonly kind: 'resource.insert'; readonly resource: Resource }
  | { readonly kind: 'resource.replace'; readonly resource: Resource }
  /** The resource exists, and no client may get tokens for it; removes it. */
  | { readonly kind: 'resource.delete'; readonly uri: string }
  | { readonly kind: 'scope.insert'; readonly scope: Scope }
  | { readonly kind: 'scope.replace'; readonly scope: Scope }
  /** The scope exists, and no client and no resource names it; removes it. */
  | { readonly kind: 'scope.delete'; readonly name: string }
  /** The token exists and is not revoked; revokes it. */
  | { readonly kind: 'access_token.revoke'; readonly id: string; readonly at: EpochSeconds }
  /** This `jti` of this issuer was not seen before; remembers it until `expiresAt` (RFC 7523 §3). */
  | {
      readonly kind: 'assertion.claim';
      readonly issuer: string;
      readonly jti: string;
      readonly expiresAt: EpochSeconds;
    }
  /**
   * The youngest key of `key.algorithm` is `after` (undefined: there is none); inserts `key` as its successor.
   * Two processes that rotate at once make one key.
   */
  | { readonly kind: 'signing_key.insert'; readonly key: SigningKey; readonly after: string | undefined }
  | { readonly kind: 'signing_key.revoke'; readonly id: string; readonly at: EpochSeconds }
  /** The bucket has room at `nowMs`; takes one. See `RateLimitPolicy`. */
  | {
      readonly kind: 'rate_limit.take';
      readonly key: string;
      readonly burst: number;
      readonly intervalMs: number;
      readonly nowMs: number;
    };

/** What else a unit writes once its guard held. None of them can fail for a reason of its own. */
export type Change =
  | PeopleChange
  | UpstreamChange
  | FactorChange
  | OutboxChange
  | KeptRefusalChange
  | StatChange
  | OneTimeLinkChange
  | EmailCodeChange
  | SessionClientChange
  | DeviceChange
  | RegistrationChange
  | RequestChange
  | TokenLimitChange
  | AppPasswordChange
  | IdempotencyChange
  | { readonly kind: 'access_token.insert'; readonly token: AccessToken }
  /** Revokes the oldest live tokens of the client until `keep` are left. */
  | {
      readonly kind: 'access_tokens.evict';
      readonly clientId: string;
      readonly keep: number;
      readonly at: EpochSeconds;
    }
  /** Revokes all live tokens, of one client where it is named. */
  | { readonly kind: 'access_tokens.revoke'; readonly clientId?: string | undefined; readonly at: EpochSeconds }
  /** Inserts a scope that may exist already; an existing one stays as it is. */
  | { readonly kind: 'scope.ensure'; readonly scope: Scope }
  /** Sets `removeAt` of a key that has none. */
  | { readonly kind: 'signing_key.remove_at'; readonly id: string; readonly removeAt: EpochSeconds }
  /** Gives one back to a bucket that was taken from, never past its full size. */
  | { readonly kind: 'rate_limit.give'; readonly key: string; readonly intervalMs: number }
  | { readonly kind: 'audit.append'; readonly entry: AuditEntry };

/** Writes that take effect together, or not at all. Without a guard they always take effect. */
export interface Unit {
  readonly guard?: Guard;
  readonly changes: readonly Change[];
}

export interface UnitOfWork {
  /**
   * Resolves after the commit on the primary: true where the guard held and everything is durable, false where it did not
   * and nothing was written. Rejects with `DatabaseUnavailable` where the answer did not come within the deadline
   * (the unit may or may not have been written). A unit never fails its neighbours.
   */
  commit(unit: Unit): Promise<boolean>;
}
