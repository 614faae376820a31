import type { Account, Guard, IdentityProvider, Stores } from '@cardea/core';
import { anAccount } from '../builders/people.ts';
import { anIdentityProvider } from '../builders/upstream.ts';
import type { Subject } from './open-stores.ts';

export const ROUNDS = 20;
export const RUNNERS_A_RIVAL = 4;
export const TIMEOUT_MS = 60_000;

export const holds = (stores: Stores, guard: Guard): Promise<boolean> => stores.commit({ guard, changes: [] });

/** Lets everybody who has the database commit at once; how many were held. */
export const race = async ({ rivals }: Subject, guard: (runner: number) => Guard): Promise<number> => {
  const barrier = Promise.withResolvers<void>();
  const answers = Array.from({ length: RUNNERS_A_RIVAL * rivals.length }, async (_, runner) => {
    await barrier.promise;
    const stores = rivals[runner % rivals.length];
    return stores !== undefined && (await holds(stores, guard(runner)));
  });
  barrier.resolve();
  return (await Promise.all(answers)).filter(Boolean).length;
};

export const addProvider = async (stores: Stores, changes?: Partial<IdentityProvider>): Promise<IdentityProvider> => {
  const provider = anIdentityProvider(changes);
  await holds(stores, { kind: 'identity_provider.insert', provider });
  return provider;
};

export const addAccount = async (stores: Stores, changes?: Partial<Account>): Promise<Account> => {
  const account = anAccount(changes);
  await holds(stores, { kind: 'account.insert', account });
  return account;
};
