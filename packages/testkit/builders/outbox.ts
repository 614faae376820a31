import type { OutboxMessage } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';
import { aTokenId } from './token-id.ts';

const AN_HOUR_SECONDS = 3600;

/** A message that is due and was not tried yet. */
export const anOutboxMessage = (changes: Partial<OutboxMessage> = {}): OutboxMessage => {
  const createdAt = changes.createdAt ?? BUILT_AT_SECONDS;
  return {
    id: aTokenId(createdAt * 1000),
    kind: 'test',
    payload: 'sealed',
    createdAt,
    dueAt: createdAt,
    attempts: 0,
    expiresAt: createdAt + AN_HOUR_SECONDS,
    removeAt: createdAt + 2 * AN_HOUR_SECONDS,
    ...changes,
  };
};
