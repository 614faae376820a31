const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^22 > 2^130: nobody guesses an id. */
const RANDOM_CHARS = 22;
/** The largest multiple of 62 in a byte: bytes above it would make some characters likelier. */
const FAIR_BYTES = 248;

/** A prefix and 22 random characters. */
export const randomId = (prefix: string, randomBytes: (count: number) => Uint8Array): string => {
  let id = '';
  while (id.length < RANDOM_CHARS) {
    for (const byte of randomBytes(RANDOM_CHARS)) {
      if (byte < FAIR_BYTES && id.length < RANDOM_CHARS) id += ALPHABET[byte % ALPHABET.length];
    }
  }
  return prefix + id;
};
