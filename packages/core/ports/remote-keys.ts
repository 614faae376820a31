import type { PublicJwk } from './client.ts';

/** The keys a client publishes at its `jwks_uri`. */
export interface RemoteKeys {
  /**
   * Fetched from public addresses only, cached for a minute, and longer while the document cannot be had; one fetch at a time per URI.
   * `kid` that is not in the cached set asks for it again, at most once in a bounded interval (key rotation).
   * Undefined where the set cannot be had.
   */
  find(uri: string, kid: string | undefined): Promise<readonly PublicJwk[] | undefined>;
}
