import { passwordFault, passwordFaults, passwordText } from '../../accounts/password-policy.ts';
import type { Account } from '../../ports/account.ts';
import { ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';
import type { GENERATE } from './account-input.ts';

/** Without the letters and digits that are taken for each other; 32, so that each is as likely as the others. */
const READABLE = 'abcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_CHARS = 5;

/** Four groups of five: 100 bits. */
const generatePassword = (randomBytes: (count: number) => Uint8Array): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from(randomBytes(GROUP_CHARS), (byte) => READABLE[byte % READABLE.length]).join(''),
  ).join('-');

export interface FreshPassword {
  readonly hash: NonNullable<Account['password']>;
  /** The password that was made, to be shown once; undefined for a chosen one. */
  readonly made?: string | undefined;
}

type PasswordPorts = Pick<ManagementPorts, 'hasher' | 'passwords' | 'randomBytes'>;

/** Hashes a password, chosen or made, for a person. Rejects with `HashingBusy`. */
export const freshPassword = async (
  { hasher, passwords, randomBytes }: PasswordPorts,
  wanted: string | typeof GENERATE,
  { username, email, profile }: Account,
): Promise<FreshPassword | ManagementError> => {
  if (typeof wanted !== 'string') {
    const made = generatePassword(randomBytes);
    return { hash: await hasher.hash(made), made };
  }
  const { name, given_name, family_name, nickname } = profile;
  const about = [username, email, name, given_name, family_name, nickname, 'cardea'];
  const fault = await passwordFault(wanted, about, passwords);
  if (fault !== undefined) {
    return new ManagementError('account.password_refused', { field: 'password', problem: passwordFaults[fault] });
  }
  return { hash: await hasher.hash(passwordText(wanted)) };
};
