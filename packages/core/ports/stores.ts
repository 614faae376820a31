import type { AccessTokenStore } from './access-token.ts';
import type { AccountStore } from './account.ts';
import type { AppPasswordStore } from './app-password.ts';
import type { AuditStore } from './audit.ts';
import type { AuthorizationStore } from './authorization.ts';
import type { AuthorizationCodeStore } from './authorization-code.ts';
import type { AuthorizationSessionStore } from './authorization-session.ts';
import type { BrandingStore } from './branding.ts';
import type { BrowserSessionStore } from './browser-session.ts';
import type { ClientStore } from './client.ts';
import type { EpochSeconds } from './clock.ts';
import type { ConsentStore } from './consent.ts';
import type { DeviceCodeStore } from './device-code.ts';
import type { EmailCodeStore } from './email-code.ts';
import type { FactorStore } from './factor.ts';
import type { IdempotencyStore } from './idempotency.ts';
import type { IdentityLinkStore } from './identity-link.ts';
import type { IdentityProviderStore } from './identity-provider.ts';
import type { InitialAccessTokenStore } from './initial-access-token.ts';
import type { KeptRefusalStore } from './kept-refusal.ts';
import type { ListingStore } from './listing.ts';
import type { OneTimeLinkStore } from './one-time-link.ts';
import type { OutboxStore } from './outbox.ts';
import type { PushedRequestStore } from './pushed-request.ts';
import type { ResourceStore } from './resource.ts';
import type { ScopeStore } from './scope.ts';
import type { SessionClientStore } from './session-client.ts';
import type { SigningKeyStore } from './signing-key.ts';
import type { StatStore } from './stat.ts';
import type { StoredSettingStore } from './stored-setting.ts';
import type { TrustedIssuerStore } from './trusted-issuer.ts';
import type { UnitOfWork } from './unit.ts';
import type { UpstreamAttemptStore } from './upstream-attempt.ts';

/** Which rows are no longer needed. */
export interface Removal {
  readonly now: EpochSeconds;
  readonly limit: number;
  /** Audit entries of before are removed too, oldest first; all are kept where it is absent. */
  readonly auditBefore?: EpochSeconds | undefined;
}

/**
 * The database of one issuer. All methods reject with `DatabaseUnavailable` within the deadline of design D7.
 * Whoever commits reads its own writes: a store that caches forgets what a unit of this process changed.
 */
export interface Stores extends UnitOfWork {
  readonly clients: ClientStore;
  readonly resources: ResourceStore;
  readonly scopes: ScopeStore;
  readonly accessTokens: AccessTokenStore;
  readonly signingKeys: SigningKeyStore;
  readonly accounts: AccountStore;
  readonly browserSessions: BrowserSessionStore;
  readonly authorizationSessions: AuthorizationSessionStore;
  readonly authorizationCodes: AuthorizationCodeStore;
  readonly authorizations: AuthorizationStore;
  readonly consents: ConsentStore;
  readonly pushedRequests: PushedRequestStore;
  readonly identityProviders: IdentityProviderStore;
  readonly identityLinks: IdentityLinkStore;
  readonly upstreamAttempts: UpstreamAttemptStore;
  readonly factors: FactorStore;
  readonly outbox: OutboxStore;
  readonly keptRefusals: KeptRefusalStore;
  readonly stats: StatStore;
  readonly settings: StoredSettingStore;
  readonly oneTimeLinks: OneTimeLinkStore;
  readonly emailCodes: EmailCodeStore;
  readonly sessionClients: SessionClientStore;
  readonly deviceCodes: DeviceCodeStore;
  readonly trustedIssuers: TrustedIssuerStore;
  readonly initialAccessTokens: InitialAccessTokenStore;
  readonly appPasswords: AppPasswordStore;
  readonly listings: ListingStore;
  readonly idempotency: IdempotencyStore;
  readonly brandings: BrandingStore;
  readonly audit: AuditStore;
  /** The stored bucket: its theoretical arrival time in milliseconds, undefined for an untouched one. */
  readonly rateLimits: { arrivalMs(key: string): Promise<number | undefined> };
  /** Removes at most `limit` expired rows of any kind; returns how many. Called again while it returns `limit`. */
  removeExpired(options: Removal): Promise<number>;
  /** Resolves where the primary answers and takes writes. */
  ping(): Promise<void>;
}
