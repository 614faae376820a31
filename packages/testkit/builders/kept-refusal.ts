import type { KeptRefusal } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';
import { aTokenId } from './token-id.ts';

const A_DAY_SECONDS = 86_400;

export const aKeptRefusal = (changes: Partial<KeptRefusal> = {}): KeptRefusal => {
  const at = changes.at ?? BUILT_AT_SECONDS;
  const id = aTokenId(at * 1000);
  return {
    id,
    requestId: `request ${id}`,
    at,
    endpoint: 'token',
    code: 'client.unknown',
    address: '192.0.2.1',
    removeAt: at + A_DAY_SECONDS,
    ...changes,
  };
};
