import { randomBytes, randomUUID } from 'node:crypto';
import type { PushedRequest } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';
import { aTokenId } from './token-id.ts';

const DIGEST_BYTES = 32;
const TTL_SECONDS = 90;

/** A request that has just been pushed. */
export const aPushedRequest = (changes: Partial<PushedRequest> = {}): PushedRequest => {
  const createdAt = changes.createdAt ?? BUILT_AT_SECONDS;
  return {
    id: aTokenId(createdAt * 1000),
    verifierHash: randomBytes(DIGEST_BYTES).toString('base64url'),
    clientId: randomUUID(),
    parameters: [
      ['response_type', 'code'],
      ['resource', 'https://one.example'],
      ['resource', 'https://two.example'],
    ],
    source: 'plain',
    createdAt,
    expiresAt: createdAt + TTL_SECONDS,
    ...changes,
  };
};
