import type { EpochSeconds } from './clock.ts';

/** A person here is this subject there. One account has one link to a provider at most. */
export interface IdentityLink {
  readonly providerId: string;
  /** `sub` at the provider: the one name of a person that is never given to another (OpenID Connect Core §5.7). */
  readonly subject: string;
  readonly accountId: string;
  /** What the provider calls the person, to be told apart by them: an e-mail address or a user name, as of the last sign-in. */
  readonly label?: string | undefined;
  readonly createdAt: EpochSeconds;
  readonly usedAt: EpochSeconds;
}

export interface IdentityLinkStore {
  find(providerId: string, subject: string): Promise<IdentityLink | undefined>;
  /** Of one person, oldest first. */
  list(accountId: string): Promise<readonly IdentityLink[]>;
}
