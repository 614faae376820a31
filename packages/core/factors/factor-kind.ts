import type { Refusal } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { Account } from '../ports/account.ts';
import type { AuthenticationMethod } from '../ports/browser-session.ts';
import type { FactorCounts } from '../ports/factor.ts';
import type { Caller } from '../ports/request.ts';

export type FactorDependencies = Pick<
  EngineOptions,
  | 'issuer'
  | 'stores'
  | 'clock'
  | 'mint'
  | 'limits'
  | 'sealer'
  | 'digests'
  | 'factors'
  | 'oneTimePasswords'
  | 'passkeys'
  | 'randomBytes'
>;

/** What a person presents as their second factor. */
export interface FactorAnswer {
  /** The code that was typed, or what the browser answered. */
  readonly answer: string;
  /** The sealed challenge that the answer is to. */
  readonly challenge?: string | undefined;
  /** Of the mail that tells of it, where it is told. */
  readonly language: string;
}

export interface FactorAttempt extends FactorAnswer {
  readonly account: Account;
  /** What a challenge was sealed for: another flow or browser cannot use it. */
  readonly place: string;
  readonly caller: Caller;
}

/** One kind of second factor: one file, and one line in the registry. */
export interface FactorKind {
  /** Whether a person who has it is asked for a second factor; a recovery code only stands in for one. */
  readonly isFactor: boolean;
  /** Whether guessing could help: then attempts are counted. */
  readonly isGuessable: boolean;
  /** Whether this person can be asked for it. */
  isThere(counts: FactorCounts): boolean;
  /** How it proves who the person is; what can be used once is used up by one conditional write. */
  prove(attempt: FactorAttempt, dependencies: FactorDependencies): Promise<readonly AuthenticationMethod[] | Refusal>;
}
