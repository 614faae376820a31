import type { Account } from '@cardea/core';

/** What a person is called, and what they sign in with where that is something else. */
export const personNames = ({ username, email, profile }: Pick<Account, 'username' | 'email' | 'profile'>) => {
  const name = profile.name ?? username;
  const login = email ?? username;
  return { name, login: login === name ? undefined : login };
};
