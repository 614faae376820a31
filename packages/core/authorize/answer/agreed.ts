import type { AuthorizationSession } from '../../ports/authorization-session.ts';
import type { Client } from '../../ports/client.ts';
import type { Caller } from '../../ports/request.ts';
import type { SignedIn } from '../../sessions/browser-sessions.ts';
import type { Entry } from './entry.ts';

/** A request that nothing is left to ask about. */
export interface Agreed {
  readonly entry: Entry;
  readonly flow: AuthorizationSession;
  readonly client: Client;
  readonly person: SignedIn;
  readonly scopes: readonly string[];
  readonly caller: Caller;
  /** Who is signed in on the browser, as clients may watch it. */
  readonly browserState: string;
}
