import type { Client } from '../ports/client.ts';

/**
 * A client that has proved who it is: only `authenticate` makes one, so whoever holds one need not ask again.
 * Public clients have named themselves, no more.
 */
export class AuthenticatedClient {
  readonly #proven = true;
  readonly client: Client;
  /** The id of the secret that proved it, `assertion`, or `none`. */
  readonly credentialId: string;

  private constructor(client: Client, credentialId: string) {
    this.client = client;
    this.credentialId = credentialId;
  }

  /** For `authenticate` alone, and for dry runs, which hand nothing out. */
  static prove(client: Client, credentialId: string): AuthenticatedClient {
    return new AuthenticatedClient(client, credentialId);
  }

  get isPublic(): boolean {
    return this.client.authMethod === 'none';
  }

  /** The same client after a change, where what proved it still would; undefined where it must prove itself anew. */
  renewed(changed: Client): AuthenticatedClient | undefined {
    const { client, credentialId } = this;
    if (!changed.enabled || changed.authMethod !== client.authMethod) return undefined;
    const keysKept = changed.jwksUri === client.jwksUri && JSON.stringify(changed.jwks) === JSON.stringify(client.jwks);
    const kept =
      keysKept &&
      (changed.secrets.some(({ id }) => id === credentialId) || !client.secrets.some(({ id }) => id === credentialId));
    return kept && this.#proven ? new AuthenticatedClient(changed, credentialId) : undefined;
  }
}
