/** Who acts for a subject, with those who did before them inside (RFC 8693 §4.1). */
export interface ActorClaim {
  readonly sub: string;
  /** The issuer that knows the actor by `sub`, where it is another one than the token's. */
  readonly iss?: string | undefined;
  readonly act?: ActorClaim | undefined;
}
