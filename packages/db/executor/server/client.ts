import { DatabaseUnavailable } from '@cardea/core';
import { type Client, createClient } from '@libsql/client/http';

export interface Server {
  readonly url: string;
  readonly authToken?: string | undefined;
}

/** A client whose every request is given up when its signal says so, its socket with it. The HTTP client brings no native code along. */
export const serverClient = (server: Server, signal: () => AbortSignal): Client =>
  createClient({
    url: server.url,
    ...(server.authToken === undefined ? {} : { authToken: server.authToken }),
    fetch: (request: Request) => fetch(request, { signal: signal() }),
    // How many requests are under way is bounded by the write queue and the gate.
    concurrency: 0,
  });

/** Rejects with `DatabaseUnavailable` where the promise takes longer. */
export const within = <T>(ms: number, promise: Promise<T>): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DatabaseUnavailable(`no answer within ${Math.round(ms)} ms`)), ms);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
