import type { Screen } from '../connection/exchange.ts';
import { createRequester, type RequesterOptions } from '../connection/requester.ts';
import { FetchRefusal } from './fetch-refusal.ts';
import { isJsonType, mediaType, parseJsonDocument } from './json-document.ts';

export interface FetchOptions {
  /** Of the body; 64 KiB when absent. */
  readonly maxBytes?: number | undefined;
  /** For everything, from the name to the last byte; at most, and when absent, 5 seconds. */
  readonly timeoutMs?: number | undefined;
  /** The Accept header; JSON must have a JSON type in any case. */
  readonly accept?: string | undefined;
}

export interface FetchedJson {
  readonly json: unknown;
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface TextOptions extends FetchOptions {
  /** Media types of which the answer must have one, in lower case. */
  readonly types: readonly string[];
}

export interface FetchedText {
  readonly text: string;
}

/** Fetches documents from URLs that someone else chose (RFC 9700 §4.13, OWASP SSRF prevention). */
export interface Fetcher {
  fetchJson(url: string, options?: FetchOptions): Promise<FetchedJson | FetchRefusal>;
  /** A text in UTF-8, such as a JWT. */
  fetchText(url: string, options: TextOptions): Promise<FetchedText | FetchRefusal>;
}

export type FetcherOptions = RequesterOptions;

const MAX_BYTES = 64 * 1024;

const screenFor =
  (isExpected: (contentType: string | undefined) => boolean): Screen =>
  ({ status, headers }) => {
    if (status >= 300 && status < 400) return new FetchRefusal('redirect');
    if (status !== 200) return new FetchRefusal('status');
    if (!['', 'identity'].includes(headers['content-encoding']?.trim().toLowerCase() ?? '')) {
      return new FetchRefusal('encoding');
    }
    return isExpected(headers['content-type']) ? undefined : new FetchRefusal('type');
  };

export const createFetcher = (options: FetcherOptions): Fetcher => {
  const requester = createRequester(options);
  return {
    async fetchJson(url, { accept = 'application/json', maxBytes = MAX_BYTES, timeoutMs } = {}) {
      const answer = await requester.request(url, { accept, maxBytes, timeoutMs, screen: screenFor(isJsonType) });
      if (answer instanceof FetchRefusal) return answer;
      const document = parseJsonDocument(answer.body);
      if (document instanceof FetchRefusal) return document;
      return { json: document.json, status: answer.status, headers: answer.headers };
    },
    async fetchText(url, { types, accept = types.join(', '), maxBytes = MAX_BYTES, timeoutMs }) {
      const screen = screenFor((type) => types.includes(mediaType(type)));
      const answer = await requester.request(url, { accept, maxBytes, timeoutMs, screen });
      if (answer instanceof FetchRefusal) return answer;
      try {
        return { text: new TextDecoder('utf-8', { fatal: true }).decode(answer.body) };
      } catch {
        return new FetchRefusal('type');
      }
    },
  };
};
