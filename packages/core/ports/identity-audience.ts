/**
 * Another authorization server that a client may get identity assertions for
 * (draft-ietf-oauth-identity-assertion-authz-grant §4.3): whom it is known as there, and what it may do there.
 */
export interface IdentityAudience {
  /** The issuer of that server, compared letter by letter. */
  readonly issuer: string;
  /** The id of the same client at that server. */
  readonly clientId: string;
  /** Scopes of that server that assertions may name; they mean nothing here. */
  readonly scopes: readonly string[];
}
