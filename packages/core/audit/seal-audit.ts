import { type Clock, seconds } from '../ports/clock.ts';
import type { Digests } from '../ports/crypto.ts';
import type { Stores } from '../ports/stores.ts';
import { sealHash } from './seal-hash.ts';

/** Entries under one seal at most: what is read at once to prove it. */
export const MAX_SEALED = 1000;

export interface SealPorts {
  readonly stores: Pick<Stores, 'audit' | 'commit'>;
  readonly digests: Digests;
  readonly clock: Clock;
}

/**
 * Puts the next seal on the entries that have none; the number of them. Zero where there are none, or where another process
 * was first: of two that seal at once, one is held.
 */
export const sealAudit = async ({ stores, digests, clock }: SealPorts): Promise<number> => {
  const last = await stores.audit.newestSeal();
  const entries = await stores.audit.listAfter({ after: last?.to ?? 0, limit: MAX_SEALED });
  const [first] = entries;
  const newest = entries.at(-1);
  if (first === undefined || newest === undefined) return 0;
  const seal = {
    to: newest.sequence,
    from: first.sequence,
    hash: sealHash(last?.hash ?? '', entries, digests),
    at: seconds(clock),
    fromAt: first.at,
    toAt: newest.at,
  };
  const done = await stores.commit({ guard: { kind: 'audit.seal', seal, after: last?.to }, changes: [] });
  return done ? entries.length : 0;
};
