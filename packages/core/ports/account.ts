import type { SecretHash } from './client.ts';
import type { EpochSeconds } from './clock.ts';

/**
 * Only an *active* account may sign in or have anything issued to it (design D12). One that is *deleting* was ended by its person,
 * who may still keep it.
 */
export type AccountState = 'active' | 'locked' | 'disabled' | 'deleting';

/** A state that an administrator may give. */
export type GivenState = Exclude<AccountState, 'deleting'>;

/**
 * What a person may do to Cardea itself, the most powerful first. An *owner* may do everything; an *admin* all but what concerns
 * owners; *support* helps people and reads; an *auditor* only reads.
 */
export const adminRoles = ['owner', 'admin', 'support', 'auditor'] as const;
export type AdminRole = (typeof adminRoles)[number];

/** Claims about a person that they or an administrator set (OpenID Connect Core §5.1); `sub`, `email` and the times are Cardea's. */
export interface ProfileClaims {
  readonly name?: string | undefined;
  readonly given_name?: string | undefined;
  readonly family_name?: string | undefined;
  readonly middle_name?: string | undefined;
  readonly nickname?: string | undefined;
  readonly profile?: string | undefined;
  readonly picture?: string | undefined;
  readonly website?: string | undefined;
  readonly gender?: string | undefined;
  readonly birthdate?: string | undefined;
  readonly zoneinfo?: string | undefined;
  readonly locale?: string | undefined;
  readonly phone_number?: string | undefined;
  readonly phone_number_verified?: boolean | undefined;
  readonly address?: AddressClaim | undefined;
}

/** OpenID Connect Core §5.1.1 */
export interface AddressClaim {
  readonly formatted?: string | undefined;
  readonly street_address?: string | undefined;
  readonly locality?: string | undefined;
  readonly region?: string | undefined;
  readonly postal_code?: string | undefined;
  readonly country?: string | undefined;
}

/** A person who can sign in. */
export interface Account {
  /** `u_` and 22 characters: the subject of its tokens, never a client's id. */
  readonly id: string;
  /** Grows by one with each change. */
  readonly version: number;
  readonly state: AccountState;
  /** What the person types, as they first typed it. */
  readonly username: string;
  /** The username in the form that is compared: NFKC, case folded. Unique. */
  readonly usernameKey: string;
  readonly email?: string | undefined;
  /** The e-mail address in the form that is compared; unique. */
  readonly emailKey?: string | undefined;
  readonly emailVerified: boolean;
  readonly password?: SecretHash | undefined;
  readonly passwordChangedAt?: EpochSeconds | undefined;
  readonly profile: ProfileClaims;
  /** Whether the person administers Cardea. */
  readonly role?: AdminRole | undefined;
  /** When an account that is *deleting* is removed. */
  readonly deleteAt?: EpochSeconds | undefined;
  readonly createdAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
}

export interface AccountStore {
  /** The account as the primary has it now. */
  find(id: string): Promise<Account | undefined>;
  /** By username or by verified or unverified e-mail address, each in the form that is compared. */
  findByLogin(key: string): Promise<Account | undefined>;
  /** An active owner, as the primary has it now. */
  findOwner(): Promise<Account | undefined>;
  /** Accounts that are to be removed by now, the longest due first. */
  listDue(filter: { readonly at: EpochSeconds; readonly limit: number }): Promise<readonly Account[]>;
  list(page: { readonly limit: number; readonly after?: string | undefined }): Promise<readonly Account[]>;
}
