import { randomBytes, randomUUID } from 'node:crypto';
import type { OneTimeLink } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';
import { aTokenId } from './token-id.ts';

const AN_HOUR_SECONDS = 3600;

/** A link to a new password that nobody has used yet. */
export const aOneTimeLink = (changes: Partial<OneTimeLink> = {}): OneTimeLink => {
  const createdAt = changes.createdAt ?? BUILT_AT_SECONDS;
  const email = changes.email ?? `${randomUUID()}@people.example`;
  return {
    id: aTokenId(createdAt * 1000),
    verifierHash: randomBytes(32).toString('base64url'),
    purpose: 'reset_password',
    accountId: `u_${aTokenId(createdAt * 1000)}`,
    email,
    emailKey: email.toLowerCase(),
    stamp: '[]',
    createdAt,
    expiresAt: createdAt + AN_HOUR_SECONDS,
    ...changes,
  };
};
