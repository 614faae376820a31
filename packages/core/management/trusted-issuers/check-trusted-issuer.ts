import { clientSigningAlgorithms } from '../../client-keys/signing-algorithms.ts';
import type { TrustedIssuer } from '../../ports/trusted-issuer.ts';
import { ManagementError } from '../errors/management-error.ts';
import { firstProblem } from '../fields/field-problem.ts';
import { jwksUriProblem } from '../fields/jwks-uri.ts';
import { nameProblem } from '../fields/name.ts';
import { identityScopeIn, scopesProblem } from '../fields/scopes.ts';
import type { ManagementPorts } from '../ports.ts';

const MAX_ISSUER_CHARS = 255;
const MAX_CLIENTS = 64;

const issuerProblem = (issuer: string, own: string): string | undefined => {
  if (issuer === own) return 'is this server: its own tokens are exchanged instead';
  // Not an id of a client: who signs for itself is no issuer of others
  const isUrl = /^https?:\/\/[^\s#?]+$/.test(issuer) && URL.canParse(issuer);
  return isUrl && issuer.length <= MAX_ISSUER_CHARS
    ? undefined
    : 'is not a URL of at most 255 characters, without query and fragment';
};

const keysProblem = ({ jwks, jwksUri }: TrustedIssuer): string | undefined =>
  (jwks === undefined) === (jwksUri === undefined) ? 'or jwksUri is needed, and not both' : undefined;

const algorithmsProblem = ({ algorithms }: TrustedIssuer): string | undefined => {
  const unknown = algorithms.find((algorithm) => !clientSigningAlgorithms.includes(algorithm));
  if (unknown !== undefined)
    return `holds ${unknown.slice(0, 32)}, which is none of ${clientSigningAlgorithms.join(', ')}`;
  return algorithms.length === 0 ? 'is empty' : undefined;
};

const boundScopesProblem = ({ scopes }: TrustedIssuer): string | undefined => {
  const identity = identityScopeIn(scopes);
  return (
    scopesProblem(scopes) ??
    (identity === undefined ? undefined : `holds ${identity}, which only a person who signs in can give`)
  );
};

/** Whether an issuer may be trusted like this. */
export const checkTrustedIssuer = async (
  trusted: TrustedIssuer,
  { stores, issuer }: Pick<ManagementPorts, 'stores' | 'issuer'>,
): Promise<ManagementError | undefined> => {
  const problem = firstProblem({
    issuer: issuerProblem(trusted.issuer, issuer),
    name: nameProblem(trusted.name),
    jwks: keysProblem(trusted),
    jwksUri: jwksUriProblem(trusted.jwksUri),
    algorithms: algorithmsProblem(trusted),
    scopes: boundScopesProblem(trusted),
    clients: trusted.clients.length > MAX_CLIENTS ? `names more than ${MAX_CLIENTS} clients` : undefined,
  });
  if (problem) return new ManagementError('trusted_issuer.invalid', problem);
  for (const id of trusted.clients) {
    if (await stores.clients.findFresh(id)) continue;
    return new ManagementError('trusted_issuer.client_unknown', { subject: id.slice(0, 100) });
  }
  return undefined;
};
