/** What Cardea is to be able to do because a system that it began from, or that its users know, can. */
export interface ParityRow {
  /** How a test names it, after `parity:` in its title or in a comment beside it. */
  readonly name: string;
  readonly works: string;
}

export const ownRows: readonly ParityRow[] = [
  { name: 'authorize', works: 'authorization code flow, sign-in, consent' },
  { name: 'token', works: 'every grant; Basic or body; form or JSON' },
  { name: 'userinfo', works: 'OpenID Connect userinfo, GET and POST, plain and signed' },
  { name: 'revoke', works: 'RFC 7009, and by the token in the header of the request' },
  { name: 'registration', works: 'RFC 7591 and RFC 7592' },
  { name: 'introspection', works: 'RFC 7662' },
  { name: 'end session', works: 'RP-initiated logout' },
  { name: 'device authorization', works: 'RFC 8628' },
  { name: 'discovery', works: 'only what works, no empty members' },
  { name: 'access token', works: 'prefixed handles of which a hash is kept, or RFC 9068 JWTs' },
  { name: 'token headers', works: 'Authorization: Bearer, X-Auth-Token, DPoP' },
  {
    name: 'client_credentials',
    works: 'scope within the configured one; lifetimes and limits by client, the oldest evicted',
  },
  { name: 'password grant', works: 'a session and a password for an app password; off unless switched on' },
  { name: 'session grant', works: 'the same without a second password' },
  {
    name: 'app passwords',
    works: 'Bearer, Basic or exchanged; listed, revoked, last use; a child ends with its parent',
  },
  { name: 'session API', works: 'POST, GET, DELETE /api/v1/session' },
  { name: 'WebDAV Basic', works: 'user name and app password where an API opts in; 401 when it has expired' },
  { name: 'metrics', works: 'Prometheus text for a token with the scope metrics' },
  { name: 'scopes', works: 'registered scopes; resource:read, resource:* and *; none denies' },
  { name: 'cardea auth', works: 'add, ls, show, rm, reset' },
  { name: 'cardea clients', works: 'add, ls, show, mod, rm, reset' },
  { name: 'cardea users', works: 'people and their passwords' },
  { name: '2FA', works: 'TOTP without replay, 16 recovery codes, passkeys; it stays on' },
  { name: 'OIDC login', works: 'upstream providers by issuer; matching rules; a second factor is still asked for' },
  { name: 'rate limits', works: 'sign-ins and bad tokens, by account and address' },
  { name: 'roles', works: 'the role of the person and the scopes of the client both decide' },
  { name: 'audit', works: 'structured, written with each change, searched, proved' },
];

export const otherRows: readonly ParityRow[] = [
  { name: 'RFC 8693', works: 'token exchange: impersonation, delegation, narrowing' },
  { name: 'textbook flows', works: 'login before consent, error redirects, no-store, hashed secrets' },
  { name: 'Prometheus', works: 'an unchanged oauth2 block' },
  { name: 'scottbrady91', works: 'private_key_jwt instead of shared secrets' },
  { name: 'LinkedIn', works: 'refresh tokens with a fixed end that access never outlives' },
  { name: 'Auth0', works: 'audience selects the API and its token format' },
  { name: 'rclone', works: 'Bearer and Basic on WebDAV, and after expiry' },
  { name: 'zitadel/oidc', works: 'client libraries of others: refresh, device, exchange' },
  { name: 'x/oauth2', works: 'auth-style probing, numeric expires_in' },
  { name: 'x/oauth2/jwt', works: 'a service account signs for itself (RFC 7523)' },
  { name: 'go-oauth2', works: 'stores behind ports; lifetimes and refresh rules by client' },
  { name: 'pquerna/otp', works: 'TOTP with chosen digits, algorithm, skew; otpauth and QR' },
  { name: 'MS ML Server', works: 'sign in, bearer, refresh, revoke; the same keys on every node' },
  { name: 'Okta', works: 'a generic OpenID Connect provider from its discovery' },
  { name: 'Stack Exchange', works: 'inspect and invalidate tokens, de-authorise an app, two secrets' },
  { name: 'Fitbit', works: 'short codes, client-chosen expires_in within bounds, exact redirect URI' },
  { name: 'cloudentity', works: 'basic and post by client; a rotated secret keeps one predecessor' },
  {
    name: 'Authelia',
    works: 'one or two factors by client; consent explicit, implicit, remembered; PKCE; PAR; device',
  },
  { name: 'authentik', works: 'upstream sources; matching by identifier, e-mail, user name: link or deny' },
  { name: 'Google', works: 'prompt, login_hint, hd, access_type, incremental consent, at_hash' },
  { name: 'connect2id', works: 'headless authorization sessions, introspection, registration, check-session, logout' },
  { name: 'Zoho', works: 'limits of tokens by person and client, the oldest evicted' },
  { name: 'GitHub', works: '16 one-time recovery codes: download, print, regenerate' },
  { name: 'Akana', works: 'tokens by POST only; the whole catalogue of grants' },
];
