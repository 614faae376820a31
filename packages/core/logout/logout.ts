import type { Parameters, Refusal } from '@cardea/protocol';
import type { Browser } from '../authorize/flow.ts';
import type { SignedIn } from '../sessions/browser-sessions.ts';
import type { LogoutRequest } from './logout-request.ts';

/** The person must say whether they want to sign out. */
export interface LogoutQuestion {
  readonly kind: 'ask';
  readonly request: LogoutRequest;
  /** Everybody who is signed in on this browser. */
  readonly people: readonly SignedIn[];
  /** The one that the question is about; undefined where any of them may be meant. */
  readonly about: SignedIn | undefined;
}

/** Nothing is left to end. */
export interface LogoutDone {
  readonly kind: 'done';
  readonly request: LogoutRequest;
  /** Where the person goes now, with its state; undefined: nowhere. */
  readonly returnUrl: string | undefined;
  /** Pages of clients that the browser is to load on its way (OpenID Connect Front-Channel Logout §2). */
  readonly frames: readonly string[];
  /** All session handles that the browser has from now on, in order; undefined: unchanged. */
  readonly sessionHandles: readonly string[] | undefined;
}

/** RP-Initiated Logout 1.0, free of HTTP and of pages. Whoever else is signed in on the browser stays so. */
export interface Logout {
  /** GET or POST /logout: ends the session of the hint at once, or says what the person is to be asked. */
  begin(parameters: Parameters, browser: Browser): Promise<LogoutQuestion | LogoutDone | Refusal>;
  /** The person says yes, for one session or for all of this browser. Harmless where it has ended already. */
  confirm(
    parameters: Parameters,
    browser: Browser,
    which: { readonly sessionId: string | 'all' },
  ): Promise<LogoutDone | Refusal>;
}
