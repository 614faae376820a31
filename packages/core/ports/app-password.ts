import type { EpochSeconds } from './clock.ts';

/** A password that a person made for one application: it stands for them without a second factor, with these scopes alone. */
export interface AppPassword {
  /** 22 characters of base64url whose order is time. */
  readonly id: string;
  readonly accountId: string;
  /** SHA-256 of the password without its hyphens, base64url: it carries 115 bits, so a fast hash keeps it. */
  readonly secretHash: string;
  /** What the person calls it. */
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: EpochSeconds;
  /** It does not end by itself when absent. */
  readonly expiresAt?: EpochSeconds | undefined;
  /** Written every few minutes at most. */
  readonly lastUsedAt?: EpochSeconds | undefined;
}

export interface AppPasswordStore {
  /** As the primary has it now, expired ones included. */
  find(id: string): Promise<AppPassword | undefined>;
  findBySecret(secretHash: string): Promise<AppPassword | undefined>;
  /** Those of a person in the order of creation. */
  list(accountId: string): Promise<readonly AppPassword[]>;
}
