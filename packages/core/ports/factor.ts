import type { EpochSeconds } from './clock.ts';

/** Hash functions of time-based one-time passwords (RFC 6238 §1.2). */
export type TotpAlgorithm = 'SHA1' | 'SHA256' | 'SHA512';

/** What a code is made with besides its secret. */
export interface TotpParameters {
  readonly algorithm: TotpAlgorithm;
  readonly digits: number;
  readonly periodSeconds: number;
}

/** The authenticator app of a person (RFC 6238): one at most. */
export interface TotpFactor extends TotpParameters {
  readonly accountId: string;
  /** The secret, sealed with the master key for this account alone. */
  readonly sealedSecret: string;
  /** The newest time step whose code was used: its code and those before it are of no more use (RFC 6238 §5.2). */
  readonly lastStep: number;
  readonly createdAt: EpochSeconds;
  readonly lastUsedAt?: EpochSeconds | undefined;
}

/** A passkey of a person (Web Authentication Level 3 §4). */
export interface Passkey {
  /** The credential id, base64url. Unique over all people. */
  readonly id: string;
  readonly accountId: string;
  /** What the person calls it. */
  readonly name: string;
  /** COSE_Key, base64url. */
  readonly publicKey: string;
  /** The signature counter as it was last seen; 0 where the authenticator keeps none. */
  readonly counter: number;
  readonly transports: readonly string[];
  /** Whether it may lie on several devices: a copy of it is backed up. */
  readonly isSynced: boolean;
  readonly createdAt: EpochSeconds;
  readonly lastUsedAt?: EpochSeconds | undefined;
}

/** What a person can prove themselves with besides a password, in numbers. */
export interface FactorCounts {
  readonly totp: number;
  readonly passkeys: number;
  /** Recovery codes that are left. */
  readonly recoveryCodes: number;
}

export interface FactorStore {
  /** What the primary has now. */
  count(accountId: string): Promise<FactorCounts>;
  findTotp(accountId: string): Promise<TotpFactor | undefined>;
  findPasskey(id: string): Promise<Passkey | undefined>;
  /** The passkeys of a person, in the order they were added. */
  listPasskeys(accountId: string): Promise<readonly Passkey[]>;
}
