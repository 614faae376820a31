import { createHash } from 'node:crypto';
import { type Clock, type RemoteRequestObjects, seconds } from '@cardea/core';
import { type FetchFailure, FetchRefusal } from '../document/fetch-refusal.ts';
import type { Fetcher } from '../document/fetcher.ts';

const MAX_BYTES = 16 * 1024;
const TIMEOUT_MS = 3000;
const MAX_KEPT = 200;
const KEPT_SECONDS = 60 * 60;

export interface RequestObjectsOptions {
  readonly clock: Clock;
  /** Told of each fetch that failed, for the log. Must not throw. */
  readonly onFailure?: ((uri: string, failure: FetchFailure) => void) | undefined;
}

interface Kept {
  readonly text: string;
  readonly until: number;
}

/** OpenID Connect Core §6.2 */
const isHashOf = (fragment: string | undefined, text: string): boolean =>
  fragment === createHash('sha256').update(text).digest('base64url');

/** Request objects at the addresses of clients. One whose fragment is its hash cannot change, and is kept for an hour. */
export const createRemoteRequestObjects = (
  fetcher: Pick<Fetcher, 'fetchText'>,
  { clock, onFailure }: RequestObjectsOptions,
): RemoteRequestObjects => {
  const kept = new Map<string, Kept>();

  const keep = (uri: string, text: string): void => {
    kept.set(uri, { text, until: seconds(clock) + KEPT_SECONDS });
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  };

  return {
    async find(uri) {
      const known = kept.get(uri);
      if (known && seconds(clock) < known.until) return known.text;
      kept.delete(uri);
      const [address = '', fragment] = uri.split('#', 2);
      const fetched = await fetcher.fetchText(address, {
        accept: 'application/oauth-authz-req+jwt, application/jwt;q=0.9',
        types: ['application/oauth-authz-req+jwt', 'application/jwt', 'application/jose', 'text/plain'],
        maxBytes: MAX_BYTES,
        timeoutMs: TIMEOUT_MS,
      });
      if (fetched instanceof FetchRefusal) {
        onFailure?.(uri, fetched.failure);
        return undefined;
      }
      const text = fetched.text.trim();
      if (isHashOf(fragment, fetched.text) || isHashOf(fragment, text)) keep(uri, text);
      return text;
    },
  };
};
