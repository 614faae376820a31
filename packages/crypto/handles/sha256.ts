import { timingSafeEqual } from 'node:crypto';

const SHA256_BYTES = 32;

export const sha256 = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  const digest = new Uint8Array(SHA256_BYTES);
  Bun.SHA256.hash(bytes, digest);
  return digest;
};

/** Whether both are the same bytes; the time depends on their lengths alone. */
export const equalInConstantTime = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b);
