import type { RemoteDocuments } from '@cardea/core';
import { maxAgeOf } from './cache-control.ts';
import { FetchRefusal } from './fetch-refusal.ts';
import type { Fetcher } from './fetcher.ts';

export interface RemoteDocumentsOptions {
  /** Told of each fetch that failed, for the log. Must not throw. */
  readonly onFailure?: ((url: string, failure: string) => void) | undefined;
}

/** JSON documents, fetched when they are asked for: whoever asks decides what to keep. */
export const createRemoteDocuments = (
  fetcher: Fetcher,
  { onFailure }: RemoteDocumentsOptions = {},
): RemoteDocuments => ({
  async fetch(url, { maxBytes }) {
    const outcome = await fetcher.fetchJson(url, { maxBytes });
    if (outcome instanceof FetchRefusal) {
      onFailure?.(url, outcome.failure);
      return { failure: outcome.failure };
    }
    return { json: outcome.json, maxAgeSeconds: maxAgeOf(outcome.headers) };
  },
});
