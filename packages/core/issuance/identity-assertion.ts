import { formatScope, isRefusal, isSubset, parseScope, type Refusal, refuse } from '@cardea/protocol';
import { IDENTITY_ASSERTION_TYP } from '../checks/identity-assertion.ts';
import { isResourceUri } from '../checks/resource-uri.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { Account } from '../ports/account.ts';
import type { Authorization } from '../ports/authorization.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { IdentityAudience } from '../ports/identity-audience.ts';
import type { Caller } from '../ports/request.ts';
import { acrOf } from './acr.ts';
import type { Spending } from './plan.ts';
import type { ReadyPlan } from './ready-plan.ts';
import { subjectFor } from './subject.ts';

export const ID_JAG = 'urn:ietf:params:oauth:token-type:id-jag';
/** Long enough to be traded at once, and no longer. */
export const IDENTITY_ASSERTION_TTL_SECONDS = 300;
const MAX_RESOURCES = 16;

type Dependencies = Pick<EngineOptions, 'issuer' | 'keyring' | 'clock' | 'mint' | 'digests'> & {
  /** Thumbprint of the key that it will be bound to (RFC 9449 §6). */
  readonly jkt?: string | undefined;
};

/** What a client asks for. */
export interface IdentityAssertionRequest {
  readonly audiences: readonly string[];
  readonly resources: readonly string[];
  readonly scope: string | undefined;
  readonly expiresInSeconds: number | undefined;
}

/** What the assertion is made of, all of it checked. */
interface Decided extends Bounds {
  readonly client: Client;
  readonly ttlSeconds: number;
  readonly account: Account;
  readonly authorization: Authorization;
  /** Nothing is spent: what it rests on must stand. */
  readonly spends: Spending;
}

interface Bounds {
  readonly audience: IdentityAudience;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
}

/** Where to and for what: only what an operator wrote down for this client (design D14). */
export const identityBounds = (
  { audiences, resources, scope }: Omit<IdentityAssertionRequest, 'expiresInSeconds'>,
  client: Client,
): Bounds | Refusal => {
  const [issuer, another] = [...new Set(audiences)];
  if (issuer === undefined || another !== undefined) return refuse('identity_assertion.audience_missing');
  const audience = client.identityAudiences?.find((one) => one.issuer === issuer);
  if (audience === undefined)
    return refuse('identity_assertion.audience', { requested: issuer.slice(0, 200), client: client.id });
  if (resources.length > MAX_RESOURCES) return refuse('target.too_many', { items: resources.length });
  const malformed = resources.find((uri) => !isResourceUri(uri));
  if (malformed !== undefined) return refuse('target.malformed', { requested: malformed.slice(0, 200) });
  const scopes = scope === undefined ? audience.scopes : parseScope(scope);
  if (isRefusal(scopes)) return scopes;
  return isSubset(scopes, audience.scopes)
    ? { audience, scopes, resources: [...new Set(resources)] }
    : refuse('identity_assertion.scope', { requested: scopes, registered: audience.scopes });
};

/** The address that another server may know the person by, where the client was allowed to see it itself. */
const addressOf = ({ account, authorization }: Decided) =>
  authorization.scopes.includes('email') && account.email !== undefined
    ? { email: account.email, email_verified: account.emailVerified }
    : {};

const sign = (plan: Decided, jti: string, options: Dependencies): string => {
  const { client, audience, scopes, resources, account, authorization } = plan;
  const { jkt } = options;
  const now = seconds(options.clock);
  const [only] = resources;
  return options.keyring.signer(undefined).sign(IDENTITY_ASSERTION_TYP, {
    ...addressOf(plan),
    iss: options.issuer,
    sub: subjectFor(account.id, client, options),
    aud: audience.issuer,
    client_id: audience.clientId,
    jti,
    iat: now,
    exp: now + plan.ttlSeconds,
    resource: resources.length > 1 ? resources : only,
    scope: scopes.length > 0 ? formatScope(scopes) : undefined,
    auth_time: authorization.authenticatedAt,
    acr: acrOf(authorization.methods),
    amr: authorization.methods,
    cnf: jkt === undefined ? undefined : { jkt },
  });
};

/** The assertion: given out if all that it rests on still stands, with its audit entry, and kept nowhere. */
export const identityAssertionPlan = (
  plan: Decided,
  { address, requestId }: Caller,
  options: Dependencies,
): ReadyPlan => {
  const { client, audience, scopes, resources, ttlSeconds, authorization, account, spends } = plan;
  const jti = options.mint.mintId(options.clock.nowMs());
  const at = seconds(options.clock);
  const scope = formatScope(scopes);
  const detail = {
    audience: audience.issuer,
    clientThere: audience.clientId,
    account: account.id,
    scope,
    resources,
    expiresAt: at + ttlSeconds,
    authorization: authorization.id,
  };
  const actor = { kind: 'client', id: client.id, address, requestId } as const;
  return {
    response: {
      // Called so for historical reasons (RFC 8693 §2.2.1)
      access_token: sign(plan, jti, options),
      issued_token_type: ID_JAG,
      token_type: 'N_A',
      expires_in: ttlSeconds,
      ...(scope === '' ? {} : { scope }),
    },
    unit: {
      guard: spends.guard,
      changes: [
        ...spends.changes,
        { kind: 'audit.append', entry: { at, actor, action: 'identity_assertion.issued', target: jti, detail } },
      ],
    },
    lost: () => spends.lost(),
    issued: { grant: 'id-jag', format: 'jwt' },
  };
};
