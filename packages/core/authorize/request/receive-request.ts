import { isRefusal, Parameters, type Refusal } from '@cardea/protocol';
import type { EngineOptions } from '../../engine-options.ts';
import type { Client } from '../../ports/client.ts';
import type { PushedRequest } from '../../ports/pushed-request.ts';
import { findPushed, isPushedUri } from '../pushed/find-pushed.ts';
import { type ResolvedRequest, resolveRequest } from '../request-object/resolve-request.ts';

export interface ReceivedRequest extends ResolvedRequest {
  readonly pushed: PushedRequest | undefined;
}

/** A request by whichever way it came: plain, in a request object, or pushed ahead. */
export const receiveRequest = async (
  outside: Parameters,
  client: Client,
  options: EngineOptions,
): Promise<ReceivedRequest | Refusal> => {
  const uri = outside.get('request_uri');
  if (!isPushedUri(uri)) {
    const resolved = await resolveRequest(outside, client, options);
    return isRefusal(resolved) ? resolved : { ...resolved, pushed: undefined };
  }
  const pushed = await findPushed(uri, client, options);
  if (isRefusal(pushed)) return pushed;
  // RFC 9126 §4: what else the browser brings does not count
  const parameters = new Parameters();
  for (const [name, value] of pushed.parameters) parameters.add(name, value);
  return { parameters, source: pushed.source, pushed };
};
