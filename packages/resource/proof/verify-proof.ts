import type { Refusal } from '@cardea/protocol';

export interface PresentedProof {
  /** The DPoP header. */
  readonly header: string;
  readonly method: string;
  /** The URL of the request, as callers know it. */
  readonly url: string;
  readonly accessToken: string;
}

/** The SHA-256 thumbprint (RFC 7638) of the key that the sender has proved to hold. Of two that use one proof, one is refused. */
export type VerifyProof = (proof: PresentedProof) => Promise<string | Refusal>;
