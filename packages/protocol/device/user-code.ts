/** Without vowels, so that no code is a word, and without digits: typed on a phone without changing the keyboard (RFC 8628 §6.1). */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ';
const USER_CODE_CHARS = 8;
const GROUP_CHARS = 4;
/** The greatest multiple of the alphabet's size in a byte: what lies above would make some letters likelier. */
const FAIR_BYTES = 256 - (256 % ALPHABET.length);
const MAX_TYPED_CHARS = 64;
const USER_CODE = new RegExp(`^[${ALPHABET}]{${USER_CODE_CHARS}}$`);

/** Eight letters from random bytes, or undefined where too few of the bytes are of use; 34.5 bits (RFC 8628 §5.1). */
export const userCodeFrom = (bytes: Uint8Array): string | undefined => {
  const letters = [...bytes]
    .filter((byte) => byte < FAIR_BYTES)
    .map((byte) => ALPHABET.charAt(byte % ALPHABET.length))
    .slice(0, USER_CODE_CHARS);
  return letters.length === USER_CODE_CHARS ? letters.join('') : undefined;
};

/** As people see it: `WDJB-MJHT`. */
export const formatUserCode = (code: string): string => `${code.slice(0, GROUP_CHARS)}-${code.slice(GROUP_CHARS)}`;

/** What somebody typed, in any case, width and grouping (RFC 8628 §6.1); undefined where it can be no code. */
export const parseUserCode = (typed: string): string | undefined => {
  if (typed.length > MAX_TYPED_CHARS) return undefined;
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}._]/gu, '');
  return USER_CODE.test(code) ? code : undefined;
};
