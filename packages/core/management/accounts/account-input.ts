import type { Account, AdminRole, GivenState, ProfileClaims } from '../../ports/account.ts';

/** A person to register. */
export interface NewAccount {
  readonly username: string;
  readonly email?: string | undefined;
  readonly emailVerified?: boolean | undefined;
  readonly profile?: ProfileClaims | undefined;
  readonly state?: GivenState | undefined;
  readonly role?: AdminRole | undefined;
  /** A chosen password, or `generate` for one that is made and shown once; without it the person cannot sign in with one. */
  readonly password?: string | typeof GENERATE | undefined;
}

/** Asks for a password to be made. */
export const GENERATE = { generate: true } as const;

/** Claims to change: what is left out stays, `null` takes one away. */
export type ProfileChanges = { readonly [K in keyof ProfileClaims]?: ProfileClaims[K] | null };

/** What to change of a person. What is left out stays. */
export interface AccountChanges {
  readonly id: string;
  /** The version that was looked at: a change made since then is not overwritten. */
  readonly version?: number | undefined;
  readonly username?: string | undefined;
  /** `null` takes it away. A new address is unverified unless it is said otherwise. */
  readonly email?: string | null | undefined;
  readonly emailVerified?: boolean | undefined;
  readonly profile?: ProfileChanges | undefined;
  /** Another one also ends a deletion that is under way. */
  readonly state?: GivenState | undefined;
  /** `null` takes it away. */
  readonly role?: AdminRole | null | undefined;
}

export interface PasswordChange {
  readonly id: string;
  readonly password: string | typeof GENERATE;
}

/** A person as administrators see them: without the password's hash. */
export type AccountDescription = Omit<Account, 'password' | 'usernameKey' | 'emailKey'> & {
  readonly hasPassword: boolean;
};

export const describeAccount = ({
  password,
  usernameKey: _usernameKey,
  emailKey: _emailKey,
  ...account
}: Account): AccountDescription => ({ ...account, hasPassword: password !== undefined });
