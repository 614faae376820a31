import { type AuthorizationRequest, isRefusal, type Parameters, type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../../engine-options.ts';
import type { PushedRequest } from '../../ports/pushed-request.ts';
import type { Caller } from '../../ports/request.ts';
import { isPushedUri } from '../pushed/find-pushed.ts';
import { type AuthorizationResponse, errorResponse } from '../response.ts';
import { acceptRequest } from './accept-request.ts';
import { knownClient, trustedRedirect } from './client-and-redirect.ts';
import { receiveRequest } from './receive-request.ts';
import { refusalMode } from './response-type.ts';

export interface BegunRequest {
  readonly kind: 'request';
  readonly request: AuthorizationRequest;
  readonly pushed: PushedRequest | undefined;
}

/**
 * A request of a browser that may go on: or what its client is told, or, where nothing says where to return to, the person
 * (RFC 6749 §4.1.2.1, design D10).
 */
export const beginRequest = async (
  outside: Parameters,
  caller: Caller,
  options: EngineOptions,
): Promise<BegunRequest | AuthorizationResponse | Refusal> => {
  const { issuer, profile } = options;
  const client = await knownClient(outside.get('client_id'), caller, options);
  if (isRefusal(client)) return client;
  const received = await receiveRequest(outside, client, options);
  // What stands beside a pushed request does not count
  if (isRefusal(received) && isPushedUri(outside.get('request_uri'))) return received;
  const { parameters } = isRefusal(received) ? { parameters: outside } : received;
  const trusted = trustedRedirect(parameters, client);
  if (isRefusal(trusted)) return trusted;
  const back = {
    redirectUri: trusted.redirectUri,
    mode: refusalMode(parameters),
    state: parameters.get('state'),
    issuer,
  };
  if (isRefusal(received)) return errorResponse(back, received.of({ client: client.id }));
  const { pushed } = received;
  // RFC 9126 §5, §6
  const mustPush = client.requirePushedRequests || profile.pushedRequestsOnly;
  const request = mustPush && !pushed ? refuse('pushed.needed') : await acceptRequest(received, trusted, options);
  return isRefusal(request)
    ? errorResponse(back, request.of({ client: client.id }))
    : { kind: 'request', request, pushed };
};
