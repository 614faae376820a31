import type { InitialAccessToken } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';
import { aTokenId } from './token-id.ts';

/** A token without an end that registers any number of clients. */
export const anInitialAccessToken = (changes: Partial<InitialAccessToken> = {}): InitialAccessToken => ({
  id: aTokenId(BUILT_AT_SECONDS * 1000),
  verifierHash: 'aGFzaA',
  name: 'A token',
  scopes: [],
  createdAt: BUILT_AT_SECONDS,
  uses: 0,
  ...changes,
});
