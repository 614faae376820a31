import type { EpochSeconds } from './clock.ts';
import type { PushedRequest } from './pushed-request.ts';

/** Who is answered about, if anybody, is active and in the session of this `sid`; a named client is enabled and of this version. */
interface Answering {
  readonly about?: { readonly accountId: string; readonly sid: string } | undefined;
  readonly client?: { readonly id: string; readonly version: number } | undefined;
}

/** Guards of authorization requests on their way in. */
export type RequestGuard =
  /** The pushed request is this client's and has not expired; removes it. Of two that use it, one is held. */
  | (Answering & {
      readonly kind: 'pushed_request.use';
      readonly id: string;
      readonly clientId: string;
      readonly at: EpochSeconds;
    })
  /** Nothing is written: for an answer without a question before it. */
  | (Answering & { readonly kind: 'request.answer' });

export type RequestChange =
  | { readonly kind: 'pushed_request.insert'; readonly request: PushedRequest }
  /** Removes the oldest authorization sessions of one browser until `keep` are left. */
  | { readonly kind: 'authorization_sessions.evict'; readonly browserHash: string; readonly keep: number };
