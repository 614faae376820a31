import type { Screen } from '../connection/exchange.ts';
import { createRequester, type RequesterOptions } from '../connection/requester.ts';
import { FetchRefusal } from './fetch-refusal.ts';
import { isJsonType, parseJsonDocument } from './json-document.ts';

export interface FetchOptions {
  /** Of the body; 64 KiB when absent. */
  readonly maxBytes?: number | undefined;
  /** For everything, from the name to the last byte; at most, and when absent, 5 seconds. */
  readonly timeoutMs?: number | undefined;
  /** The Accept header; the answer must have a JSON type in any case. */
  readonly accept?: string | undefined;
}

export interface FetchedJson {
  readonly json: unknown;
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Fetches JSON documents from URLs that someone else chose (RFC 9700 §4.13, OWASP SSRF prevention). */
export interface Fetcher {
  fetchJson(url: string, options?: FetchOptions): Promise<FetchedJson | FetchRefusal>;
}

export type FetcherOptions = RequesterOptions;

const MAX_BYTES = 64 * 1024;

const screen: Screen = ({ status, headers }) => {
  if (status >= 300 && status < 400) return new FetchRefusal('redirect');
  if (status !== 200) return new FetchRefusal('status');
  if (!['', 'identity'].includes(headers['content-encoding']?.trim().toLowerCase() ?? '')) {
    return new FetchRefusal('encoding');
  }
  return isJsonType(headers['content-type']) ? undefined : new FetchRefusal('type');
};

export const createFetcher = (options: FetcherOptions): Fetcher => {
  const requester = createRequester(options);
  return {
    async fetchJson(url, { accept = 'application/json', maxBytes = MAX_BYTES, timeoutMs } = {}) {
      const answer = await requester.request(url, { accept, maxBytes, timeoutMs, screen });
      if (answer instanceof FetchRefusal) return answer;
      const document = parseJsonDocument(answer.body);
      if (document instanceof FetchRefusal) return document;
      return { json: document.json, status: answer.status, headers: answer.headers };
    },
  };
};
