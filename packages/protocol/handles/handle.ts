import { crc32 } from 'node:zlib';
import { type Handle, type HandleKind, handlePrefixes } from './kinds.ts';

export const SELECTOR_BYTES = 16;
export const VERIFIER_BYTES = 32;
const CHECKSUM_BYTES = 4;
const BODY_BYTES = SELECTOR_BYTES + VERIFIER_BYTES;
const BODY_CHARS = (BODY_BYTES / 3) * 4;
const CHECKSUM_CHARS = 6;
const ALPHABET = /^[A-Za-z0-9_-]+$/;

/** The two halves of a handle: the public selector (primary key) and the secret verifier (only its hash is stored). */
export interface HandleParts {
  /** 16 time-ordered bytes as 22 characters of base64url. */
  readonly selector: string;
  /** 32 random bytes. */
  readonly verifier: Uint8Array;
}

const checksum = (text: string): string => {
  const bytes = Buffer.allocUnsafe(CHECKSUM_BYTES);
  bytes.writeUInt32BE(crc32(text));
  return bytes.toString('base64url');
};

/** `prefix` + base64url(selector ‖ verifier) + CRC-32 of both: 77 characters. */
export const formatHandle = <K extends HandleKind>(kind: K, body: Uint8Array): Handle<K> => {
  if (body.length !== BODY_BYTES) throw new RangeError(`a handle has ${BODY_BYTES} bytes`);
  const text = handlePrefixes[kind] + Buffer.from(body.buffer, body.byteOffset, BODY_BYTES).toString('base64url');
  return (text + checksum(text)) as Handle<K>;
};

export const selectorOf = (body: Uint8Array): string =>
  Buffer.from(body.buffer, body.byteOffset, SELECTOR_BYTES).toString('base64url');

/** The parts of a handle, or undefined for another kind, a truncated copy or garbage: decided before any I/O. */
export const parseHandle = (kind: HandleKind, text: string): HandleParts | undefined => {
  const prefix = handlePrefixes[kind];
  const end = prefix.length + BODY_CHARS;
  if (text.length !== end + CHECKSUM_CHARS || !text.startsWith(prefix)) return undefined;
  if (checksum(text.slice(0, end)) !== text.slice(end)) return undefined;
  const encoded = text.slice(prefix.length, end);
  if (!ALPHABET.test(encoded)) return undefined;
  const body = Buffer.from(encoded, 'base64url');
  return { selector: selectorOf(body), verifier: body.subarray(SELECTOR_BYTES) };
};
