import type { CustomFetchOptions } from 'openid-client';

/** What a client saw on the wire. */
export interface Exchange {
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
}

export interface RecordedFetch {
  readonly fetch: (url: string, init: CustomFetchOptions) => Promise<Response>;
  /** The last exchange whose path ends so. */
  last(path: string): Exchange;
}

/** A `fetch` for clients of others, so that a test sees the answers they were given. */
export const createRecordedFetch = (): RecordedFetch => {
  const exchanges: Exchange[] = [];
  return {
    fetch: async (url, init) => {
      const body = init.body instanceof Uint8Array ? new Uint8Array(init.body) : (init.body ?? null);
      const response = await fetch(url, { ...init, body });
      exchanges.push({ path: new URL(url).pathname, status: response.status, headers: response.headers });
      return response;
    },
    last: (path) => {
      const found = exchanges.findLast((exchange) => exchange.path.endsWith(path));
      if (!found) throw new Error(`nothing was sent to ${path}`);
      return found;
    },
  };
};
