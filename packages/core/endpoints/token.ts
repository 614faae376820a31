import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import { authenticate } from '../client-auth/authenticate.ts';
import type { AuthenticatedClient } from '../client-auth/authenticated-client.ts';
import { boundKey } from '../dpop/bound-key.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { Decide, Grant } from '../grants/grant.ts';
import { grantRegistry } from '../grants/registry.ts';
import { issue, STALE, type TokenResponse } from '../issuance/issue.ts';
import type { ReadyPlan } from '../issuance/ready-plan.ts';
import { clientRateRefusal } from '../limits/client-rate.ts';
import type { FailureLimiter } from '../limits/failure-limiter.ts';
import type { ClientRequest } from '../ports/request.ts';

type Dependencies = EngineOptions & { readonly limiter: FailureLimiter };

/** The grant that is asked for, if it exists and the client may use it (RFC 6749 §5.2). */
const selectGrant = (
  { parameters }: ClientRequest,
  { client }: AuthenticatedClient,
  { profile }: Dependencies,
): Grant | Refusal => {
  const type = parameters.get('grant_type');
  if (type === undefined) return refuse('grant.type_missing');
  const grant = grantRegistry.get(type);
  if (grant === undefined) return refuse('grant.type_unknown', { requested: type.slice(0, 128) });
  const registered = client.grantTypes.includes(type);
  // Design D14: what is off is not known to be there
  if (grant.legacy && !(registered && profile.legacyGrants))
    return refuse('grant.switched_off', { requested: type, registered: client.grantTypes, profile: profile.name });
  return registered ? grant : refuse('grant.not_registered', { requested: type, registered: client.grantTypes });
};

/** The client's request, parsed and ready to be decided. */
const parseRequest = (request: ClientRequest, client: AuthenticatedClient, options: Dependencies): Decide | Refusal => {
  const grant = selectGrant(request, client, options);
  return isRefusal(grant) ? grant : grant.parse(request);
};

/** Writes what a grant has made ready. */
const handOver = async ({ response, unit, issued, lost }: ReadyPlan, { stores, observer }: Dependencies) => {
  if (!(await stores.commit(unit))) return (await lost()) ?? STALE;
  observer.tokenIssued(issued);
  return response;
};

/** Decides for a client; `jkt` is the key it has proved to hold. */
const grantAndIssue = async (
  {
    decide,
    request,
    jkt,
  }: { readonly decide: Decide; readonly request: ClientRequest; readonly jkt: string | undefined },
  client: AuthenticatedClient,
  options: Dependencies,
) => {
  const plan = await decide(client, jkt === undefined ? options : { ...options, jkt });
  if (isRefusal(plan)) return plan;
  if ('unit' in plan) return handOver(plan, options);
  return issue(jkt === undefined ? plan : { ...plan, jkt }, request.caller, options);
};

/** What a client that has proved who it is gets, and only then one write. */
export const grantTo = async (
  client: AuthenticatedClient,
  request: ClientRequest,
  options: Dependencies,
): Promise<TokenResponse | Refusal> => {
  const { requestsPerMinute } = client.client;
  const tooOften = requestsPerMinute && (await clientRateRefusal(client.client.id, requestsPerMinute, options));
  if (tooOften) return tooOften;

  const decide = parseRequest(request, client, options);
  if (isRefusal(decide)) return decide;
  // Design D9: proved before anything is spent
  const jkt = await boundKey(request, client.client, options);
  if (isRefusal(jkt)) return jkt;
  const response = await grantAndIssue({ decide, request, jkt }, client, options);
  if (response !== STALE) return response;

  // Another process has changed the client since our copy was made: decide once more on what it is now.
  const fresh = await options.stores.clients.findFresh(client.client.id);
  const renewed = fresh && client.renewed(fresh);
  if (!renewed) return refuse(fresh?.enabled ? 'client.secret_wrong' : 'client.disabled', { client: client.client.id });
  if (fresh.dpopBoundAccessTokens && jkt === undefined) return refuse('dpop.missing', { client: fresh.id });
  const again = parseRequest(request, renewed, options);
  if (isRefusal(again)) return again;
  const second = await grantAndIssue({ decide: again, request, jkt }, renewed, options);
  return second === STALE ? refuse('grant.client_changed') : second;
};

/** POST /token (RFC 6749 §3.2): who asks, for which grant, and is it granted. */
export const tokenEndpoint = async (
  request: ClientRequest,
  options: Dependencies,
): Promise<TokenResponse | Refusal> => {
  const client = await authenticate(request, options);
  if (isRefusal(client)) return client;
  const answer = await grantTo(client, request, options);
  if (!isRefusal(answer)) return answer;
  // For the operator: whom it is about
  return answer.of({ client: client.client.id, grant: request.parameters.get('grant_type')?.slice(0, 128) });
};
