import type { EpochSeconds } from './clock.ts';

/** What lets its holder register clients (RFC 7591 §1.2). */
export interface InitialAccessToken {
  /** The selector of its handle. */
  readonly id: string;
  readonly verifierHash: string;
  /** What its maker calls it. */
  readonly name: string;
  /** What clients registered with it may have beside the scopes that every client may register for. */
  readonly scopes: readonly string[];
  readonly createdAt: EpochSeconds;
  readonly expiresAt?: EpochSeconds | undefined;
  /** How many clients it registers; any number when absent. */
  readonly maxUses?: number | undefined;
  readonly uses: number;
}

export interface InitialAccessTokenStore {
  find(id: string): Promise<InitialAccessToken | undefined>;
  /** In the order of their creation. */
  list(): Promise<readonly InitialAccessToken[]>;
}
