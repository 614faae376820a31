import { IssuerUnavailable } from './issuer-unavailable.ts';
import { parseJsonObject } from './json-object.ts';

const MAX_ANSWER_BYTES = 256 * 1024;
const MAX_RETRY_AFTER_SECONDS = 300;

export interface JsonAnswer {
  readonly status: number;
  /** Undefined where the body is not a JSON object. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** `max-age` of its Cache-Control, in seconds. */
  readonly maxAgeSeconds: number | undefined;
}

const readText = async (response: Response): Promise<string> => {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_ANSWER_BYTES) {
      await reader.cancel();
      throw new IssuerUnavailable(`the answer is larger than ${MAX_ANSWER_BYTES} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
};

const wholeSeconds = (header: string | null, pattern: RegExp): number | undefined => {
  const digits = pattern.exec(header ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/**
 * Asks the issuer, within a deadline that covers the body too. Redirects are not followed: credentials and keys come from
 * the address that was configured or announced. Throws `IssuerUnavailable` where there is no answer, or a 5xx or 429.
 */
export const fetchJson = async (url: string, init: RequestInit, deadlineMs: number): Promise<JsonAnswer> => {
  try {
    const signal = AbortSignal.timeout(deadlineMs);
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    if (response.status >= 500 || response.status === 429) {
      const asked = wholeSeconds(response.headers.get('retry-after'), /^(\d{1,9})$/);
      await response.body?.cancel();
      throw new IssuerUnavailable(`${url} answered ${response.status}`, {
        ...(asked === undefined ? {} : { retryAfterSeconds: Math.min(asked, MAX_RETRY_AFTER_SECONDS) }),
      });
    }
    const maxAgeSeconds = wholeSeconds(response.headers.get('cache-control'), /(?:^|[\s,])max-age=(\d{1,9})/i);
    return { status: response.status, body: parseJsonObject(await readText(response)), maxAgeSeconds };
  } catch (cause) {
    if (cause instanceof IssuerUnavailable) throw cause;
    throw new IssuerUnavailable(`${url} did not answer`, { cause });
  }
};
