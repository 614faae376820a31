import { createHmac, hash, hkdfSync } from 'node:crypto';
import type { Digests } from '@cardea/core';

const KEY_BYTES = 32;
const purposes = [
  'refresh',
  'subject',
  'form',
  'browser_state',
  'user_code',
  'upstream',
  'audit',
  'dpop_nonce',
  'email_code',
  'idempotency',
  'console_key',
] as const;

/** Digests under keys that are derived from the master key, one for each purpose. */
export const createDigests = (masterKey: Uint8Array): Digests => {
  const keys = new Map(
    purposes.map((purpose) => [
      purpose,
      Buffer.from(hkdfSync('sha256', masterKey, '', `cardea derive ${purpose}`, KEY_BYTES)),
    ]),
  );
  return {
    sha256: (text) => hash('sha256', text, 'base64url'),
    leftHalf(text, algorithm) {
      const digest = hash(algorithm === 'EdDSA' ? 'sha512' : 'sha256', text, 'buffer');
      return digest.subarray(0, digest.length / 2).toString('base64url');
    },
    derive: (purpose, text) =>
      createHmac('sha256', keys.get(purpose) ?? '')
        .update(text)
        .digest('base64url'),
  };
};
