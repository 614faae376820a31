import type { ResponseType } from '@cardea/protocol';
import type { EpochSeconds } from './clock.ts';
import type { IdentityAudience } from './identity-audience.ts';

export type ClientAuthMethod =
  | 'client_secret_basic'
  | 'client_secret_post'
  | 'client_secret_jwt'
  | 'private_key_jwt'
  | 'none';

/**
 * How a client secret is kept.
 * `sha256`: a generated 256-bit secret, SHA-256 of its verifier (base64url). `argon2id`: a chosen or imported one (PHC string).
 * `sealed`: encrypted with the master key, for `client_secret_jwt`, where the server must know the secret to check a MAC.
 */
export type SecretHash =
  | { readonly kind: 'sha256'; readonly digest: string }
  | { readonly kind: 'argon2id'; readonly phc: string }
  | { readonly kind: 'sealed'; readonly box: string };

/** A live secret. A client has at most two, so that it can be rotated without an outage. */
export interface ClientSecret {
  /** The selector of the secret's handle, or a random id for a chosen secret. */
  readonly id: string;
  readonly hash: SecretHash;
  readonly createdAt: EpochSeconds;
  readonly expiresAt?: EpochSeconds | undefined;
}

/** A public JSON Web Key (RFC 7517): never with private members. */
export type PublicJwk = Readonly<Record<string, unknown>> & { readonly kty: string };

/** Whether one proof of who a person is will do. Somebody who has a second factor is asked for it either way. */
export type FactorPolicy = 'one_factor' | 'two_factors';

/** A registered client (RFC 6749 §2, RFC 7591 §2). */
export interface Client {
  readonly id: string;
  readonly name: string;
  /**
   * Begins with the milliseconds of its registration and grows by one with each change: no two states of one id share it.
   * The guard against lost updates and stale copies.
   */
  readonly version: number;
  readonly enabled: boolean;
  readonly authMethod: ClientAuthMethod;
  readonly secrets: readonly ClientSecret[];
  readonly jwks?: readonly PublicJwk[] | undefined;
  readonly jwksUri?: string | undefined;
  /** The only algorithm its assertions may use; any allowed one when absent. */
  readonly assertionAlgorithm?: string | undefined;
  readonly grantTypes: readonly string[];
  /** All scopes it may have, and those it gets when it asks for none. */
  readonly scopes: readonly string[];
  /** Identifiers of the resources it may get tokens for; the first is the default. Empty: only Cardea's own API. */
  readonly resources: readonly string[];
  /** Lifetime of its access tokens; the server's default when absent. */
  readonly accessTokenTtlSeconds?: number | undefined;
  /** Upper bound of a lifetime that it chooses with `expires_in`; its ordinary lifetime when absent. */
  readonly maxAccessTokenTtlSeconds?: number | undefined;
  /** How many live access tokens it may have; the oldest is evicted. Unlimited when absent. */
  readonly tokenLimit?: number | undefined;
  /** How many live access tokens, and usable refresh tokens, one person may have with it; the server's when absent. */
  readonly personTokenLimit?: number | undefined;
  readonly personRefreshLimit?: number | undefined;
  /** How many access tokens one refresh token gives in ten minutes; the server's when absent. */
  readonly refreshTokenRate?: number | undefined;
  /** Whether past these limits the oldest makes room, or the newest is refused; the server's when absent. */
  readonly pastLimits?: 'evict' | 'refuse' | undefined;
  /** Token requests a minute; unlimited when absent. */
  readonly requestsPerMinute?: number | undefined;
  /** Where its users may be sent back to, compared letter by letter (RFC 9700 §2.1). */
  readonly redirectUris: readonly string[];
  /** A native app: the port of a loopback redirect URI may differ (RFC 8252 §7.3). */
  readonly applicationType: 'web' | 'native';
  /** False only for a confidential OpenID client that was registered so (design D11). */
  readonly requirePkce: boolean;
  /** Whether people are asked: every time, once, or never (a first-party client). */
  readonly consent: 'explicit' | 'remembered' | 'implicit';
  /** How its people must sign in; as the server asks of everybody when absent. */
  readonly factors?: FactorPolicy | undefined;
  /** What it may ask the authorization endpoint for; all but `code` is legacy (design D14). */
  readonly responseTypes: readonly ResponseType[];
  /** Its authorization requests come by the endpoint for pushed ones alone (RFC 9126 §6). */
  readonly requirePushedRequests: boolean;
  /** Its authorization requests come in signed request objects alone (RFC 9101 §10.5). */
  readonly requireSignedRequestObject: boolean;
  /** The only algorithm of its request objects, `none` for unsigned ones; any allowed one when absent. */
  readonly requestObjectSigningAlgorithm?: string | undefined;
  /** Where its request objects may be fetched from (OpenID Connect Registration §2). */
  readonly requestUris: readonly string[];
  /** Whether it gets tokens that are bound to a key alone (RFC 9449 §5.2). */
  readonly dpopBoundAccessTokens?: boolean | undefined;
  readonly postLogoutRedirectUris: readonly string[];
  /** A page of the client that the browser loads when the session ends (OpenID Connect Front-Channel Logout §2). */
  readonly frontchannelLogoutUri?: string | undefined;
  /** Whether it must be told which session; it is told in any case. */
  readonly frontchannelLogoutSessionRequired?: boolean | undefined;
  /** Where the client takes logout tokens (OpenID Connect Back-Channel Logout §2.2). */
  readonly backchannelLogoutUri?: string | undefined;
  /** Whether those must name the session; they do in any case. */
  readonly backchannelLogoutSessionRequired?: boolean | undefined;
  /** Where the client begins a sign-in that it did not ask for (OpenID Connect Core §4). */
  readonly initiateLoginUri?: string | undefined;
  readonly subjectType: 'public' | 'pairwise';
  /** Groups clients that share pairwise subjects (OpenID Connect Core §8.1); the host of the redirect URIs when absent. */
  readonly sectorIdentifier?: string | undefined;
  readonly idTokenSigningAlgorithm?: string | undefined;
  /** Signed userinfo where it is set (OpenID Connect Core §5.3.2). */
  readonly userinfoSigningAlgorithm?: string | undefined;
  readonly defaultMaxAgeSeconds?: number | undefined;
  /** Idle and absolute lifetime of its refresh tokens; the server's when absent. */
  readonly refreshIdleSeconds?: number | undefined;
  readonly refreshMaxSeconds?: number | undefined;
  /** Whether a refresh token is replaced at each use; public clients always (design D2). */
  readonly rotateRefreshTokens?: boolean | undefined;
  /** Resources it may get tokens for by exchange (RFC 8693); none when absent. */
  readonly exchangeTargets?: readonly string[] | undefined;
  /** Whether it may stand in for a subject without being named as the actor (RFC 8693 §1.1). */
  readonly mayImpersonate?: boolean | undefined;
  /** Other authorization servers that it may get identity assertions for; none when absent. */
  readonly identityAudiences?: readonly IdentityAudience[] | undefined;
  /** The only client that may act for the subjects of its tokens (RFC 8693 §4.4); any that may exchange them when absent. */
  readonly mayAct?: string | undefined;
  readonly logoUri?: string | undefined;
  readonly clientUri?: string | undefined;
  readonly policyUri?: string | undefined;
  readonly termsUri?: string | undefined;
  /** People who answer for the client: e-mail addresses, as a rule (RFC 7591 §2). */
  readonly contacts?: readonly string[] | undefined;
  readonly softwareId?: string | undefined;
  readonly softwareVersion?: string | undefined;
  /** Names and pages in other languages, by their names on the wire: `client_name#fr` (RFC 7591 §2.2). */
  readonly localized?: Readonly<Record<string, string>> | undefined;
  /** It relies on `auth_time` in each ID token; they all have it. */
  readonly requireAuthTime?: boolean | undefined;
  /** What it asks for where a request has no `acr_values`. */
  readonly defaultAcrValues?: readonly string[] | undefined;
  readonly createdAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
  /**
   * Who says what is known of it: an operator; the client itself, at the registration endpoint; or the document that its id
   * is the address of. Nobody has checked what the latter two say.
   */
  readonly provenance: 'operator' | 'dynamic' | 'document';
  /** SHA-256 of the verifier of its registration access token, base64url (RFC 7592 §3). */
  readonly registrationAccessHash?: string | undefined;
  /** The statement it was registered with, as it came (RFC 7591 §2.3). */
  readonly softwareStatement?: string | undefined;
  /** Where its sector is published (OpenID Connect Core §8.1). */
  readonly sectorIdentifierUri?: string | undefined;
  /** When something changed last by which people judge it: what they agreed to before does not count any more. */
  readonly identityChangedAt?: EpochSeconds | undefined;
  /** Its document is fetched again from then on. */
  readonly documentFreshUntil?: EpochSeconds | undefined;
  /** A client that nobody vouches for: when it got something last, to the day. */
  readonly lastUsedAt?: EpochSeconds | undefined;
}

export interface ClientStore {
  /**
   * The client, possibly from a cache. A copy is at most 5 seconds old (design D4) and never older than a change
   * acknowledged by this process. Decisions that write name the client's version in their guard.
   */
  find(id: string): Promise<Client | undefined>;
  /** The client as the primary has it now. */
  findFresh(id: string): Promise<Client | undefined>;
  /** Clients in the order of their creation, after the one named. */
  list(page: Page): Promise<readonly Client[]>;
  /** Clients that the guard `client.expire` would remove. */
  listUnused(filter: Unused): Promise<readonly Client[]>;
}

export interface Unused {
  readonly before: EpochSeconds;
  readonly at: EpochSeconds;
  readonly limit: number;
}

export interface Page {
  readonly limit: number;
  /** The id of the last row of the page before. */
  readonly after?: string | undefined;
}
