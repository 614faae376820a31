import { parseHandle, type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../../engine-options.ts';
import type { Client } from '../../ports/client.ts';
import { seconds } from '../../ports/clock.ts';
import type { PushedRequest } from '../../ports/pushed-request.ts';

/** RFC 9126 §2.2: nobody guesses what comes after it. */
export const PUSHED_URI = 'urn:ietf:params:oauth:request_uri:';

export const isPushedUri = (uri: string | undefined): uri is string => uri?.startsWith(PUSHED_URI) === true;

/** A pushed request that this client may still use (RFC 9126 §4). It is used up by the unit that goes on with it. */
export const findPushed = async (
  uri: string,
  client: Client,
  { stores, clock, mint }: Pick<EngineOptions, 'stores' | 'clock' | 'mint'>,
): Promise<PushedRequest | Refusal> => {
  const parts = parseHandle('pushed_request', uri.slice(PUSHED_URI.length));
  if (parts === undefined) return refuse('pushed.malformed');
  const pushed = await stores.pushedRequests.find(parts.selector);
  if (pushed === undefined || !mint.verify(parts.verifier, pushed.verifierHash)) return refuse('pushed.unknown');
  if (pushed.clientId !== client.id) return refuse('pushed.client_differs', { client: client.id });
  return pushed.expiresAt <= seconds(clock) ? refuse('pushed.expired') : pushed;
};
