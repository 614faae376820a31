import type { EngineOptions } from '../engine-options.ts';
import type { Change } from '../ports/unit.ts';

const RECOVERY_CODES = 16;
/** 80 bits: a hash of a code is of no use to who gets hold of it, however fast hashing is. */
const CODE_BYTES = 10;
const GROUP_CHARS = 4;
/** Crockford's base32: no letter looks like a digit. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const BITS_A_DIGIT = 5;

const inBase32 = (bytes: Uint8Array): string => {
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (let count = 0; count < (bytes.length * 8) / BITS_A_DIGIT; count++) {
    text = DIGITS.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
};

const GROUP = new RegExp(`.{1,${GROUP_CHARS}}`, 'g');

const inGroups = (text: string): string => text.match(GROUP)?.join('-') ?? text;

/** A code as it is compared: however somebody who reads it from paper types it. */
const plainCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/[il]/g, '1')
    .replace(/o/g, '0');

/** What is stored of a code: of the account too, so that equal codes of two people are not seen to be equal. */
export const recoveryCodeHash = (
  accountId: string,
  code: string,
  { digests }: Pick<EngineOptions, 'digests'>,
): string => digests.sha256(`${accountId}.${plainCode(code)}`);

export interface FreshRecoveryCodes {
  /** Shown once, and kept nowhere. */
  readonly codes: readonly string[];
  /** Puts them in the place of all earlier ones. */
  readonly changes: readonly Change[];
}

export const freshRecoveryCodes = (
  accountId: string,
  at: number,
  { digests, randomBytes }: Pick<EngineOptions, 'digests' | 'randomBytes'>,
): FreshRecoveryCodes => {
  const codes = Array.from({ length: RECOVERY_CODES }, () => inGroups(inBase32(randomBytes(CODE_BYTES))));
  const codeHashes = codes.map((code) => recoveryCodeHash(accountId, code, { digests }));
  return {
    codes,
    changes: [
      { kind: 'recovery_codes.clear', accountId },
      { kind: 'recovery_codes.insert', accountId, codeHashes, at },
    ],
  };
};
