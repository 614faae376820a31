/** Values of `response_type` (OAuth 2.0 Multiple Response Type Encoding Practices); all but `code` are legacy (design D14). */
export type ResponseType =
  | 'code'
  | 'token'
  | 'id_token'
  | 'id_token token'
  | 'code id_token'
  | 'code token'
  | 'code id_token token'
  | 'none';

export type ResponseMode = 'query' | 'fragment' | 'form_post';

/** OpenID Connect Core §3.1.2.1, Initiating User Registration 1.0 */
export type Prompt = 'none' | 'login' | 'consent' | 'select_account' | 'create';

/** One claim of the `claims` parameter (OpenID Connect Core §5.5.1). */
export interface ClaimRequest {
  readonly essential: boolean;
  readonly values?: readonly unknown[] | undefined;
}

export interface ClaimsRequest {
  readonly userinfo: Readonly<Record<string, ClaimRequest>>;
  readonly id_token: Readonly<Record<string, ClaimRequest>>;
}

/** A valid authorization request: its client exists and its redirect URI is registered (RFC 6749 §4.1.1, OIDC Core §3.1.2.1). */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  /** Whether the request named it, or it is the client's only one. */
  readonly redirectUriSent: boolean;
  readonly responseType: ResponseType;
  readonly responseMode: ResponseMode;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  readonly state?: string | undefined;
  readonly nonce?: string | undefined;
  /** S256 (RFC 7636 §4.2). */
  readonly codeChallenge?: string | undefined;
  /** Thumbprint of the key that the code is bound to (RFC 9449 §10). */
  readonly jkt?: string | undefined;
  readonly prompts: readonly Prompt[];
  readonly maxAgeSeconds?: number | undefined;
  readonly loginHint?: string | undefined;
  /** Subject of a verified `id_token_hint`. */
  readonly hintedSubject?: string | undefined;
  readonly acrValues: readonly string[];
  readonly uiLocales: readonly string[];
  readonly claims?: ClaimsRequest | undefined;
}
