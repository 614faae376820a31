import { hash, timingSafeEqual } from 'node:crypto';

const SHA256_BYTES = 32;

export const sha256 = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  const digest = new Uint8Array(SHA256_BYTES);
  Bun.SHA256.hash(bytes, digest);
  return digest;
};

/** SHA-256 of a text, base64url: 43 characters. */
export const sha256Text = (text: string): string => hash('sha256', text, 'base64url');

/** Whether both are the same bytes; the time depends on their lengths alone. */
export const equalInConstantTime = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b);

/** The same for two texts, without a copy of them. */
export const equalTextInConstantTime = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
};
