import { type Refusal, refuse } from '@cardea/protocol';
import type { Account } from '../ports/account.ts';
import type { BrowserSession } from '../ports/browser-session.ts';
import { seconds } from '../ports/clock.ts';
import { type NewSession, newSession, type SessionDependencies, type SignedIn } from './browser-sessions.ts';

/** How often it is tried anew where something else changed meanwhile. */
const MAX_ATTEMPTS = 3;

const isSamePassword = (one: Account, other: Account): boolean =>
  JSON.stringify(one.password) === JSON.stringify(other.password);

/** The session that is to be replaced, while it is there; else the `sid` that went on from it: the form was sent twice. */
const place = async (
  old: BrowserSession | undefined,
  { stores, clock }: SessionDependencies,
): Promise<Pick<NewSession, 'replaces' | 'sid'>> => {
  if (old === undefined) return { replaces: undefined };
  const live = await stores.browserSessions.listLive(old.accountId, seconds(clock));
  if (live.some(({ id }) => id === old.id)) return { replaces: old };
  return { replaces: undefined, sid: live.find(({ sid }) => sid === old.sid)?.sid };
};

/**
 * Signs a person in on a browser. What they proved must still hold when the session is written: whoever gave a password that
 * was changed meanwhile is not signed in. Another change of the account, or another sign-in on the same browser, is no hindrance.
 */
export const startSession = async (wish: NewSession, options: SessionDependencies): Promise<SignedIn | Refusal> => {
  const { stores } = options;
  let { account } = wish;
  let where: Pick<NewSession, 'replaces' | 'sid'> = wish;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { handle, session, unit } = newSession({ ...wish, ...where, account }, options);
    if (await stores.commit(unit)) return { handle, session, account };
    const now = await stores.accounts.find(account.id);
    if (now?.state !== 'active') return refuse('login.inactive', { account: account.id });
    if (!isSamePassword(now, wish.account))
      return refuse('login.wrong_password', { account: account.id, changed: true });
    account = now;
    where = await place(wish.replaces, options);
  }
  return refuse('login.inactive', { account: account.id, attempts: MAX_ATTEMPTS });
};
