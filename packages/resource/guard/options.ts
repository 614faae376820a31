import type { Refusal } from '@cardea/protocol';
import type { VerifyProof } from '../proof/verify-proof.ts';
import type { RemoteIssuerOptions } from '../verify/remote-issuer-options.ts';
import type { VerifyToken } from '../verify/verified-token.ts';
import type { SignInRules } from './sign-in.ts';

/** What every guard needs. */
export interface GuardOptions {
  /** The identifiers of this resource; a token must be meant for one of them. */
  readonly audience: string | readonly string[];
  /** Scopes that every route needs, all of them; `[]` for any valid token. */
  readonly scopes: readonly string[];
  /** How people must have signed in, on every route. */
  readonly signIn?: SignInRules;
  /** Named in challenges; the first audience when absent. */
  readonly realm?: string;
  /** URL of the RFC 9728 metadata named in challenges; derived from the first audience when absent, none for `false`. */
  readonly resourceMetadata?: string | false;
  /**
   * The URL of a request as callers know it, for proofs of possession (RFC 9449 §4.3). When absent: the origin of the first audience
   * with the path of the request, or the URL of the request where the audience is no URL.
   */
  readonly publicUrl?: (request: Request) => string;
  /**
   * Whether an app password with the user name of its person is taken in a Basic header, for clients that know nothing else; needs
   * credentials to ask the issuer with. Off when absent.
   */
  readonly basic?: boolean;
  /** For the operator's log: `refusal.code`, `section` and `detail` say what the caller does not learn. */
  readonly onRefusal?: (refusal: Refusal, request: Request) => void;
}

/** How tokens are checked by a function of one's own, in the same process as the issuer for instance. */
export interface LocalIssuerOptions {
  readonly verify: VerifyToken;
}

/** How proofs of possession are checked where several processes must share which were used; in this process alone when absent. */
export interface ProofOptions {
  readonly verifyProof?: VerifyProof;
}

export type ProtectOptions = GuardOptions & ProofOptions & (RemoteIssuerOptions | LocalIssuerOptions);
