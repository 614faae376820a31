import type { Client } from '../ports/client.ts';
import type { RegistrationDependencies } from './dependencies.ts';
import { shownMetadata } from './metadata/show-metadata.ts';
import type { ClientInformation } from './registration.ts';

export interface Shown {
  /** Manages the registration from now on. */
  readonly token: string;
  /** A secret that was just made. */
  readonly secret?: string | undefined;
}

/** What a client is told of its registration (RFC 7591 §3.2.1, RFC 7592 §3). */
export const clientInformation = (
  client: Client,
  { token, secret }: Shown,
  { endpoints, signingAlgorithms }: Pick<RegistrationDependencies, 'endpoints' | 'signingAlgorithms'>,
): ClientInformation => ({
  client_id: client.id,
  client_id_issued_at: client.createdAt,
  client_secret: secret,
  // RFC 7591 §3.2.1: required where there is a secret; 0 for one that does not expire
  client_secret_expires_at: client.secrets.length > 0 ? (client.secrets[0]?.expiresAt ?? 0) : undefined,
  registration_access_token: token,
  registration_client_uri: `${endpoints.registration}/${encodeURIComponent(client.id)}`,
  ...shownMetadata(client, signingAlgorithms[0]),
});
