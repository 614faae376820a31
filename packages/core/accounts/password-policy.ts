import type { PasswordJudge, PasswordWeakness } from '../ports/password-judge.ts';

const MIN_CHARS = 8; // NIST SP 800-63B §5.1.1.2
const MAX_BYTES = 1024; // Design D6

/** Why a password is not taken. There are no rules of composition: they make passwords worse (NIST SP 800-63B §5.1.1.2). */
export type PasswordFault = 'too_short' | 'too_long' | 'not_text' | PasswordWeakness;

/** Each fault as the end of a sentence that begins with the password. */
export const passwordFaults: Readonly<Record<PasswordFault, string>> = {
  too_short: `has less than ${MIN_CHARS} characters`,
  too_long: `has more than ${MAX_BYTES} bytes`,
  not_text: 'holds half a character',
  common: 'is one of the most used ones, or much like one',
  personal: 'is made of the names or addresses of the person',
  pattern: 'is a row of keys, a repetition, a sequence or a date',
  short: 'is guessed too quickly',
};

/** The form of a password that is hashed and compared: the same, however a keyboard composes its characters. */
export const passwordText = (password: string): string => password.normalize('NFKC');

/** What is wrong with a new password; undefined for a good one. `about` are words of the person: names and addresses. */
export const passwordFault = async (
  password: string,
  about: readonly (string | undefined)[],
  judge: PasswordJudge,
): Promise<PasswordFault | undefined> => {
  if (!password.isWellFormed()) return 'not_text';
  // Looked at before the work that grows with its length
  if (Buffer.byteLength(password) > MAX_BYTES) return 'too_long';
  const text = passwordText(password);
  if (Buffer.byteLength(text) > MAX_BYTES) return 'too_long';
  if ([...text].length < MIN_CHARS) return 'too_short';
  return judge.weakness(
    text,
    about.filter((word) => word !== undefined),
  );
};
