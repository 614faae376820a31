import { type RawServer, type Reply, replyWith, response, startRawServer } from '../connection/raw-server.fixture.ts';
import { FetchRefusal } from './fetch-refusal.ts';
import { createFetcher, type Fetcher, type FetcherOptions, type FetchOptions } from './fetcher.ts';

const clock = { nowMs: () => Date.now() };
export const json = response('{"keys":[]}');

/** A fetcher that never lets a host rest, so that one test does not hold up the next. */
export const fetcherWith = (options: Partial<FetcherOptions> = {}): Fetcher =>
  createFetcher({ clock, limits: { failuresToRest: Number.POSITIVE_INFINITY }, ...options });

export interface Fetching {
  readonly server: RawServer;
  readonly url: string;
  /** Allowed to come here by plain HTTP, so that what the server says is in the hand of the test. */
  readonly trusting: Fetcher;
  /** What is made of an answer: its JSON, or why it was refused. */
  outcomeOf(reply: Reply, options?: FetchOptions): Promise<unknown>;
  /** Lets the server answer with JSON again. */
  reset(): void;
}

/** A server that says what a test wants, and a fetcher that asks it. */
export const startFetching = async (): Promise<Fetching> => {
  const server = await startRawServer(replyWith(json));
  const url = `http://127.0.0.1:${server.port}/jwks`;
  const trusting = fetcherWith({ allowPrivateHosts: ['127.0.0.1'] });
  return {
    server,
    url,
    trusting,
    async outcomeOf(reply, options) {
      server.reply = reply;
      const outcome = await trusting.fetchJson(url, options);
      return outcome instanceof FetchRefusal ? outcome.failure : outcome.json;
    },
    reset() {
      server.reply = replyWith(json);
    },
  };
};
