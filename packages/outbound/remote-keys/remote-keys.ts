import { type Clock, type EpochSeconds, type PublicJwk, type RemoteKeys, seconds } from '@cardea/core';
import { type FetchFailure, FetchRefusal } from '../document/fetch-refusal.ts';
import type { Fetcher } from '../document/fetcher.ts';
import { keysOfSet } from './key-set.ts';

/** A key that its owner removed counts no longer than this, whatever the document says of its own lifetime. */
const FRESH_SECONDS = 60;
/** A failed fetch is not repeated earlier, and a `kid` that is not in a set does not ask for it earlier. */
const FAILURE_SECONDS = 15;
const UNKNOWN_KID_SECONDS = 60;
/** How long after its lifetime a set is used while it cannot be fetched (RFC 5861 §4). */
const STALE_SECONDS = 3600;
const MAX_SETS = 1000;

/** What is known of one URI. */
interface KnownSet {
  readonly keys: readonly PublicJwk[] | undefined;
  readonly freshUntil: EpochSeconds;
  readonly usableUntil: EpochSeconds;
  /** When it was asked for last, with or without success. */
  readonly askedAt: EpochSeconds;
}

export interface RemoteKeysOptions {
  readonly clock: Clock;
  /** Told of each fetch that failed, for the log. `not_a_key_set`: it was JSON, but no JWK Set. Must not throw. */
  readonly onFailure?: ((uri: string, failure: FetchFailure | 'not_a_key_set') => void) | undefined;
}

/** Whether a verifier has something to try: a key of this name, or one without a name. */
const names = (keys: readonly PublicJwk[], kid: string | undefined): boolean =>
  kid === undefined || keys.some((key) => key.kid === kid || key.kid === undefined);

/** Key sets of clients and issuers, fetched when needed, kept in memory, one fetch at a time for each URI. */
export const createRemoteKeys = (
  fetcher: Pick<Fetcher, 'fetchJson'>,
  { clock, onFailure }: RemoteKeysOptions,
): RemoteKeys => {
  const sets = new Map<string, KnownSet>();
  const fetching = new Map<string, Promise<KnownSet>>();

  const remember = (uri: string, set: KnownSet): KnownSet => {
    sets.delete(uri);
    sets.set(uri, set);
    const [oldest] = sets.keys();
    if (sets.size > MAX_SETS && oldest !== undefined) sets.delete(oldest);
    return set;
  };

  const load = async (uri: string): Promise<KnownSet> => {
    const outcome = await fetcher.fetchJson(uri, { accept: 'application/jwk-set+json, application/json' });
    const now = seconds(clock);
    const keys = outcome instanceof FetchRefusal ? undefined : keysOfSet(outcome.json);
    if (keys === undefined || outcome instanceof FetchRefusal) {
      onFailure?.(uri, outcome instanceof FetchRefusal ? outcome.failure : 'not_a_key_set');
      const before = sets.get(uri) ?? { keys: undefined, freshUntil: 0, usableUntil: 0 };
      return remember(uri, { ...before, askedAt: now });
    }
    const freshUntil = now + FRESH_SECONDS;
    return remember(uri, { keys, freshUntil, usableUntil: freshUntil + STALE_SECONDS, askedAt: now });
  };

  const fetchOnce = (uri: string): Promise<KnownSet> => {
    const underWay = fetching.get(uri);
    if (underWay) return underWay;
    const started = load(uri).finally(() => fetching.delete(uri));
    fetching.set(uri, started);
    return started;
  };

  const isDue = (set: KnownSet | undefined, kid: string | undefined): boolean => {
    if (!set) return true;
    const now = seconds(clock);
    const sinceAsked = now - set.askedAt;
    // A clock that went back says nothing about the age of a set.
    if (sinceAsked < 0) return true;
    if (!set.keys || now >= set.freshUntil) return sinceAsked >= FAILURE_SECONDS;
    return !names(set.keys, kid) && sinceAsked >= UNKNOWN_KID_SECONDS;
  };

  return {
    async find(uri, kid) {
      const known = sets.get(uri);
      const set = isDue(known, kid) ? await fetchOnce(uri) : known;
      return set?.keys && seconds(clock) < set.usableUntil ? set.keys : undefined;
    },
  };
};
