import type { ResourceStore } from '../../ports/resource.ts';
import { ManagementError } from '../errors/management-error.ts';

/** A client may only name resources that are registered (RFC 8707 §2). */
export const unknownResource = async (
  store: ResourceStore,
  uris: readonly string[],
): Promise<ManagementError | undefined> => {
  if (uris.length === 0) return undefined;
  const known = new Set((await store.list()).map((resource) => resource.uri));
  const unknown = uris.find((uri) => !known.has(uri));
  return unknown === undefined ? undefined : new ManagementError('client.resource_unknown', { subject: unknown });
};
