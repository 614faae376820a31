import type { Client } from './client.ts';
import type { EpochSeconds } from './clock.ts';
import type { InitialAccessToken } from './initial-access-token.ts';

export type RegistrationGuard =
  /** The token exists, has not expired and has a use left; takes one. Of two registrations with the last use one is held. */
  | { readonly kind: 'initial_access_token.use'; readonly id: string; readonly at: EpochSeconds }
  | { readonly kind: 'initial_access_token.delete'; readonly id: string }
  /**
   * The client was not registered by an operator, got nothing since `before`, and has no authorization that stands at `at`;
   * removes it, with what `client.delete` removes.
   */
  | {
      readonly kind: 'client.expire';
      readonly id: string;
      readonly before: EpochSeconds;
      readonly at: EpochSeconds;
    };

export type RegistrationChange =
  | { readonly kind: 'initial_access_token.insert'; readonly token: InitialAccessToken }
  /** Inserts a client whose id was just made and is nobody's. */
  | { readonly kind: 'client.register'; readonly client: Client }
  /** Its document said the same as before, and is good until then. */
  | { readonly kind: 'client.document_fresh'; readonly id: string; readonly until: EpochSeconds }
  /** Notes that the client got something. Its version stays: nothing is decided by it but when it is removed. */
  | { readonly kind: 'client.touch'; readonly id: string; readonly at: EpochSeconds };
