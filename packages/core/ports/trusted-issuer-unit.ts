import type { EpochSeconds } from './clock.ts';
import type { Standing } from './exchange-unit.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';

/** Guards of trusted issuers and of their assertions (RFC 7523). */
export type TrustedIssuerGuard =
  | { readonly kind: 'trusted_issuer.insert'; readonly trusted: TrustedIssuer }
  /** The issuer has `trusted.version - 1`; replaces it. */
  | { readonly kind: 'trusted_issuer.replace'; readonly trusted: TrustedIssuer }
  | { readonly kind: 'trusted_issuer.delete'; readonly issuer: string }
  /**
   * Everything it names stands, and this `jti` of this issuer was not seen before; remembers it until `expiresAt`. With
   * `trustedVersion` the issuer is also trusted still, and unchanged.
   */
  | (Standing & {
      readonly kind: 'assertion.redeem';
      readonly issuer: string;
      readonly jti: string;
      readonly expiresAt: EpochSeconds;
      readonly trustedVersion?: number | undefined;
    });
