import type { ResponseMode, ResponseType } from '@cardea/protocol';

interface TypeRow {
  /** How it answers where the request does not say (OAuth 2.0 Multiple Response Types §3). */
  readonly defaultMode: ResponseMode;
  readonly code: boolean;
  /** An access token comes from this endpoint: never in a query. */
  readonly token: boolean;
  /** An ID token does: never in a query, and never without a nonce. */
  readonly idToken: boolean;
}

/** Every response type; all but `code` only for clients that are registered for it (design D14). */
export const responseTypes: Readonly<Record<ResponseType, TypeRow>> = {
  code: { defaultMode: 'query', code: true, token: false, idToken: false },
  token: { defaultMode: 'fragment', code: false, token: true, idToken: false },
  id_token: { defaultMode: 'fragment', code: false, token: false, idToken: true },
  'id_token token': { defaultMode: 'fragment', code: false, token: true, idToken: true },
  'code id_token': { defaultMode: 'fragment', code: true, token: false, idToken: true },
  'code token': { defaultMode: 'fragment', code: true, token: true, idToken: false },
  'code id_token token': { defaultMode: 'fragment', code: true, token: true, idToken: true },
  // OAuth 2.0 Multiple Response Types §4: whether the person agrees, and no more
  none: { defaultMode: 'query', code: false, token: false, idToken: false },
};

/** Whether tokens come from the authorization endpoint (RFC 6749 §4.2, OpenID Connect Core §3.2, §3.3). */
export const isFrontChannel = (type: ResponseType): boolean => responseTypes[type].token || responseTypes[type].idToken;

/** Grants a client must be registered for to use a response type (RFC 7591 §2.1). */
export const grantsOf = (type: ResponseType): readonly string[] => [
  ...(responseTypes[type].code ? ['authorization_code'] : []),
  ...(isFrontChannel(type) ? ['implicit'] : []),
];

export const responseModes: readonly ResponseMode[] = ['query', 'fragment', 'form_post'];
