import { DatabaseUnavailable } from '@cardea/core';
import { type Client, createClient } from '@libsql/client/http';

/** A client whose every request ends after `timeoutMs`, its socket with it. The HTTP client brings no native code along. */
export const serverClient = (url: string, authToken: string | undefined, timeoutMs: number): Client =>
  createClient({
    url,
    ...(authToken === undefined ? {} : { authToken }),
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(timeoutMs) }),
    // How many requests are under way is bounded by the write queue and the gate.
    concurrency: 0,
  });

/** Rejects with `DatabaseUnavailable` where the promise takes longer. */
export const within = <T>(ms: number, promise: Promise<T>): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DatabaseUnavailable(`no answer within ${Math.round(ms)} ms`)), ms);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
