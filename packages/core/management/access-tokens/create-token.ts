import { mintAccessToken } from '../../issuance/access-token.ts';
import type { Target } from '../../issuance/plan.ts';
import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import type { Resource } from '../../ports/resource.ts';
import type { SigningAlgorithm } from '../../ports/signing-key.ts';
import { OPERATOR_CLIENT_ID } from '../../tokens/find-access-token.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { firstProblem } from '../fields/field-problem.ts';
import { nameProblem } from '../fields/name.ts';
import { ttlProblem } from '../fields/numbers.ts';
import { ensureScopes, identityScopeIn, scopesProblem, unregistered } from '../fields/scopes.ts';
import type { ManagementPorts } from '../ports.ts';
import { describeToken, type TokenDescription } from './describe-token.ts';

const DEFAULT_TTL_SECONDS = 30 * 86_400;

export interface NewToken {
  /** What its maker calls it. */
  readonly label: string;
  readonly scopes: readonly string[];
  /** 30 days when absent. */
  readonly ttlSeconds?: number | undefined;
  /** The registered resource it is for; Cardea's own API when absent. */
  readonly resource?: string | undefined;
}

export interface CreatedToken {
  readonly token: TokenDescription;
  /** The token itself, to be shown once. */
  readonly text: string;
  /** Scopes that this token registered. */
  readonly createdScopes: readonly string[];
}

const targetOf = (
  resource: Resource | undefined,
  { issuer, signingAlgorithms }: Pick<ManagementPorts, 'issuer' | 'signingAlgorithms'>,
): Target => {
  const known = (algorithm: string): algorithm is SigningAlgorithm =>
    signingAlgorithms.some((one) => one === algorithm);
  const algorithm = resource?.signingAlgorithm;
  return {
    audience: [resource?.uri ?? issuer],
    format: resource?.tokenFormat ?? 'opaque',
    signingAlgorithm: algorithm !== undefined && known(algorithm) ? algorithm : undefined,
    scopes: resource?.scopes ?? [],
    ttlSeconds: resource?.accessTokenTtlSeconds,
  };
};

const findTarget = async (ports: ManagementPorts, uri: string | undefined): Promise<Target | ManagementError> => {
  if (uri === undefined || uri === ports.issuer) return targetOf(undefined, ports);
  const resource = await ports.stores.resources.find(uri);
  if (resource?.enabled) return targetOf(resource, ports);
  return new ManagementError('access_token.resource_unknown', { subject: uri.slice(0, 200) });
};

const scopeProblem = (scopes: readonly string[], target: Target): string | undefined => {
  const identity = identityScopeIn(scopes);
  if (identity !== undefined) return `holds ${identity}, which speaks of a person`;
  const foreign = target.scopes.length === 0 ? undefined : scopes.find((scope) => !target.scopes.includes(scope));
  return foreign === undefined ? scopesProblem(scopes) : `holds ${foreign}, which is no scope of the resource`;
};

/** A JWT must not outlive the key that signed it, which is kept as long as the longest token of the engine. */
const lifetimeProblem = (ttlSeconds: number | undefined, target: Target, maxSeconds: number): string | undefined =>
  target.format === 'jwt' && (ttlSeconds ?? 0) > maxSeconds
    ? `is more than the ${maxSeconds} seconds that a JWT may live`
    : ttlProblem(ttlSeconds);

/** Makes an access token for the operator, who is no client: nobody can authenticate as its holder. */
export const createToken = async (
  ports: ManagementPorts,
  { label, ttlSeconds, resource, ...input }: NewToken,
  actor: Actor,
): Promise<CreatedToken | ManagementError> => {
  const { stores, clock, lifetimes } = ports;
  const scopes = [...new Set(input.scopes)];
  const target = await findTarget(ports, resource);
  if (isManagementError(target)) return target;
  const problem = firstProblem({
    label: nameProblem(label),
    scopes: scopeProblem(scopes, target),
    ttlSeconds: lifetimeProblem(ttlSeconds, target, lifetimes.maxAccessTokenTtlSeconds),
  });
  if (problem) return new ManagementError('access_token.invalid', problem);

  const usualSeconds =
    target.format === 'jwt' ? Math.min(DEFAULT_TTL_SECONDS, lifetimes.maxAccessTokenTtlSeconds) : DEFAULT_TTL_SECONDS;
  const { text, record } = mintAccessToken(
    {
      client: { client: { id: OPERATOR_CLIENT_ID } },
      subject: OPERATOR_CLIENT_ID,
      scopes,
      target,
      ttlSeconds: ttlSeconds ?? usualSeconds,
    },
    ports,
  );
  const createdScopes = await unregistered(stores.scopes, scopes);
  const token = { ...record, label };
  await stores.commit({
    changes: [
      { kind: 'access_token.insert', token },
      ...ensureScopes(createdScopes),
      audited(clock, {
        actor,
        action: 'access_token.issued',
        target: token.id,
        detail: { label, scopes, audience: token.audience, expiresAt: token.expiresAt, createdScopes },
      }),
    ],
  });
  return { token: describeToken(token, seconds(clock)), text, createdScopes };
};
