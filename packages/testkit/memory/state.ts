import type {
  AccessToken,
  Account,
  AppPassword,
  AuditSeal,
  Authorization,
  AuthorizationCode,
  AuthorizationSession,
  Branding,
  BrowserSession,
  Client,
  Consent,
  DeviceCode,
  EmailCode,
  IdempotentCall,
  IdentityLink,
  IdentityProvider,
  InitialAccessToken,
  KeptRefusal,
  OneTimeLink,
  OutboxMessage,
  Passkey,
  PushedRequest,
  Resource,
  Scope,
  SessionClient,
  SigningKey,
  Stat,
  StoredAuditEntry,
  StoredSetting,
  TotpFactor,
  TrustedIssuer,
  UpstreamAttempt,
} from '@cardea/core';

/** What a database would hold, in the order of creation. */
export interface State {
  readonly clients: Map<string, Client>;
  readonly resources: Map<string, Resource>;
  readonly scopes: Map<string, Scope>;
  readonly accessTokens: Map<string, AccessToken>;
  /** Expiry by issuer and `jti`. */
  readonly assertions: Map<string, number>;
  readonly signingKeys: Map<string, SigningKey>;
  readonly accounts: Map<string, Account>;
  readonly appPasswords: Map<string, AppPassword>;
  readonly browserSessions: Map<string, BrowserSession>;
  readonly authorizationSessions: Map<string, AuthorizationSession>;
  readonly authorizationCodes: Map<string, AuthorizationCode>;
  readonly authorizations: Map<string, Authorization>;
  /** By `consentKey`. */
  readonly consents: Map<string, Consent>;
  /** By account. */
  readonly totpFactors: Map<string, TotpFactor>;
  readonly passkeys: Map<string, Passkey>;
  /** The account of each, by `recoveryKey`. */
  readonly recoveryCodes: Map<string, string>;
  readonly outbox: Map<string, OutboxMessage>;
  readonly idempotentCalls: Map<string, IdempotentCall>;
  readonly keptRefusals: Map<string, KeptRefusal>;
  /** By `statKey`. */
  readonly stats: Map<string, Stat>;
  readonly settings: Map<string, StoredSetting>;
  readonly oneTimeLinks: Map<string, OneTimeLink>;
  readonly emailCodes: Map<string, EmailCode>;
  readonly identityProviders: Map<string, IdentityProvider>;
  /** By `linkKey`. */
  readonly identityLinks: Map<string, IdentityLink>;
  readonly upstreamAttempts: Map<string, UpstreamAttempt>;
  /** By `sessionClientKey`. */
  readonly sessionClients: Map<string, SessionClient>;
  readonly deviceCodes: Map<string, DeviceCode>;
  readonly trustedIssuers: Map<string, TrustedIssuer>;
  readonly brandings: Map<string, Branding>;
  readonly initialAccessTokens: Map<string, InitialAccessToken>;
  readonly pushedRequests: Map<string, PushedRequest>;
  readonly arrivalsMs: Map<string, number>;
  readonly audit: StoredAuditEntry[];
  readonly auditSeals: AuditSeal[];
  readonly pings: number[];
}

export const emptyState = (): State => ({
  clients: new Map(),
  resources: new Map(),
  scopes: new Map(),
  accessTokens: new Map(),
  assertions: new Map(),
  signingKeys: new Map(),
  accounts: new Map(),
  appPasswords: new Map(),
  browserSessions: new Map(),
  authorizationSessions: new Map(),
  authorizationCodes: new Map(),
  authorizations: new Map(),
  consents: new Map(),
  totpFactors: new Map(),
  passkeys: new Map(),
  recoveryCodes: new Map(),
  outbox: new Map(),
  idempotentCalls: new Map(),
  keptRefusals: new Map(),
  stats: new Map(),
  settings: new Map(),
  oneTimeLinks: new Map(),
  emailCodes: new Map(),
  identityProviders: new Map(),
  identityLinks: new Map(),
  upstreamAttempts: new Map(),
  sessionClients: new Map(),
  deviceCodes: new Map(),
  trustedIssuers: new Map(),
  brandings: new Map(),
  initialAccessTokens: new Map(),
  pushedRequests: new Map(),
  arrivalsMs: new Map(),
  audit: [],
  auditSeals: [],
  pings: [],
});

export const consentKey = (accountId: string, clientId: string): string => JSON.stringify([accountId, clientId]);

export const recoveryKey = (accountId: string, codeHash: string): string => JSON.stringify([accountId, codeHash]);

export const linkKey = (providerId: string, subject: string): string => JSON.stringify([providerId, subject]);
export const sessionClientKey = (sid: string, clientId: string): string => JSON.stringify([sid, clientId]);

/** Whether `a` is older than `b`: negative; the order of ids is the order of their letters. */
export const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Removes all rows that fit. */
export const removeWhere = <T>(map: Map<string, T>, fits: (row: T) => boolean): void => {
  for (const [key, row] of map) if (fits(row)) map.delete(key);
};
