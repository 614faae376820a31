import { authorizationParameters } from '@cardea/protocol';
import type { EngineOptions } from '../../engine-options.ts';
import type { Client } from '../../ports/client.ts';
import { seconds } from '../../ports/clock.ts';
import type { PushedRequest } from '../../ports/pushed-request.ts';
import type { ResolvedRequest } from '../request-object/resolve-request.ts';
import { PUSHED_URI } from './find-pushed.ts';

/** Long enough for a slow redirect, too short to be found and used by somebody else (RFC 9126 §2.2, §7.3). */
export const PUSHED_TTL_SECONDS = 90;

/** What is stored of a request that was found good, and the URI that its client gets. */
export const newPushed = (
  { parameters, source }: ResolvedRequest,
  client: Client,
  { clock, mint }: Pick<EngineOptions, 'clock' | 'mint'>,
): { readonly uri: string; readonly request: PushedRequest } => {
  const { text, id, verifierHash } = mint.mint('pushed_request', clock.nowMs());
  const now = seconds(clock);
  return {
    uri: PUSHED_URI + text,
    request: {
      id,
      verifierHash,
      clientId: client.id,
      // RFC 9126 §2: what proved the client is not part of its request
      parameters: parameters.entries().filter(([name]) => authorizationParameters.includes(name)),
      source,
      createdAt: now,
      expiresAt: now + PUSHED_TTL_SECONDS,
    },
  };
};
