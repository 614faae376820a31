import { clientAuthMethods } from '../../client-auth/registry.ts';
import type { ClientAuthMethod, SecretHash } from '../../ports/client.ts';

interface AuthMethodRow {
  /** How its secrets may be kept; none: the method has no secrets. */
  readonly secrets: readonly SecretHash['kind'][];
  readonly hasKeys: boolean;
}

/** What each client-authentication method needs of a client (OpenID Connect Core §9). */
export const authMethods: Readonly<Record<ClientAuthMethod, AuthMethodRow>> = {
  client_secret_basic: { secrets: ['sha256', 'argon2id'], hasKeys: false },
  client_secret_post: { secrets: ['sha256', 'argon2id'], hasKeys: false },
  client_secret_jwt: { secrets: ['sealed'], hasKeys: false },
  private_key_jwt: { secrets: [], hasKeys: true },
  none: { secrets: [], hasKeys: false },
};

export const hasSecrets = (method: ClientAuthMethod): boolean => authMethods[method].secrets.length > 0;

export const assertionAlgorithms = (method: ClientAuthMethod): readonly string[] =>
  clientAuthMethods[method].algorithms ?? [];
