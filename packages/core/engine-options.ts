import type { AppPasswordPolicy } from './app-passwords/app-password-policy.ts';
import type { FactorPolicy, SecretHash } from './ports/client.ts';
import type { ClientLookup } from './ports/client-lookup.ts';
import type { Clock } from './ports/clock.ts';
import type { Digests, HandleMint, JwtVerifier, Sealer, SecretHasher } from './ports/crypto.ts';
import type { TotpParameters } from './ports/factor.ts';
import type { OneTimePasswords, PasskeyCeremonies } from './ports/factor-crypto.ts';
import type { KeyUse } from './ports/keyring.ts';
import type { PasswordJudge } from './ports/password-judge.ts';
import type { RateLimitPolicy } from './ports/rate-limit.ts';
import type { RemoteApi } from './ports/remote-api.ts';
import type { RemoteKeys } from './ports/remote-keys.ts';
import type { RemoteRequestObjects } from './ports/remote-request-objects.ts';
import type { SigningAlgorithm } from './ports/signing-key.ts';
import type { Stores } from './ports/stores.ts';
import type { Profile } from './profiles/profile.ts';

export interface Lifetimes {
  /** Of an access token where neither client, resource nor request says otherwise. */
  readonly accessTokenTtlSeconds: number;
  /** No access token lives longer, whatever a client is registered with. */
  readonly maxAccessTokenTtlSeconds: number;
}

export interface EngineLimits {
  /** Attempts to sign in, by network and by account and network; those that succeed are given back. */
  readonly login: RateLimitPolicy;
  /** Wrong codes of a second factor, by account and network. Whoever gets so far has the password. */
  readonly factor: RateLimitPolicy;
  /** The same by account alone: what guessers from everywhere have together. */
  readonly factorOfAccount: RateLimitPolicy;
  /** Failed client authentications and unknown tokens, by network. */
  readonly badCredentials: RateLimitPolicy;
  /** Failed authentications as one client, by client and network. */
  readonly badClientCredentials: RateLimitPolicy;
  /** Codes of devices that are typed and do not wait, by network; those that wait are given back. */
  readonly userCodes: RateLimitPolicy;
  /** The same of everybody together. */
  readonly allUserCodes: RateLimitPolicy;
  /** Device codes that are asked for, by network. */
  readonly deviceRequests: RateLimitPolicy;
  /** Authorization requests, by network; unlimited when absent. */
  readonly authorize?: RateLimitPolicy | undefined;
}

/** How much one person can have with one client; without a number there is no limit. */
export interface TokenLimits {
  /** Live access tokens. */
  readonly accessTokens: number | undefined;
  /** Refresh tokens that can still be used. */
  readonly refreshTokens: number | undefined;
  /** Access tokens that one refresh token gives within ten minutes. */
  readonly perRefreshToken: number | undefined;
  /** Whether the oldest makes room, or the newest is refused. */
  readonly past: 'evict' | 'refuse';
}

/** The URLs of one issuer; the engine builds none itself. */
export interface EndpointUrls {
  readonly token: string;
  readonly introspection: string;
  readonly revocation: string;
  readonly jwks: string;
  readonly authorization: string;
  readonly pushedRequest: string;
  readonly userinfo: string;
  readonly endSession: string;
  readonly checkSession: string;
  readonly deviceAuthorization: string;
  /** The page where people type the codes of devices. */
  readonly deviceVerification: string;
  readonly registration: string;
  /** The page that the links of mails lead to, and the one where a forgotten password is replaced. */
  readonly oneTimeLink: string;
  readonly forgotPassword: string;
  /** The page where the first owner of the server is made. */
  readonly setUp: string;
  /** Where identity providers send people back to, before the id of the provider. */
  readonly upstreamCallback: string;
}

/** Who may let themselves in. It may change while the engine works: nobody keeps its members. */
export interface OpenTo {
  /** Whether clients may register themselves, for discovery. */
  readonly clients: boolean;
  /** Whether people may make accounts for themselves. */
  readonly people: boolean;
}

/** Told of what happened, for metrics and the log; must not throw. */
export interface EngineObserver {
  tokenIssued(event: { readonly grant: string; readonly format: string }): void;
  introspected(active: boolean): void;
}

/** Lifetimes of what people do, in seconds. */
export interface PeopleLifetimes {
  /** How long a person may take from the request to the answer. */
  readonly authorizationSessionSeconds: number;
  /** Idle and absolute lifetime of a browser session. */
  readonly sessionIdleSeconds: number;
  readonly sessionMaxSeconds: number;
  /** How long a sign-in is proof enough for what cannot be undone. */
  readonly freshSignInSeconds: number;
  /** How long a person may still keep an account that they have ended. */
  readonly deletionGraceSeconds: number;
  /** Idle and absolute lifetime of refresh tokens. */
  readonly refreshIdleSeconds: number;
  readonly refreshMaxSeconds: number;
  /** How long a device waits for the person's answer, and between two polls. */
  readonly deviceCodeSeconds: number;
  readonly deviceIntervalSeconds: number;
}

/** How identity providers are reached. */
export interface ProviderPorts {
  readonly api: RemoteApi;
  readonly keys: RemoteKeys;
}

/** Second factors, as the operator wants them. */
export interface FactorSettings {
  /** What clients ask of people that are registered without a policy of their own. */
  readonly policy: FactorPolicy;
  /** Whether people without a second factor type a code that comes by mail after their password. */
  readonly emailStep?: boolean | undefined;
  /** Of authenticator apps that are set up from now on; `skewSteps` holds for all. */
  readonly totp: TotpParameters & { readonly skewSteps: number };
}

/** Identity assertions, a draft, are off until somebody switches them on. */
export interface IdentityAssertionSettings {
  /** Whether clients get assertions about people here for other authorization servers. */
  readonly issues: boolean;
  /** Whether those of trusted issuers are taken. */
  readonly accepts: boolean;
}

/** Everything one issuer's engine is made of. */
export interface EngineOptions {
  readonly issuer: string;
  /** The bundle of rules it plays by. */
  readonly profile: Profile;
  readonly endpoints: EndpointUrls;
  readonly stores: Stores;
  /** Finds the clients that requests name. */
  readonly clientLookup: ClientLookup;
  readonly keyring: KeyUse;
  readonly clock: Clock;
  readonly mint: HandleMint;
  readonly digests: Digests;
  readonly hasher: SecretHasher;
  /** argon2id of a value nobody knows, so that a secret nobody has costs what a wrong one costs. */
  readonly decoySecret: SecretHash;
  readonly sealer: Sealer;
  readonly jwt: JwtVerifier;
  readonly remoteKeys: RemoteKeys;
  readonly providers: ProviderPorts;
  readonly remoteRequestObjects: RemoteRequestObjects;
  readonly signingAlgorithms: readonly SigningAlgorithm[];
  readonly lifetimes: Lifetimes;
  readonly people: PeopleLifetimes;
  readonly factors: FactorSettings;
  readonly oneTimePasswords: OneTimePasswords;
  readonly passkeys: PasskeyCeremonies;
  readonly limits: EngineLimits;
  readonly tokenLimits: TokenLimits;
  readonly identityAssertions: IdentityAssertionSettings;
  /** Whether proofs must carry a nonce of ours (RFC 9449 §8). */
  readonly dpopNonce: 'optional' | 'required';
  readonly appPasswords: AppPasswordPolicy;
  /** The public client that a request stands for which shows a session and names no client; none when absent. */
  readonly sessionClient?: string | undefined;
  readonly observer: EngineObserver;
  readonly openTo: OpenTo;
  readonly passwords: PasswordJudge;
  /** Unpredictable bytes. */
  readonly randomBytes: (count: number) => Uint8Array;

  /** Whether a client may be known by the address of its document, for discovery. */
  readonly followsDocuments: boolean;
}
