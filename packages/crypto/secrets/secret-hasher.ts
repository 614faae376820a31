import type { Sealer, SecretHash, SecretHasher } from '@cardea/core';
import { parseHandle } from '@cardea/protocol';
import { hash as argon2Hash, verify as argon2Verify } from '@node-rs/argon2';
import { equalInConstantTime, equalTextInConstantTime, sha256, sha256Text } from '../handles/sha256.ts';
import { createBoundedQueue } from './bounded-queue.ts';

/** Design D6. */
const MAX_SECRET_BYTES = 1024;

/** OWASP Password Storage Cheat Sheet; the library's default variant is argon2id. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of a random text that was thrown away, with the parameters of `ARGON2`: as slow as any other, and never right. */
const DECOY = '$argon2id$v=19$m=19456,t=2,p=1$Lpxfq30iHo2/CEldOpkEZg$wmZfpd2D9pUSwqwFj5VXG5BzYSnOXqd9p9sBNZtwTtY';

/** What a user or client that does not exist is checked against, so that the answer takes as long as for one that does. */
export const decoySecretHash: SecretHash = { kind: 'argon2id', phc: DECOY };

const isUsable = (secret: string): boolean => secret !== '' && Buffer.byteLength(secret) <= MAX_SECRET_BYTES;

/** Comparing digests hides the length of the secret. */
const sameText = (a: string, b: string): boolean => equalInConstantTime(sha256(Buffer.from(a)), sha256(Buffer.from(b)));

/**
 * Checks secrets by the way they are kept. argon2id has a queue of its own, because one takes 13 ms of a core and 19 MiB:
 * `concurrency` run at once, `queueLimit` wait, and everyone else is told `HashingBusy` immediately.
 */
export const createSecretHasher = (options: {
  readonly sealer: Sealer;
  readonly concurrency?: number;
  readonly queueLimit?: number;
}): SecretHasher => {
  const { sealer, concurrency = 1, queueLimit = 64 } = options;
  const queue = createBoundedQueue({ concurrency, queueLimit });

  return {
    async hash(secret) {
      if (!isUsable(secret)) throw new RangeError(`a secret has 1 to ${MAX_SECRET_BYTES} bytes`);
      return { kind: 'argon2id', phc: await queue.run(() => argon2Hash(secret, ARGON2)) };
    },

    verify(secret, hash, context) {
      if (!isUsable(secret)) return false;
      switch (hash.kind) {
        case 'sha256': {
          const parts = parseHandle('client_secret', secret);
          return parts !== undefined && equalTextInConstantTime(sha256Text(parts.verifier), hash.digest);
        }
        case 'argon2id':
          return queue.run(() => argon2Verify(hash.phc, secret));
        case 'sealed':
          return sameText(sealer.open(hash.box, context), secret);
      }
    },
  };
};
