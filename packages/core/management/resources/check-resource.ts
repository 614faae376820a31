import { isResourceUri } from '../../checks/resource-uri.ts';
import type { Resource } from '../../ports/resource.ts';
import { ManagementError } from '../errors/management-error.ts';
import { firstProblem } from '../fields/field-problem.ts';
import { nameProblem } from '../fields/name.ts';
import { ttlProblem } from '../fields/numbers.ts';
import { scopesProblem } from '../fields/scopes.ts';
import type { ManagementPorts } from '../ports.ts';

const MAX_INTROSPECTORS = 64;
type CheckPorts = Pick<ManagementPorts, 'stores' | 'signingAlgorithms' | 'issuer'>;

const algorithmProblem = (
  { tokenFormat, signingAlgorithm }: Resource,
  algorithms: readonly string[],
): string | undefined => {
  if (signingAlgorithm === undefined) return undefined;
  if (tokenFormat === 'opaque') return 'means nothing to opaque tokens';
  return algorithms.includes(signingAlgorithm)
    ? undefined
    : `is none of ${algorithms.join(', ')}, which this server signs with`;
};

const uriProblem = (uri: string, issuer: string): string | undefined => {
  if (!isResourceUri(uri)) return 'is not an absolute URI without a fragment (RFC 8707 §2)';
  return uri === issuer ? 'is the issuer: its own API needs no registration' : undefined;
};

/** Whether a resource may be registered like this. */
export const checkResource = async (
  resource: Resource,
  { stores, signingAlgorithms, issuer }: CheckPorts,
): Promise<ManagementError | undefined> => {
  const problem = firstProblem({
    uri: uriProblem(resource.uri, issuer),
    name: nameProblem(resource.name),
    signingAlgorithm: algorithmProblem(resource, signingAlgorithms),
    scopes: scopesProblem(resource.scopes),
    introspectors:
      resource.introspectors.length > MAX_INTROSPECTORS ? `names more than ${MAX_INTROSPECTORS} clients` : undefined,
    accessTokenTtlSeconds: ttlProblem(resource.accessTokenTtlSeconds),
  });
  if (problem) return new ManagementError('resource.invalid', problem);
  for (const id of resource.introspectors) {
    if (await stores.clients.findFresh(id)) continue;
    return new ManagementError('resource.introspector_unknown', { subject: id.slice(0, 100) });
  }
  return undefined;
};
