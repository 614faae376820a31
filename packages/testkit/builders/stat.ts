import type { Stat } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';

const AN_HOUR_SECONDS = 3600;

/** The tokens of one hour. */
export const aStat = (changes: Partial<Stat> = {}): Stat => {
  const startsAt = changes.startsAt ?? BUILT_AT_SECONDS - (BUILT_AT_SECONDS % AN_HOUR_SECONDS);
  return {
    span: 'hour',
    startsAt,
    measure: 'tokens',
    label: 'client_credentials',
    value: 1,
    removeAt: startsAt + 24 * AN_HOUR_SECONDS,
    ...changes,
  };
};
