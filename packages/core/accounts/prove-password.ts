import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { beginAttempt } from '../limits/attempt-limiter.ts';
import type { Account } from '../ports/account.ts';
import type { Caller } from '../ports/request.ts';
import { keepAccount } from './keep-account.ts';
import { loginKey } from './login-key.ts';

export type PasswordDependencies = Pick<EngineOptions, 'stores' | 'clock' | 'limits' | 'hasher' | 'decoySecret'>;

interface ProvenBy {
  readonly username: string;
  readonly password: string;
  /** Whether the person wants to keep an account that is going to be deleted. */
  readonly keeps?: boolean | undefined;
  readonly caller: Caller;
}

/**
 * The account whose username or e-mail address and password these are. Unknown people, wrong passwords and inactive
 * accounts cost and look the same; the attempt is counted before the password is looked at.
 */
export const provePassword = async (
  { username, password, keeps = false, caller }: ProvenBy,
  dependencies: PasswordDependencies,
): Promise<Account | Refusal> => {
  const { stores, hasher, decoySecret } = dependencies;
  const key = loginKey(username);
  const attempt = await beginAttempt(caller, key, dependencies);
  if (isRefusal(attempt)) return attempt;

  const account = await stores.accounts.findByLogin(key);
  const right = await hasher.verify(password.normalize('NFKC'), account?.password ?? decoySecret, account?.id ?? '');
  if (account === undefined) return refuse('login.unknown');
  if (account.password === undefined) return refuse('login.no_password', { account: account.id });
  if (!right) return refuse('login.wrong_password', { account: account.id });
  if (account.state === 'deleting') {
    // Whoever has given the right password may know
    if (!keeps) return refuse('login.deleting', { account: account.id, deleteAt: account.deleteAt });
    await attempt.succeeded();
    return keepAccount(account, caller, dependencies);
  }
  if (account.state !== 'active') return refuse('login.inactive', { account: account.id, state: account.state });
  await attempt.succeeded();
  return account;
};
