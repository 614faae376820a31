import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Sealer } from '@cardea/core';

const VERSION = 'v1.';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';
const OPTIONS = { authTagLength: TAG_BYTES } as const;

/** A box was altered, moved to another row or column, or sealed with another master key. */
export class BoxNotOpened extends Error {
  override readonly name = 'BoxNotOpened';
}

/**
 * AES-256-GCM with a key derived from the master key (HKDF-SHA256, RFC 5869), a random nonce, and the context as
 * additional data. A box is `v1.` and base64url of nonce, ciphertext and tag; the version leaves room for another cipher.
 */
export const createSealer = (masterKey: Uint8Array): Sealer => {
  if (masterKey.length < KEY_BYTES) throw new RangeError(`a master key has at least ${KEY_BYTES} bytes`);
  const key = Buffer.from(hkdfSync('sha256', masterKey, new Uint8Array(), 'cardea sealer v1', KEY_BYTES));

  return {
    seal(plaintext, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce, OPTIONS).setAAD(Buffer.from(context));
      const sealed = [nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return VERSION + Buffer.concat(sealed).toString('base64url');
    },

    open(box, context) {
      const bytes = Buffer.from(box.slice(VERSION.length), 'base64url');
      if (!box.startsWith(VERSION) || bytes.length < NONCE_BYTES + TAG_BYTES) {
        throw new BoxNotOpened('The sealed value is not in a known form');
      }
      const tagAt = bytes.length - TAG_BYTES;
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), OPTIONS)
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(tagAt));
      try {
        return decipher.update(bytes.subarray(NONCE_BYTES, tagAt), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        throw new BoxNotOpened('The sealed value was altered, or sealed with another CARDEA_SECRET');
      }
    },
  };
};
