import { isRefusal, Refusal } from '@cardea/protocol';
import type { Account } from '../ports/account.ts';
import type { Caller } from '../ports/request.ts';
import { type PasswordDependencies, provePassword } from './prove-password.ts';

const MAX_CHARS = 1024; // Design D6

interface Owner {
  readonly username: string;
  readonly password: string;
  /** The account that it must be, where one is known. */
  readonly accountId?: string | undefined;
  readonly caller: Caller;
}

const wrong = (first: Refusal): Refusal => new Refusal('password.wrong').because(first);

/**
 * Whose password it is, for a grant (RFC 6749 §4.3.2): counted, and as costly, as a sign-in on the page. Whatever is wrong
 * with it looks the same.
 */
export const proveOwner = async (
  { username, password, accountId, caller }: Owner,
  dependencies: PasswordDependencies,
): Promise<Account | Refusal> => {
  // Looked at by nobody: hashing costs by length
  if (username.length > MAX_CHARS || password.length > MAX_CHARS) return wrong(new Refusal('login.wrong_password'));
  const account = await provePassword({ username, password, caller }, dependencies);
  if (isRefusal(account)) return account.status === 429 ? account : wrong(account);
  return accountId === undefined || account.id === accountId
    ? account
    : wrong(new Refusal('login.wrong_password', { detail: { account: account.id, session: accountId } }));
};
