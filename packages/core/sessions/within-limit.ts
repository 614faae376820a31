import type { EngineOptions } from '../engine-options.ts';
import type { Caller } from '../ports/request.ts';
import { MAX_SESSIONS_PER_BROWSER, type SignedIn } from './browser-sessions.ts';
import { endOfSession } from './end-session.ts';

/**
 * Those who stay signed in on a browser, of more than it has room for: the first ones. The others are signed out, and what
 * knows of their sessions hears of it; a session that no cookie leads to any more would go on unseen.
 */
export const withinLimit = async (
  people: readonly SignedIn[],
  caller: Caller,
  options: Pick<EngineOptions, 'stores' | 'clock'>,
): Promise<readonly SignedIn[]> => {
  for (const person of people.slice(MAX_SESSIONS_PER_BROWSER))
    await options.stores.commit(endOfSession({ person, caller, clientId: undefined }, options));
  return people.slice(0, MAX_SESSIONS_PER_BROWSER);
};
