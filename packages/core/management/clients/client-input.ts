import type { Client } from '../../ports/client.ts';

/** What Cardea keeps of a client, and what it was told when the client registered itself. */
type Kept =
  | 'id'
  | 'version'
  | 'secrets'
  | 'createdAt'
  | 'updatedAt'
  | 'provenance'
  | 'registrationAccessHash'
  | 'softwareStatement'
  | 'sectorIdentifierUri'
  | 'identityChangedAt'
  | 'documentFreshUntil'
  | 'lastUsedAt';

/** What an administrator chooses of a client; the rest is Cardea's. */
export type ClientSettings = Omit<Client, Kept>;

/** Keys come as they were given: a JWK Set, a list of JWKs or one JWK (RFC 7517). */
type Given = { readonly jwks?: unknown };

type Chosen = Omit<ClientSettings, 'name' | 'jwks'>;

/** A client to register. What is left out gets its default. */
export type NewClient = Given & {
  readonly [K in keyof Chosen]?: Chosen[K] | undefined;
} & {
  readonly name: string;
  /** A chosen id; an unguessable one is made when absent. */
  readonly id?: string | undefined;
  /** A chosen or imported secret; one is made when absent and the method has secrets. */
  readonly secret?: string | undefined;
};

type Clearable =
  | 'jwks'
  | 'jwksUri'
  | 'assertionAlgorithm'
  | 'accessTokenTtlSeconds'
  | 'maxAccessTokenTtlSeconds'
  | 'tokenLimit'
  | 'personTokenLimit'
  | 'personRefreshLimit'
  | 'refreshTokenRate'
  | 'pastLimits'
  | 'requestsPerMinute'
  | 'sectorIdentifier'
  | 'idTokenSigningAlgorithm'
  | 'userinfoSigningAlgorithm'
  | 'requestObjectSigningAlgorithm'
  | 'defaultMaxAgeSeconds'
  | 'refreshIdleSeconds'
  | 'refreshMaxSeconds'
  | 'rotateRefreshTokens'
  | 'exchangeTargets'
  | 'mayImpersonate'
  | 'identityAudiences'
  | 'mayAct'
  | 'factors'
  | 'logoUri'
  | 'clientUri'
  | 'policyUri'
  | 'termsUri'
  | 'frontchannelLogoutUri'
  | 'frontchannelLogoutSessionRequired'
  | 'backchannelLogoutUri'
  | 'backchannelLogoutSessionRequired'
  | 'initiateLoginUri'
  | 'contacts'
  | 'softwareId'
  | 'softwareVersion'
  | 'localized'
  | 'requireAuthTime'
  | 'defaultAcrValues';

/** Settings to change. What is left out stays; `null` takes an optional setting away. */
export type ClientChanges = Given & {
  readonly [K in Exclude<keyof ClientSettings, 'jwks'>]?:
    | ClientSettings[K]
    | (K extends Clearable ? null : never)
    | undefined;
} & {
  /** The version that was looked at: a change made since then is not overwritten. */
  readonly version?: number | undefined;
};
