import type { EpochSeconds } from './clock.ts';

/** What a person has agreed that a client may have; remembered until it is withdrawn. */
export interface Consent {
  readonly accountId: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly grantedAt: EpochSeconds;
}

export interface ConsentStore {
  find(accountId: string, clientId: string): Promise<Consent | undefined>;
  list(accountId: string): Promise<readonly Consent[]>;
}
