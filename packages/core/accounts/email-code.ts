import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { beginEmailCodeAttempt, beginFactorAttempt } from '../limits/attempt-limiter.ts';
import type { Account } from '../ports/account.ts';
import type { AuthenticationMethod } from '../ports/browser-session.ts';
import { seconds } from '../ports/clock.ts';
import type { EmailCodeChange } from '../ports/email-code.ts';
import type { Caller } from '../ports/request.ts';
import { loginKey } from './login-key.ts';

const DIGITS = 8;
const CODES = 10 ** DIGITS;
const BYTES = 4;
/** The largest multiple of the number of codes that four bytes hold: what lies above would make some codes likelier. */
const FAIR_BELOW = Math.floor(2 ** (8 * BYTES) / CODES) * CODES;

export const EMAIL_CODE_SECONDS = 10 * 60;

interface Place {
  readonly flowId: string;
  readonly accountId: string;
}

const hashOf = (code: string, { flowId, accountId }: Place, { digests }: Pick<EngineOptions, 'digests'>): string =>
  digests.derive('email_code', JSON.stringify([flowId, accountId, code]));

const randomCode = (randomBytes: (count: number) => Uint8Array): string => {
  for (;;) {
    const number = Buffer.from(randomBytes(BYTES)).readUInt32BE();
    if (number < FAIR_BELOW) return String(number % CODES).padStart(DIGITS, '0');
  }
};

/** A fresh code for one sign-in, and the change that lets it be used: put it in the unit that posts its mail. */
export const freshEmailCode = (
  place: Place,
  options: Pick<EngineOptions, 'clock' | 'digests' | 'randomBytes'>,
): { readonly code: string; readonly change: EmailCodeChange } => {
  const code = randomCode(options.randomBytes);
  const expiresAt = seconds(options.clock) + EMAIL_CODE_SECONDS;
  return {
    code,
    change: {
      kind: 'email_code.put',
      code: { ...place, codeHash: hashOf(code, place, options), attempts: 0, expiresAt },
    },
  };
};

interface TypedCode {
  readonly flowId: string;
  readonly login: string;
  readonly code: string;
  readonly caller: Caller;
}

type CodeDependencies = Pick<EngineOptions, 'stores' | 'clock' | 'limits' | 'digests'>;

/** Uses a code up. Each try is counted before it is looked at; where there is no code, it takes as long. */
const spend = async (
  place: Place,
  code: string,
  options: Pick<CodeDependencies, 'stores' | 'clock' | 'digests'>,
): Promise<boolean> => {
  const { stores, clock } = options;
  const at = seconds(clock);
  const isOpen = await stores.commit({ guard: { kind: 'email_code.try', ...place, at }, changes: [] });
  const codeHash = hashOf(code.replaceAll(/\s/g, ''), place, options);
  const held = await stores.commit({ guard: { kind: 'email_code.use', ...place, codeHash, at }, changes: [] });
  return isOpen && held;
};

/**
 * Whose code this is, in the sign-in that it was asked for in. Unknown people, wrong codes and inactive accounts look the
 * same. Each try is counted before it is looked at: by network, by account, and of the code itself.
 */
export const proveEmailCode = async (
  { flowId, login, code, caller }: TypedCode,
  options: CodeDependencies,
): Promise<Account | Refusal> => {
  const key = loginKey(login);
  const account = await options.stores.accounts.findByLogin(key);
  const accountId = account?.id ?? '';
  // Both names of an account count as one
  const attempt = await beginEmailCodeAttempt(caller, account?.id ?? key, options);
  if (isRefusal(attempt)) return attempt;
  const spent = await spend({ flowId, accountId }, code, options);
  if (account === undefined || !spent) return refuse('login.email_code', { account: account?.id });
  await attempt.succeeded();
  return account;
};

/** The same code after a password, of the person whose password it was. Guesses are counted as those of a second factor. */
export const proveEmailStep = async (
  { flowId, account, code, caller }: Omit<TypedCode, 'login'> & { readonly account: Account },
  options: CodeDependencies,
): Promise<readonly AuthenticationMethod[] | Refusal> => {
  const attempt = await beginFactorAttempt(caller, account.id, options);
  if (isRefusal(attempt)) return attempt;
  if (!(await spend({ flowId, accountId: account.id }, code, options)))
    return refuse('factor.email_code', { account: account.id });
  await attempt.succeeded();
  return ['email'];
};
