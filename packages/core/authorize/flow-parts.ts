import type { Refusal } from '@cardea/protocol';
import type { Account } from '../ports/account.ts';
import type { AuthorizationSession } from '../ports/authorization-session.ts';
import type { SignedIn } from '../sessions/browser-sessions.ts';
import type { Entry } from './answer/entry.ts';
import type { Browser, FlowState } from './flow.ts';
import type { AuthorizationResponse } from './response.ts';
import type { Situation } from './steps/next-step.ts';

/** What decides what comes next in a flow. */
export interface Decisive {
  readonly situation: Situation;
  /** Whose `factors` the situation tells of, where those have a say. */
  readonly subject: Account | undefined;
}

/** A flow that is open, with everything that decides what comes next. */
export interface Open extends Decisive {
  readonly flow: AuthorizationSession;
  readonly people: readonly SignedIn[];
  readonly entry: Entry;
}

/** What the steps of a flow are made of. */
export interface FlowParts {
  /** The flow, for the browser that began it alone. */
  open(flowId: string, browser: Browser): Promise<Open | Refusal>;
  /** Writes what changed, and looks anew at what decides. */
  update(opened: Open, changes: Partial<AuthorizationSession>): Promise<Open | Refusal>;
  /** What the person sees next, or the answer where nothing is left to ask. */
  advance(opened: Open, browser: Browser): Promise<FlowState | AuthorizationResponse | Refusal>;
}
