import { isResourceUri } from '../../checks/resource-uri.ts';
import { allowedAlgorithms, type Profile } from '../../profiles/profile.ts';
import { ManagementError } from '../errors/management-error.ts';
import { firstProblem } from '../fields/field-problem.ts';
import { jwksUriProblem } from '../fields/jwks-uri.ts';
import { nameProblem } from '../fields/name.ts';
import { countProblem, ttlProblem } from '../fields/numbers.ts';
import { identityScopeIn, scopesProblem } from '../fields/scopes.ts';
import type { ManagementPorts } from '../ports.ts';
import { assertionAlgorithms, authMethods } from './auth-methods.ts';
import type { ClientSettings } from './client-input.ts';
import { identityAudiencesProblem } from './identity-audiences.ts';
import { peopleSettingsProblems } from './people-settings.ts';
import { requestSettingsProblems } from './request-settings.ts';
import { statementProblems } from './statement-settings.ts';

const MAX_RESOURCES = 64;
/** A client that is known by the address of its document has a long one. */
const MAX_ID_CHARS = 2048;

const keysProblem = (client: ClientSettings): string | undefined => {
  const given = [client.jwks, client.jwksUri].filter((keys) => keys !== undefined).length;
  // RFC 7591 §2: jwks and jwks_uri MUST NOT both be present.
  if (given > 1) return 'and jwksUri are both given: a client has one of them';
  if (given === 1) return undefined;
  if (authMethods[client.authMethod].hasKeys) return 'or jwksUri is needed by the method private_key_jwt';
  return client.requireSignedRequestObject ? 'or jwksUri is needed by a client that signs its requests' : undefined;
};

const algorithmProblem = ({ authMethod, assertionAlgorithm }: ClientSettings, profile: Profile): string | undefined => {
  if (assertionAlgorithm === undefined) return undefined;
  const algorithms = allowedAlgorithms(assertionAlgorithms(authMethod), profile);
  if (algorithms.includes(assertionAlgorithm)) return undefined;
  return algorithms.length === 0 ? `means nothing to the method ${authMethod}` : `is none of ${algorithms.join(', ')}`;
};

const exchangeProblem = ({ exchangeTargets }: ClientSettings): string | undefined => {
  if (exchangeTargets === undefined) return undefined;
  if (exchangeTargets.length > MAX_RESOURCES) return `names more than ${MAX_RESOURCES} resources`;
  const malformed = exchangeTargets.find((uri) => !isResourceUri(uri));
  return malformed === undefined ? undefined : `holds ${malformed.slice(0, 200)}, which is no URI of a resource`;
};

const actorProblem = ({ mayAct }: ClientSettings): string | undefined =>
  mayAct === undefined || (mayAct !== '' && mayAct.length <= MAX_ID_CHARS) ? undefined : 'is not the id of a client';

const grantsProblem = ({ authMethod, grantTypes }: ClientSettings): string | undefined =>
  // RFC 6749 §4.4: the client credentials grant MUST only be used by confidential clients.
  authMethod === 'none' && grantTypes.includes('client_credentials')
    ? 'holds client_credentials, which needs a client that authenticates'
    : undefined;

const clientScopesProblem = ({ grantTypes, scopes }: ClientSettings): string | undefined => {
  const problem = scopesProblem(scopes);
  if (problem !== undefined) return problem;
  const identity = grantTypes.every((grant) => grant === 'client_credentials') ? identityScopeIn(scopes) : undefined;
  // RFC 9700 §4.15: a client that acts for itself must not pass for a person.
  return identity === undefined
    ? undefined
    : `holds ${identity}, which speaks of a person; this client acts for itself`;
};

const maxTtlProblem = ({ accessTokenTtlSeconds, maxAccessTokenTtlSeconds }: ClientSettings): string | undefined => {
  const tooShort = (maxAccessTokenTtlSeconds ?? Number.POSITIVE_INFINITY) < (accessTokenTtlSeconds ?? 0);
  return ttlProblem(maxAccessTokenTtlSeconds) ?? (tooShort ? 'is shorter than the ordinary lifetime' : undefined);
};

/** Whether a client may be registered like this: everything that can be judged without the database. */
export const checkClient = (
  client: ClientSettings,
  {
    grantTypes,
    signingAlgorithms,
    profile,
    issuer,
  }: Pick<ManagementPorts, 'grantTypes' | 'signingAlgorithms' | 'profile' | 'issuer'>,
): ManagementError | undefined => {
  const unknown = client.grantTypes.find((grant) => !grantTypes.includes(grant));
  if (unknown !== undefined) return new ManagementError('client.grant_unknown', { subject: unknown.slice(0, 100) });
  const problem = firstProblem({
    name: nameProblem(client.name),
    authMethod: profile.authMethods.includes(client.authMethod)
      ? undefined
      : `is ${client.authMethod}, which the profile ${profile.name} of this server does not allow`,
    grantTypes: grantsProblem(client),
    jwks: keysProblem(client),
    jwksUri: jwksUriProblem(client.jwksUri),
    assertionAlgorithm: algorithmProblem(client, profile),
    scopes: clientScopesProblem(client),
    resources: client.resources.length > MAX_RESOURCES ? `names more than ${MAX_RESOURCES} resources` : undefined,
    exchangeTargets: exchangeProblem(client),
    identityAudiences: identityAudiencesProblem(client, issuer),
    mayAct: actorProblem(client),
    accessTokenTtlSeconds: ttlProblem(client.accessTokenTtlSeconds),
    maxAccessTokenTtlSeconds: maxTtlProblem(client),
    tokenLimit: countProblem(client.tokenLimit),
    personTokenLimit: countProblem(client.personTokenLimit),
    personRefreshLimit: countProblem(client.personRefreshLimit),
    refreshTokenRate: countProblem(client.refreshTokenRate),
    requestsPerMinute: countProblem(client.requestsPerMinute),
    ...requestSettingsProblems(client, profile),
    ...peopleSettingsProblems(client, { signingAlgorithms, profile }),
    ...statementProblems(client),
  });
  return problem && new ManagementError('client.invalid', problem);
};
