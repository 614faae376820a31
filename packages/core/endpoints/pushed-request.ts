import { isRefusal, Parameters, type Refusal, refuse } from '@cardea/protocol';
import { newPushed, PUSHED_TTL_SECONDS } from '../authorize/pushed/new-pushed.ts';
import { acceptRequest } from '../authorize/request/accept-request.ts';
import { trustedRedirect } from '../authorize/request/client-and-redirect.ts';
import { resolveRequest } from '../authorize/request-object/resolve-request.ts';
import { authenticate } from '../client-auth/authenticate.ts';
import { provePossession } from '../dpop/prove-possession.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { ArrivalLimiter } from '../limits/arrival-limiter.ts';
import { clientRateRefusal } from '../limits/client-rate.ts';
import type { FailureLimiter } from '../limits/failure-limiter.ts';
import { CONSOLE_CLIENT_ID } from '../ports/console-id.ts';
import type { ClientRequest } from '../ports/request.ts';

type Dependencies = EngineOptions & { readonly limiter: FailureLimiter; readonly arrivals: ArrivalLimiter };

/** RFC 9126 §2.2 */
export interface PushedResponse {
  readonly request_uri: string;
  readonly expires_in: number;
}

/** The parameters of the request, with the client that sends them. */
const withClient = (parameters: Parameters, clientId: string): Parameters | Refusal => {
  const sent = parameters.get('client_id');
  if (sent !== undefined) return sent === clientId ? parameters : refuse('pushed.other_client', { client: clientId });
  const complete = new Parameters();
  for (const [name, value] of [['client_id', clientId] as const, ...parameters.entries()]) complete.add(name, value);
  return complete;
};

/** POST /par (RFC 9126 §2): who asks, is the request good, and only then one write. */
export const pushedRequestEndpoint = async (
  request: ClientRequest,
  options: Dependencies,
): Promise<PushedResponse | Refusal> => {
  const authenticated = await authenticate(request, options);
  if (isRefusal(authenticated)) return authenticated;
  const { client } = authenticated;
  // Who proves nothing is bounded like a browser, and so is who asks for each browser that comes along; who proves themselves
  // may send for all their people from one address
  const limited =
    authenticated.isPublic || client.id === CONSOLE_CLIENT_ID
      ? options.arrivals.take(request.caller.network, 'authorize.too_many')
      : client.requestsPerMinute && (await clientRateRefusal(client.id, client.requestsPerMinute, options));
  if (limited) return limited;
  if (request.parameters.has('request_uri')) return refuse('pushed.uri_given');

  const parameters = withClient(request.parameters, client.id);
  if (isRefusal(parameters)) return parameters;
  const resolved = await resolveRequest(parameters, client, options);
  if (isRefusal(resolved)) return resolved;
  const trusted = trustedRedirect(resolved.parameters, client);
  if (isRefusal(trusted)) return trusted;
  const accepted = await acceptRequest(resolved, trusted, options);
  if (isRefusal(accepted)) return accepted;

  // RFC 9449 §10.1: last, because the proof is used up by it
  const jkt = request.proof && (await provePossession(request.proof, options));
  if (isRefusal(jkt)) return jkt;
  const named = accepted.jkt;
  if (jkt !== undefined && named !== undefined && named !== jkt) return refuse('dpop.request_key');
  if (jkt !== undefined && named === undefined) resolved.parameters.add('dpop_jkt', jkt);
  const { uri, request: pushed } = newPushed(resolved, client, options);
  await options.stores.commit({ changes: [{ kind: 'pushed_request.insert', request: pushed }] });
  return { request_uri: uri, expires_in: PUSHED_TTL_SECONDS };
};
