import { isRefusal, parseAppPassword, type Refusal, refuse } from '@cardea/protocol';
import { loginKey } from '../accounts/login-key.ts';
import { provePassword } from '../accounts/prove-password.ts';
import type { EngineOptions } from '../engine-options.ts';
import { owesEmailStep } from '../factors/email-step.ts';
import { proveFactor } from '../factors/prove-factor.ts';
import { factorsOf } from '../factors/registry.ts';
import { beginAttempt } from '../limits/attempt-limiter.ts';
import type { Account } from '../ports/account.ts';
import type { AuthenticationMethod } from '../ports/browser-session.ts';
import type { Caller } from '../ports/request.ts';
import { findLiveAppPassword, type LiveAppPassword } from '../tokens/find-app-password.ts';

const MAX_PASSWORD_CHARS = 1024; // Design D6

export interface Login {
  readonly username: string;
  /** The person's own, or one of their app passwords. */
  readonly password: string;
  /** Of the second factor. */
  readonly code: string | undefined;
  readonly caller: Caller;
}

export interface SignedInByPassword {
  readonly account: Account;
  readonly methods: readonly AuthenticationMethod[];
}

/** An app password with the user name or e-mail address that belongs to it; counted as a sign-in is, and refused alike. */
const proveAppPassword = async (
  { username, password, caller }: Login,
  options: EngineOptions,
): Promise<LiveAppPassword | Refusal> => {
  const key = loginKey(username);
  const attempt = await beginAttempt(caller, key, options);
  if (isRefusal(attempt)) return attempt;
  const found = await findLiveAppPassword(password, options);
  if (typeof found === 'string') return refuse('login.wrong_password', { appPassword: found });
  const { id, usernameKey, emailKey } = found.account;
  if (key !== usernameKey && key !== emailKey) return refuse('login.wrong_password', { account: id });
  await attempt.succeeded();
  return found;
};

/** The second factor, which no password goes around but one that was made for that. */
const proveCode = async (
  account: Account,
  { code, caller }: Login,
  options: EngineOptions,
): Promise<readonly AuthenticationMethod[] | Refusal> => {
  const there = factorsOf(await options.stores.factors.count(account.id));
  if (there.length === 0)
    return options.factors.policy === 'two_factors' || owesEmailStep(account, ['pwd'], options)
      ? refuse('session.factor', { account: account.id })
      : [];
  const byCode = there.filter((name) => name !== 'passkey');
  if (byCode.length === 0) return refuse('session.factor', { account: account.id });
  if (code === undefined) return refuse('session.code_missing', { account: account.id });
  const wanted = /^[\d\s]+$/.test(code) ? 'totp' : 'recovery_code';
  const name = byCode.find((one) => one === wanted) ?? 'totp';
  const methods = await proveFactor(name, { account, answer: code, place: 'session', caller, language: 'en' }, options);
  return isRefusal(methods) ? methods : [...methods, 'mfa'];
};

/** Who gives a user name and a password, and by what. */
export const proveLogin = async (
  login: Login,
  options: EngineOptions,
): Promise<SignedInByPassword | LiveAppPassword | Refusal> => {
  // Looked at by nobody, as on the sign-in page: hashing costs by length
  if (login.password.length > MAX_PASSWORD_CHARS || login.username.length > MAX_PASSWORD_CHARS)
    return refuse('login.wrong_password');
  if (parseAppPassword(login.password) !== undefined) return proveAppPassword(login, options);
  const account = await provePassword(login, options);
  if (isRefusal(account)) return account;
  const second = await proveCode(account, login, options);
  return isRefusal(second) ? second : { account, methods: ['pwd', ...second] };
};
