import type { RemoteApi } from '@cardea/core';
import type { Screen } from '../connection/exchange.ts';
import { createRequester, type RequesterOptions } from '../connection/requester.ts';
import { type FetchFailure, FetchRefusal } from '../document/fetch-refusal.ts';
import { isJsonType, parseJsonDocument } from '../document/json-document.ts';

const MAX_BYTES = 256 * 1024;

/** Any status is an answer, but for a redirect: what was sent has secrets in it, and goes nowhere else. */
const screen: Screen = ({ status, headers }) => {
  if (status >= 300 && status < 400) return new FetchRefusal('redirect');
  if (!['', 'identity'].includes(headers['content-encoding']?.trim().toLowerCase() ?? '')) {
    return new FetchRefusal('encoding');
  }
  return isJsonType(headers['content-type']) ? undefined : new FetchRefusal('type');
};

export interface RemoteApiOptions extends RequesterOptions {
  /** Told of each request without an answer, for the log. Must not throw. */
  readonly onFailure?: ((url: string, failure: FetchFailure) => void) | undefined;
}

/** Requests to servers that an operator registered, and to nowhere inside (RFC 9700 §4.13). */
export const createRemoteApi = (options: RemoteApiOptions): RemoteApi => {
  const requester = createRequester(options);
  const failed = (url: string, { failure }: FetchRefusal): { readonly failure: string } => {
    options.onFailure?.(url, failure);
    return { failure };
  };
  return async (url, { form, authorization } = {}) => {
    const answer = await requester.request(url, {
      accept: 'application/json',
      maxBytes: MAX_BYTES,
      screen,
      authorization,
      ...(form === undefined ? {} : { form: new URLSearchParams(form) }),
    });
    if (answer instanceof FetchRefusal) return failed(url, answer);
    const document = parseJsonDocument(answer.body);
    return document instanceof FetchRefusal ? failed(url, document) : { status: answer.status, json: document.json };
  };
};
