/** Digits and letters but `i`, `l`, `o`, `u`: nothing is mistaken for another one when it is typed from paper. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUP_CHARS = 6;
const CHARS = 24;
/** 115 bits: enough that a fast hash keeps them. */
export const APP_PASSWORD_BYTES = CHARS - 1;
const MAX_TYPED_CHARS = 64;
const PATTERN = new RegExp(`^[${ALPHABET}]{${CHARS}}$`);

/** The last character, by Luhn's rule for 32 characters: one wrong character is always seen, two that changed places nearly always. */
const checkCharacter = (text: string): string => {
  let sum = 0;
  [...text].reverse().forEach((character, index) => {
    const doubled = ALPHABET.indexOf(character) * (index % 2 === 0 ? 2 : 1);
    sum += Math.floor(doubled / ALPHABET.length) + (doubled % ALPHABET.length);
  });
  return ALPHABET.charAt((ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length);
};

/** An app password from 23 random bytes, as it is kept: 24 characters, the last of which checks the others. */
export const appPasswordFrom = (bytes: Uint8Array): string => {
  if (bytes.length !== APP_PASSWORD_BYTES)
    throw new RangeError(`an app password is made of ${APP_PASSWORD_BYTES} bytes`);
  // 256 is a multiple of 32: no character is likelier than another
  const text = [...bytes].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  return text + checkCharacter(text);
};

/** As people see it: four groups of six. */
export const formatAppPassword = (password: string): string =>
  Array.from({ length: CHARS / GROUP_CHARS }, (_, group) =>
    password.slice(group * GROUP_CHARS, (group + 1) * GROUP_CHARS),
  ).join('-');

/** What somebody typed, in any case and grouping; undefined where it can be no app password, which its last character tells. */
export const parseAppPassword = (typed: string): string | undefined => {
  if (typed.length < CHARS || typed.length > MAX_TYPED_CHARS) return undefined;
  const password = typed.toLowerCase().replace(/[\s-]/g, '');
  if (!PATTERN.test(password)) return undefined;
  return checkCharacter(password.slice(0, -1)) === password.at(-1) ? password : undefined;
};
