import type { AppPassword } from './app-password.ts';
import type { EpochSeconds } from './clock.ts';

export type AppPasswordGuard =
  /**
   * The account is active and has fewer than `most` that have not expired; inserts it. Of two that race for the last place one
   * is held. With `unchanged` the account has this version, and the client is enabled and has that one.
   */
  | {
      readonly kind: 'app_password.insert';
      readonly appPassword: AppPassword;
      readonly most: number;
      readonly unchanged?:
        | {
            readonly accountVersion: number;
            readonly client: { readonly id: string; readonly version: number };
          }
        | undefined;
    }
  /** The account has it; removes it. What was got with it is inactive from then on. */
  | { readonly kind: 'app_password.delete'; readonly id: string; readonly accountId: string }
  /** It has not expired, and its account is active; nothing is written. */
  | { readonly kind: 'app_password.standing'; readonly id: string; readonly at: EpochSeconds };

export type AppPasswordChange =
  /** Notes that it was used, where that was not noted since `before`. */
  | {
      readonly kind: 'app_password.use';
      readonly id: string;
      readonly at: EpochSeconds;
      readonly before: EpochSeconds;
    }
  /** Removes all of a person. What was got with them is inactive from then on. */
  | { readonly kind: 'app_passwords.remove'; readonly accountId: string };
