/**
 * Why somebody who tries would soon have a password. `common`: one of the most used, or much like one; `personal`: made of
 * what is known about the person; `pattern`: a row of keys, a repetition, a sequence or a date; `short`: little to guess.
 */
export type PasswordWeakness = 'common' | 'personal' | 'pattern' | 'short';

export interface PasswordJudge {
  /** What makes a password weak, undefined for a good one. `about` are words that belong to the person: names, addresses. */
  weakness(password: string, about: readonly string[]): Promise<PasswordWeakness | undefined>;
}
