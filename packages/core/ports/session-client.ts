import type { EpochSeconds } from './clock.ts';

/**
 * A client that got an ID token in a session and wants to be told when the session ends. The row outlives the session until the
 * word is on its way: whoever ends a session marks it in the same unit, so that nobody is forgotten when a process dies.
 */
export interface SessionClient {
  readonly sid: string;
  readonly clientId: string;
  readonly accountId: string;
  /** When the client was last answered in the session. */
  readonly answeredAt: EpochSeconds;
  /** When the session ended; absent while it goes on. */
  readonly endedAt?: EpochSeconds | undefined;
}

/** The session of this client has ended and nobody has taken the row yet; removes it. Of two that take it, one is held. */
export type SessionClientGuard = {
  readonly kind: 'session_client.take';
  readonly sid: string;
  readonly clientId: string;
};

export type SessionClientChange =
  /** Inserts the row, or replaces the one of the same session and client. */
  | { readonly kind: 'session_client.put'; readonly sessionClient: SessionClient }
  /** Marks the clients of the sessions of a person: of one session, of all but one, and one client, where those are named. */
  | {
      readonly kind: 'session_clients.end';
      readonly accountId: string;
      readonly sid?: string | undefined;
      readonly exceptSid?: string | undefined;
      readonly clientId?: string | undefined;
      readonly at: EpochSeconds;
    };

export interface SessionClientStore {
  /** Clients of a session, in the order of their ids. */
  list(sid: string): Promise<readonly SessionClient[]>;
  /** Clients whose session has ended, the longest ended first. */
  listEnded(page: { readonly limit: number }): Promise<readonly SessionClient[]>;
}
