import type { PublicJwk } from './client.ts';
import type { EpochSeconds } from './clock.ts';

/**
 * Whom the subject of its assertions means: an account by its id, one by its verified e-mail address, one that is linked to
 * the identity provider of the same issuer, or a service of theirs that has no account here.
 */
export type SubjectMapping = 'account' | 'email' | 'linked' | 'service';

/** What is taken of an issuer: ordinary assertions (RFC 7523), or identity assertions (typ `oauth-id-jag+jwt`) alone. */
export type AssertionType = 'jwt' | 'id-jag';

/** Somebody else's issuer whose assertions are taken for tokens (RFC 7523 §2.1). */
export interface TrustedIssuer {
  /** `iss` of its assertions, compared letter by letter. */
  readonly issuer: string;
  readonly name: string;
  readonly version: number;
  readonly enabled: boolean;
  readonly jwks?: readonly PublicJwk[] | undefined;
  readonly jwksUri?: string | undefined;
  /** What it may sign with. */
  readonly algorithms: readonly string[];
  readonly subjects: SubjectMapping;
  readonly assertionType: AssertionType;
  /** All scopes that tokens for its assertions may have. */
  readonly scopes: readonly string[];
  /** Clients that may present its assertions; all that an operator registered for the grant when empty. */
  readonly clients: readonly string[];
  readonly createdAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
}

export interface TrustedIssuerStore {
  /** The issuer as the primary has it now. */
  find(issuer: string): Promise<TrustedIssuer | undefined>;
  /** In the order of creation. */
  list(): Promise<readonly TrustedIssuer[]>;
}
