import type { AccessToken } from './access-token.ts';
import type { Account, AccountState, AdminRole } from './account.ts';
import type { BrowserSession } from './browser-session.ts';
import type { Client } from './client.ts';
import type { EpochSeconds } from './clock.ts';
import type { IdentityProvider } from './identity-provider.ts';
import type { InitialAccessToken } from './initial-access-token.ts';
import type { Resource } from './resource.ts';
import type { Scope } from './scope.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';

/** Where a list goes on. Only the store that gave it knows what it means: it outlives the row that it was taken from. */
export type Position = string | number;

export interface ListingQuery {
  readonly limit: number;
  /** What lies behind it comes; the list from its beginning when absent. */
  readonly after?: Position | undefined;
}

export interface Listed<T> {
  readonly rows: readonly T[];
  /** Absent at the end. */
  readonly next?: Position | undefined;
}

/** What is found has, for each of them, a word that begins so. */
interface Worded {
  readonly words?: readonly string[] | undefined;
}

/** What is found holds this text in its key or its name; the case of ASCII letters does not count. */
interface Searched {
  readonly search?: string | undefined;
}

interface Enabled {
  readonly enabled?: boolean | undefined;
}

export interface ClientNarrowing extends Enabled, Worded {
  readonly provenance?: Client['provenance'] | undefined;
}

export interface AccountNarrowing extends Worded {
  readonly state?: AccountState | undefined;
  readonly role?: AdminRole | undefined;
}

export interface TokenNarrowing {
  readonly clientId?: string | undefined;
  /** A person: what a client has for itself has another. */
  readonly subject?: string | undefined;
  /** Those that are neither revoked nor expired then. */
  readonly liveAt?: EpochSeconds | undefined;
}

export interface SessionNarrowing {
  readonly accountId?: string | undefined;
  readonly at: EpochSeconds;
}

/** That a person has allowed a client something, by an agreement or a sign-in that still stands. */
export interface Allowance {
  readonly accountId: string;
  readonly clientId: string;
}

export type AllowanceNarrowing = { readonly at: EpochSeconds } & (
  | { readonly accountId: string; readonly clientId?: undefined }
  | { readonly clientId: string; readonly accountId?: undefined }
);

type Listing<T, N = object> = (query: ListingQuery & N) => Promise<Listed<T>>;

/**
 * Lists for people, page by page, as the primary has them now. What is there while all pages are read comes exactly once,
 * whatever is added or removed meanwhile. Each page costs what it holds, not what the table does.
 */
export interface ListingStore {
  /** In the order of creation. */
  readonly clients: Listing<Client, ClientNarrowing>;
  readonly accounts: Listing<Account, AccountNarrowing>;
  readonly identityProviders: Listing<IdentityProvider, Enabled & Searched>;
  readonly trustedIssuers: Listing<TrustedIssuer, Enabled & Searched>;
  readonly initialAccessTokens: Listing<InitialAccessToken, Searched>;
  /** By URI. */
  readonly resources: Listing<Resource, Enabled & Searched>;
  /** By name. */
  readonly scopes: Listing<Scope, Searched>;
  /** Newest first. */
  readonly accessTokens: Listing<AccessToken, TokenNarrowing>;
  /** Those that are live, newest first. */
  readonly sessions: Listing<BrowserSession, SessionNarrowing>;
  /** By the ids of the clients, or of the people. */
  readonly allowances: Listing<Allowance, AllowanceNarrowing>;
}
