const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^22 > 2^130: nobody guesses an id. */
const RANDOM_CHARS = 22;
/** The largest multiple of 62 in a byte: bytes above it would make some characters likelier. */
const FAIR_BYTES = 248;
const GENERATED_PREFIX = 'c_';

const CHOSEN_ID = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/;
/** Ids that could pass for a user, a handle, Cardea itself or a client known by its URL. */
const RESERVED_PREFIXES = ['u_', 'usr', 'cda_', 'cardea-', 'http:', 'https:'];

/** `c_` and 22 random characters. */
export const generateClientId = (randomBytes: (count: number) => Uint8Array): string => {
  let id = '';
  while (id.length < RANDOM_CHARS) {
    for (const byte of randomBytes(RANDOM_CHARS)) {
      if (byte < FAIR_BYTES && id.length < RANDOM_CHARS) id += ALPHABET[byte % ALPHABET.length];
    }
  }
  return GENERATED_PREFIX + id;
};

/** What is wrong with a chosen id. */
export const clientIdProblem = (id: string): string | undefined => {
  const reserved = RESERVED_PREFIXES.find((prefix) => id.toLowerCase().startsWith(prefix));
  if (reserved !== undefined) return `begins with "${reserved}", which is reserved`;
  if (!CHOSEN_ID.test(id)) return 'is not 1 to 64 of the characters A-Z a-z 0-9 . _ ~ - with a letter or digit first';
  return undefined;
};
