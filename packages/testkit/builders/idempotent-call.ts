import { randomUUID } from 'node:crypto';
import type { IdempotentCall } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';

/** A call that somebody has claimed. */
export const anIdempotentCall = (changes: Partial<IdempotentCall> = {}): IdempotentCall => ({
  id: randomUUID(),
  fingerprint: randomUUID(),
  leaseEndsAt: BUILT_AT_SECONDS + 60,
  removeAt: BUILT_AT_SECONDS + 3600,
  ...changes,
});
