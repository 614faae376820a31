import type { AdminRole } from '../../ports/account.ts';
import type { EpochSeconds } from '../../ports/clock.ts';

/** On what ground somebody manages an issuer. */
export type Authority =
  /** Sits at the machine: whoever may open the control socket, or the database, could do anything without us. */
  | { readonly kind: 'operator' }
  /** A client that acts for itself: its scopes are what an owner gave it. */
  | { readonly kind: 'client'; readonly clientId: string; readonly scopes: readonly string[] }
  /** A person through an application: what the role allows and what the token was given for. */
  | {
      readonly kind: 'person';
      readonly accountId: string;
      /** As the account has it now. */
      readonly role: AdminRole | undefined;
      readonly scopes: readonly string[];
      /** When they signed in for the token. */
      readonly authenticatedAt: EpochSeconds;
      /** Whether they proved more than one thing then. */
      readonly hasSecondFactor: boolean;
    };
