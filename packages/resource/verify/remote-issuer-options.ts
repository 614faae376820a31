import type { ResourceClock } from '../clock.ts';
import type { IntrospectionCredentials } from './introspection-credentials.ts';

/** How tokens of an issuer elsewhere are checked. */
export interface RemoteIssuerOptions {
  /** Its identifier; http only on loopback. */
  readonly issuer: string;
  /** Credentials to ask the issuer about tokens that are not JWTs; without them such tokens are refused. */
  readonly introspection?: IntrospectionCredentials & {
    /** Ask about JWTs too, so that a revocation counts within 5 seconds. */
    readonly always?: boolean;
  };
  /** Accepted signatures; ES256, EdDSA, RS256 and PS256 when absent. */
  readonly algorithms?: readonly string[];
  /** How far the two clocks may be apart, 0 to 300; 60 when absent (design D3). */
  readonly clockSkewSeconds?: number;
  /** For each request to the issuer; 2,000 when absent (design D7). */
  readonly deadlineMs?: number;
  /** http to other hosts than loopback, for an issuer in a network of one's own. */
  readonly allowHttp?: boolean;
  readonly clock?: ResourceClock;
}
