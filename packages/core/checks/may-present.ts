import type { Client } from '../ports/client.ts';
import type { TrustedIssuer } from '../ports/trusted-issuer.ts';

/**
 * Whether a client may present what a trusted issuer has signed. Without a list every client that an operator registered for the
 * grant; one that registered itself was given nothing.
 */
export const mayPresent = (
  { id, provenance }: Pick<Client, 'id' | 'provenance'>,
  { clients }: Pick<TrustedIssuer, 'clients'>,
): boolean => (clients.length === 0 ? provenance === 'operator' : clients.includes(id));
