import { randomBytes } from 'node:crypto';
import type { AppPassword } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';
import { aTokenId } from './token-id.ts';

/** An app password that does not end by itself and was not used yet. */
export const anAppPassword = (changes: Partial<AppPassword> = {}): AppPassword => {
  const createdAt = changes.createdAt ?? BUILT_AT_SECONDS;
  return {
    id: aTokenId(createdAt * 1000),
    accountId: `u_${aTokenId(createdAt * 1000)}`,
    secretHash: randomBytes(32).toString('base64url'),
    name: 'An app',
    scopes: ['files'],
    createdAt,
    ...changes,
  };
};
