import { crc32 } from 'node:zlib';
import { type Handle, type HandleKind, handlePrefixes } from './kinds.ts';

/** The digits of base64url in the order of ASCII: numbers of equal length sort as texts do. */
export const SORTED_DIGITS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
export const SELECTOR_CHARS = 22;
export const VERIFIER_CHARS = 43;
const CHECKSUM_CHARS = 6;
/** Every two digits, by the 12 bits they stand for. */
const PAIRS: readonly string[] = Array.from(
  { length: 4096 },
  (_, bits) => SORTED_DIGITS.charAt(bits & 63) + SORTED_DIGITS.charAt(bits >>> 6),
);
const ALPHABET = /^[A-Za-z0-9_-]+$/;
const SELECTOR = /^[A-Za-z0-9_-]{22}$/;

/** The two halves of a handle. Both stay text: they are cut, hashed and compared, never decoded. */
export interface HandleParts {
  /** 22 characters, 7 of time and 15 random, in an order that is time: the primary key. */
  readonly selector: string;
  /** 43 random characters (258 bits), of which only SHA-256 is kept. */
  readonly verifier: string;
}

/** A number as so many sorted digits, the highest first. */
export const sortedDigits = (value: number, count: number): string => {
  let text = '';
  let rest = value;
  for (let index = 0; index < count; index++) {
    text = SORTED_DIGITS.charAt(rest % 64) + text;
    rest = Math.floor(rest / 64);
  }
  return text;
};

const checksum = (text: string): string => {
  const crc = crc32(text);
  return `${PAIRS[crc & 4095]}${PAIRS[(crc >>> 12) & 4095]}${PAIRS[crc >>> 24]}`;
};

/** Whether a text can be a selector: asked before it goes to the database. */
export const isSelector = (text: string): boolean => SELECTOR.test(text);

/** `prefix` + selector + verifier + CRC-32 of all that: 78 characters. */
export const formatHandle = <K extends HandleKind>(kind: K, { selector, verifier }: HandleParts): Handle<K> => {
  if (selector.length !== SELECTOR_CHARS || verifier.length !== VERIFIER_CHARS) {
    throw new RangeError(`a handle has a selector of ${SELECTOR_CHARS} and a verifier of ${VERIFIER_CHARS} characters`);
  }
  const text = handlePrefixes[kind] + selector + verifier;
  return (text + checksum(text)) as Handle<K>;
};

/** The parts of a handle, or undefined for another kind, a truncated copy or garbage: decided before any I/O. */
export const parseHandle = (kind: HandleKind, text: string): HandleParts | undefined => {
  const prefix = handlePrefixes[kind];
  const start = prefix.length;
  const end = start + SELECTOR_CHARS + VERIFIER_CHARS;
  if (text.length !== end + CHECKSUM_CHARS || !text.startsWith(prefix) || !ALPHABET.test(text)) return undefined;
  if (checksum(text.slice(0, end)) !== text.slice(end)) return undefined;
  return { selector: text.slice(start, start + SELECTOR_CHARS), verifier: text.slice(start + SELECTOR_CHARS, end) };
};
