import type { EpochSeconds } from './clock.ts';

/** How Cardea proves to an identity provider who it is (OpenID Connect Core §9); with `private_key_jwt` by its own signing key. */
export type ProviderAuthMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none';

/** By what somebody who comes for the first time may be known already. `identifier`: by a link alone. */
export type MatchBy = 'identifier' | 'email' | 'username';

/** Where a provider that publishes no discovery document has its endpoints. */
export interface ProviderEndpoints {
  readonly authorization: string;
  readonly token: string;
  readonly userinfo: string;
}

/** A server of somebody else that signs people in for Cardea, which is one of its clients. */
export interface IdentityProvider {
  /** Stands in the redirect URI that is registered with the provider. */
  readonly id: string;
  /** Grows by one with each change. */
  readonly version: number;
  readonly enabled: boolean;
  /** What people call it: the word on its button. */
  readonly name: string;
  /** Its issuer, letter by letter (OpenID Connect Discovery §4.3). Never changes: the subjects of links are this issuer's. */
  readonly issuer?: string | undefined;
  /** The row of the table of presets, for a provider that only speaks OAuth 2; it says how to read the person it describes. */
  readonly preset?: string | undefined;
  /** Instead of those of the preset: a server of one's own. */
  readonly endpoints?: ProviderEndpoints | undefined;
  readonly clientId: string;
  readonly authMethod: ProviderAuthMethod;
  /** The client secret, sealed with the master key. */
  readonly secret?: string | undefined;
  readonly scopes: readonly string[];
  /** Whether its word that an e-mail address is verified counts here. */
  readonly trustsEmail: boolean;
  /** Whether its word that somebody gave two factors counts here. */
  readonly trustsFactors: boolean;
  readonly matchBy: MatchBy;
  /** What becomes of somebody who comes for the first time and is known by that. */
  readonly onMatch: 'link' | 'deny';
  /** What becomes of somebody whom nothing is known of. */
  readonly onNoMatch: 'create' | 'deny';
  /** Domains of verified e-mail addresses that may sign in; all when empty. */
  readonly allowedDomains: readonly string[];
  /** Google Workspace: asked for as `hd`, and the claim must say so. */
  readonly hostedDomain?: string | undefined;
  /** Whether name and other claims are taken over at each sign-in, and not at the first alone. */
  readonly refreshProfile: boolean;
  readonly createdAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
}

export interface IdentityProviderStore {
  /** The provider as the primary has it now. */
  find(id: string): Promise<IdentityProvider | undefined>;
  /** In the order of creation. */
  list(): Promise<readonly IdentityProvider[]>;
}

/** Names the row and column of a sealed client secret: a box opens nowhere else. */
export const providerSecretContext = (providerId: string): string => `identity_provider.${providerId}.secret`;
