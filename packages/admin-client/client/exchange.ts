import { CallFailed } from '../problems/call-failed.ts';
import type { Fetch } from './fetch.ts';

export interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | null | undefined;
}

/** An answer, read to its end. */
export interface Received {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
  /** The body where it is a JSON object; empty otherwise. */
  readonly json: Readonly<Record<string, unknown>>;
}

export type Exchange = (url: string, sent: Sent) => Promise<Received>;

const objectOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
};

const CERTIFICATE = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME/;

/** The codes that runtimes give, of an error and of what caused it. */
const codesOf = (error: unknown): string => {
  const codes: string[] = [];
  for (let at = error; at instanceof Error && codes.length < 5; at = at.cause)
    codes.push('code' in at && typeof at.code === 'string' ? at.code : at.name);
  return codes.join(' ');
};

/**
 * Sends one request. Rejects with `CallFailed` where there is no answer, and with what the signal says where it was called off.
 * No redirect is followed: the credential was meant for this address.
 */
export const createExchange =
  (fetcher: Fetch, timeLimitMs: number): Exchange =>
  async (url, { method, headers, body, signal }) => {
    try {
      const response = await fetcher(url, {
        ...{ method, headers: { ...headers }, redirect: 'manual' },
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.any([AbortSignal.timeout(timeLimitMs), ...(signal ? [signal] : [])]),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: objectOf(text) };
    } catch (error) {
      if (signal?.aborted) throw error;
      const codes = codesOf(error);
      const { origin } = new URL(url);
      throw new CallFailed(
        CERTIFICATE.test(codes) ? 'server.certificate' : 'server.unreachable',
        `${origin} (${codes})`,
      );
    }
  };
