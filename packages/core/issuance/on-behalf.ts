import { identityScopes, isRefusal, type Refusal } from '@cardea/protocol';
import { accessTokenLifetime } from '../checks/lifetime.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { Authorization } from '../ports/authorization.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { Target } from './plan.ts';
import { resolveTarget } from './resolve-target.ts';

/** What is asked of an authorization in one token request. */
export interface Portion {
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  readonly expiresInSeconds: number | undefined;
}

export interface OnBehalf {
  readonly target: Target;
  readonly scopes: readonly string[];
  readonly ttlSeconds: number;
}

/**
 * Target, scopes and lifetime of an access token that speaks for a person. With `openid` it opens userinfo too, so Cardea's
 * own API is in its audience; it never outlives its authorization.
 */
export const onBehalf = async (
  { scopes, resources, expiresInSeconds }: Portion,
  {
    client,
    authorization,
  }: { readonly client: Client; readonly authorization: Pick<Authorization, 'endsAt' | 'resources'> },
  options: EngineOptions,
): Promise<OnBehalf | Refusal> => {
  const wanted = resources.length > 0 ? resources : authorization.resources;
  const found = await resolveTarget(wanted, client, options);
  if (isRefusal(found)) return found;
  const opensUserinfo = scopes.includes('openid') && !found.audience.includes(options.issuer);
  const target = opensUserinfo ? { ...found, audience: [...found.audience, options.issuer] } : found;
  // Identity scopes mean something to userinfo, whatever the resource knows
  const meansSomething = (scope: string) =>
    target.scopes.includes(scope) || (scopes.includes('openid') && identityScopes.includes(scope));
  const meaningful = target.scopes.length === 0 ? scopes : scopes.filter(meansSomething);
  const ttlSeconds = accessTokenLifetime({
    requestedSeconds: expiresInSeconds,
    usualSeconds: client.accessTokenTtlSeconds ?? target.ttlSeconds ?? options.lifetimes.accessTokenTtlSeconds,
    clientMaxSeconds: client.maxAccessTokenTtlSeconds,
    serverMaxSeconds: Math.min(
      options.lifetimes.maxAccessTokenTtlSeconds,
      authorization.endsAt - seconds(options.clock),
    ),
  });
  return { target, scopes: meaningful, ttlSeconds };
};
