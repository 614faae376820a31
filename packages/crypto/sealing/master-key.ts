import { randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
/** 32 bytes in base64 without padding. */
const MIN_CHARS = 43;
const MIN_HEX_CHARS = 2 * KEY_BYTES;
/** 32 random bytes have fewer different characters once in a million million, in hex as in base64. */
const MIN_DISTINCT_CHARS = 10;

/** The master key that was configured would not protect anything. The message names the setting and how to mend it. */
export class MasterKeyRefused extends Error {
  override readonly name = 'MasterKeyRefused';

  constructor(problem: string) {
    super(`CARDEA_SECRET ${problem}. Make one with: openssl rand -base64 32`);
  }
}

/** Whether a text is one piece written again and again: the usual way to make a bad secret long. */
const isRepetitive = (text: string): boolean => {
  for (let period = 1; period <= text.length / 2; period++) {
    if (text.startsWith(text.slice(period))) return true;
  }
  return false;
};

/** Whether most characters follow their neighbour in the alphabet, as in `abcdefgh…` and `0123456789…`. */
const isSequence = (text: string): boolean => {
  let steps = 0;
  for (let i = 1; i < text.length; i++) {
    if (Math.abs(text.charCodeAt(i) - text.charCodeAt(i - 1)) <= 1) steps++;
  }
  return steps > text.length / 2;
};

/**
 * The master key in a configured text: base64, base64url, hex, or any text of at least 43 characters. The key is the text
 * itself without surrounding white space: the same 32 bytes written as base64 and as hex are two keys.
 * Throws `MasterKeyRefused` for a text that can be guessed; the message never repeats it.
 */
export const masterKeyFrom = (text: string): Uint8Array => {
  const secret = text.trim();
  if (secret === '') throw new MasterKeyRefused('is empty');
  if (secret.length < MIN_CHARS) {
    throw new MasterKeyRefused(`is too short: it has ${secret.length} characters and needs ${MIN_CHARS}`);
  }
  if (/^[0-9a-f]+$/i.test(secret) && secret.length < MIN_HEX_CHARS) {
    throw new MasterKeyRefused(`is too short: in hex it has ${secret.length} characters and needs ${MIN_HEX_CHARS}`);
  }
  if (new Set(secret).size < MIN_DISTINCT_CHARS || isRepetitive(secret) || isSequence(secret)) {
    throw new MasterKeyRefused('is too regular to be secret');
  }
  return Buffer.from(secret);
};

/** A new master key as text, 256 random bits: what `openssl rand -base64 32` prints. */
export const generateMasterKey = (): string => randomBytes(KEY_BYTES).toString('base64');
