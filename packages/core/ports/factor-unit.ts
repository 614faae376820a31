import type { EpochSeconds } from './clock.ts';
import type { Passkey, TotpFactor } from './factor.ts';

/** Guards of second factors and passkeys. Whoever proves something with one must have an active account (design D12). */
export type FactorGuard =
  /** The account is active and has no authenticator app; inserts it. */
  | { readonly kind: 'totp.insert'; readonly totp: TotpFactor }
  /** No code of this time step or a later one was used, and the account is active; remembers the step (RFC 6238 §5.2). */
  | { readonly kind: 'totp.use'; readonly accountId: string; readonly step: number; readonly at: EpochSeconds }
  | { readonly kind: 'totp.delete'; readonly accountId: string }
  /** The account is active, and nobody has a passkey of this id; inserts it. */
  | { readonly kind: 'passkey.insert'; readonly passkey: Passkey }
  /**
   * The passkey is this account's, the account is active, and its counter is below the one it shows now, or both are 0
   * (Web Authentication §7.2); remembers it.
   */
  | {
      readonly kind: 'passkey.use';
      readonly id: string;
      readonly accountId: string;
      readonly counter: number;
      readonly at: EpochSeconds;
    }
  | { readonly kind: 'passkey.rename'; readonly id: string; readonly accountId: string; readonly name: string }
  | { readonly kind: 'passkey.delete'; readonly id: string; readonly accountId: string }
  /** The code is this account's and was not used, and the account is active; uses it up. */
  | { readonly kind: 'recovery_code.use'; readonly accountId: string; readonly codeHash: string };

/** Changes of second factors and passkeys. */
export type FactorChange =
  /** Takes all recovery codes from a person. */
  | { readonly kind: 'recovery_codes.clear'; readonly accountId: string }
  /** Gives a person more of them, by the hashes. */
  | {
      readonly kind: 'recovery_codes.insert';
      readonly accountId: string;
      readonly codeHashes: readonly string[];
      readonly at: EpochSeconds;
    }
  /** Takes the recovery codes from a person who has nothing left that they could stand in for. */
  | { readonly kind: 'recovery_codes.sweep'; readonly accountId: string }
  | { readonly kind: 'totp.clear'; readonly accountId: string }
  | { readonly kind: 'passkeys.clear'; readonly accountId: string };
