import type { ClientAuthMethod, SecretHash } from '../../ports/client.ts';

interface AuthMethodRow {
  /** How its secrets may be kept; none: the method has no secrets. */
  readonly secrets: readonly SecretHash['kind'][];
  readonly hasKeys: boolean;
  /** Algorithms of its assertions (RFC 7518 §3.1, RFC 8037). */
  readonly algorithms: readonly string[];
}

/** What each client-authentication method needs of a client (OpenID Connect Core §9). */
export const authMethods: Readonly<Record<ClientAuthMethod, AuthMethodRow>> = {
  client_secret_basic: { secrets: ['sha256', 'argon2id', 'sealed'], hasKeys: false, algorithms: [] },
  client_secret_post: { secrets: ['sha256', 'argon2id', 'sealed'], hasKeys: false, algorithms: [] },
  client_secret_jwt: { secrets: ['sealed'], hasKeys: false, algorithms: ['HS256', 'HS384', 'HS512'] },
  private_key_jwt: {
    secrets: [],
    hasKeys: true,
    algorithms: ['ES256', 'ES384', 'ES512', 'EdDSA', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  },
  none: { secrets: [], hasKeys: false, algorithms: [] },
};

export const hasSecrets = (method: ClientAuthMethod): boolean => authMethods[method].secrets.length > 0;
