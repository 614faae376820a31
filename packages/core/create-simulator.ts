import { isRefusal, Parameters, type Refusal, refuse } from '@cardea/protocol';
import { createAuthorizationFlow } from './authorize/create-flow.ts';
import { AuthenticatedClient } from './client-auth/authenticated-client.ts';
import { clientAuthMethods } from './client-auth/registry.ts';
import { grantTo } from './endpoints/token.ts';
import type { EngineOptions } from './engine-options.ts';
import { dryStores } from './explain/dry-stores.ts';
import { checksBehind, checksUntil, told } from './explain/explain.ts';
import type { Simulation, Simulator } from './explain/simulation.ts';
import type { TokenResponse } from './issuance/issue.ts';
import { ArrivalLimiter } from './limits/arrival-limiter.ts';
import { FailureLimiter } from './limits/failure-limiter.ts';
import type { Client } from './ports/client.ts';
import type { Caller } from './ports/request.ts';
import { createUpstream } from './upstream/create-upstream.ts';

/** Nobody: what a dry run would count against an address counts against none. */
const CALLER: Caller = { address: '0.0.0.0', network: 'simulation', requestId: 'simulation' };

type Pairs = readonly (readonly [name: string, value: string])[];

const parametersOf = (pairs: Pairs): Parameters | Refusal => {
  const parameters = new Parameters();
  for (const [name, value] of pairs) {
    const refusal = parameters.add(name, value);
    if (refusal) return refusal;
  }
  return parameters;
};

const refused = (refusal: Refusal, endpoint: string): Simulation => ({
  outcome: 'refused',
  refusal: told(refusal),
  checks: checksBehind({ endpoint, code: refusal.code, detail: refusal.detail }),
});

/** Everything of an answer but what could be presented somewhere. */
const wouldGrant = (response: TokenResponse) => ({
  tokenType: response.token_type,
  expiresInSeconds: response.expires_in,
  scopes: (response.scope ?? '').split(' ').filter(Boolean),
  hasRefreshToken: response.refresh_token !== undefined,
  hasIdToken: response.id_token !== undefined,
});

/** Why a client could not authenticate, whatever it presented. */
const unusable = (
  id: string,
  client: Client | Refusal | undefined,
  { profile }: EngineOptions,
): Refusal | undefined => {
  const detail = { client: id.slice(0, 128) };
  if (client === undefined) return refuse('client.unknown', detail);
  if (isRefusal(client)) return client;
  if (!client.enabled) return refuse('client.disabled', detail);
  if (!profile.authMethods.includes(client.authMethod))
    return refuse('client.profile', { ...detail, registered: client.authMethod });
  return undefined;
};

/** Where nobody has to prove a key, which a dry run cannot. */
const unbound = (client: Client): Client => ({ ...client, dpopBoundAccessTokens: undefined });

/**
 * Dry runs of requests by the very code that answers them, on stores that write nothing. The tokens that come of one are
 * forgotten here: they are signed, and must reach nobody.
 */
export const createSimulator = (engineOptions: EngineOptions): Simulator => {
  const stores = dryStores(engineOptions.stores);
  const observer = { tokenIssued: () => {}, introspected: () => {} };
  const profile = { ...engineOptions.profile, boundTokensOnly: false };
  const dry: EngineOptions = {
    ...engineOptions,
    stores,
    observer,
    profile,
    hasher: { ...engineOptions.hasher, verify: async () => true },
    limits: { ...engineOptions.limits, authorize: undefined },
  };
  const limiter = new FailureLimiter(dry);
  const arrivals = new ArrivalLimiter(dry.clock, undefined);
  const flow = createAuthorizationFlow({ ...dry, arrivals, upstream: createUpstream(dry) });

  return {
    async token({ clientId, parameters: pairs }) {
      const parameters = parametersOf(pairs);
      if (isRefusal(parameters)) return refused(parameters, 'token');
      const client = await dry.clientLookup.find(clientId, CALLER, 'authentication');
      const problem = unusable(clientId, client, dry);
      if (problem || client === undefined || isRefusal(client))
        return refused(problem ?? refuse('client.unknown'), 'token');
      const proven = AuthenticatedClient.prove(unbound(client), clientAuthMethods[client.authMethod].presentedAs);
      const request = { parameters, authorization: undefined, caller: CALLER };
      const grant = parameters.get('grant_type');
      const answer = await grantTo(proven, request, { ...dry, limiter });
      if (isRefusal(answer)) return refused(answer.of({ client: clientId, grant: grant?.slice(0, 128) }), 'token');
      return { outcome: 'granted', granted: wouldGrant(answer), checks: checksUntil('token', { grant }) };
    },

    async authorize({ parameters: pairs }) {
      const parameters = parametersOf(pairs);
      if (isRefusal(parameters)) return refused(parameters, 'authorize');
      const browser = { caller: CALLER, userAgent: '', secret: 'simulation', sessionHandles: [] };
      const outcome = await flow.begin(parameters, browser);
      if (isRefusal(outcome)) return refused(outcome, 'authorize');
      const { next } = outcome;
      if (next.kind === 'response') return refused(next.refusal ?? refuse('flow.unknown'), 'authorize');
      return { outcome: 'asks', step: next.step.kind, checks: checksUntil('authorize', { stop: 'signedIn' }) };
    },
  };
};
