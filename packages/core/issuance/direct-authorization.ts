import type { EngineOptions } from '../engine-options.ts';
import type { Authorization } from '../ports/authorization.ts';
import type { AuthenticationMethod } from '../ports/browser-session.ts';
import { seconds } from '../ports/clock.ts';

interface Direct {
  readonly clientId: string;
  readonly accountId: string;
  readonly scopes: readonly string[];
  readonly audience: readonly string[];
  readonly methods: readonly AuthenticationMethod[];
  readonly ttlSeconds: number;
  /** When the person signed in, as somebody else says it: now where they do not, and never later. */
  readonly authTime?: unknown;
}

/** What tokens belong to that a client gets for a person who is not there: it shows among what they allowed, and ends with their account. */
export const directAuthorization = (
  { clientId, accountId, scopes, audience, methods, ttlSeconds, authTime }: Direct,
  { mint, clock }: Pick<EngineOptions, 'mint' | 'clock'>,
): Authorization => {
  const now = seconds(clock);
  return {
    id: mint.mintId(clock.nowMs()),
    clientId,
    accountId,
    scopes,
    resources: audience,
    sid: mint.mintId(clock.nowMs()),
    authenticatedAt: typeof authTime === 'number' && authTime > 0 ? Math.min(Math.floor(authTime), now) : now,
    methods,
    createdAt: now,
    endsAt: now + ttlSeconds,
  };
};
