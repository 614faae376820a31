import { loginKey } from '../accounts/login-key.ts';
import type { SignedIn } from '../sessions/browser-sessions.ts';
import type { LogoutRequest } from './logout-request.ts';

/** A person who is signed in on the browser, with their subject towards the client that asks, where there is one. */
export interface Person extends SignedIn {
  readonly subject: string | undefined;
}

/** Whose session a request is about, and whether that is certain. */
export type WhoLeaves =
  | { readonly kind: 'nobody' }
  /** The ID token is of this very session. */
  | { readonly kind: 'certain'; readonly person: Person }
  /** The person must be asked, about one of them where it can be told which (RP-Initiated Logout §2). */
  | { readonly kind: 'ask'; readonly about: Person | undefined };

const isMeantBy = (logoutHint: string, { account, session, subject }: Person): boolean => {
  const key = loginKey(logoutHint);
  return [account.usernameKey, account.emailKey].includes(key) || [session.sid, subject].includes(logoutHint);
};

export const whoLeaves = (
  { hint, logoutHint }: Pick<LogoutRequest, 'hint' | 'logoutHint'>,
  people: readonly Person[],
): WhoLeaves => {
  if (people.length === 0) return { kind: 'nobody' };
  const hinted = hint && people.find(({ subject }) => subject === hint.subject);
  // An ID token of an earlier session proves who is meant, not that the one of now is to end
  if (hinted && hint.sid === hinted.session.sid) return { kind: 'certain', person: hinted };
  const named = logoutHint === undefined ? undefined : people.find((person) => isMeantBy(logoutHint, person));
  const [only, another] = people;
  return { kind: 'ask', about: hinted ?? named ?? (another === undefined ? only : undefined) };
};
