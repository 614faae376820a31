import { ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';

/** A client may only name resources that are registered (RFC 8707 §2), or the issuer: Cardea's own API. */
export const unknownResource = async (
  { stores, issuer }: Pick<ManagementPorts, 'stores' | 'issuer'>,
  uris: readonly string[],
): Promise<ManagementError | undefined> => {
  if (uris.length === 0) return undefined;
  const known = new Set([issuer, ...(await stores.resources.list()).map((resource) => resource.uri)]);
  const unknown = uris.find((uri) => !known.has(uri));
  return unknown === undefined ? undefined : new ManagementError('client.resource_unknown', { subject: unknown });
};
