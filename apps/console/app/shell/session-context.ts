import { createContext, useContext } from 'react';
import type { SignedIn } from '../api/session.ts';

export const SessionContext = createContext<SignedIn | undefined>(undefined);

/** Who has signed in. Throws outside the gate, which lets nobody else in. */
export const useSession = (): SignedIn => {
  const session = useContext(SessionContext);
  if (session === undefined) throw new TypeError('nobody has signed in');
  return session;
};
