import type { TrustedIssuer } from '../../ports/trusted-issuer.ts';

/** What an administrator chooses of a trusted issuer. */
export type TrustedIssuerSettings = Omit<TrustedIssuer, 'issuer' | 'version' | 'createdAt' | 'updatedAt'>;

/** Keys come as they were given: a JWK Set, a list of JWKs or one JWK (RFC 7517). */
type Given = { readonly jwks?: unknown };

/** An issuer to trust. What is left out gets its default. */
export type NewTrustedIssuer = Given & { readonly issuer: string; readonly name: string } & {
  readonly [K in Exclude<keyof TrustedIssuerSettings, 'name' | 'jwks'>]?: TrustedIssuerSettings[K] | undefined;
};

/** Settings to change. What is left out stays; `null` takes the keys away. */
export type TrustedIssuerChanges = Given & {
  readonly issuer: string;
  /** The version that was looked at: a change made since then is not overwritten. */
  readonly version?: number | undefined;
} & {
  readonly [K in Exclude<keyof TrustedIssuerSettings, 'jwks'>]?:
    | TrustedIssuerSettings[K]
    | (K extends 'jwksUri' ? null : never)
    | undefined;
};
