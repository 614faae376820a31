import { expect } from 'bun:test';
import { tracesIn } from './beside.ts';
import type { Reply } from './oauth.ts';
import type { RunningCardea } from './start-cardea.ts';

export interface Refused {
  readonly status: number;
  /** The value of `error`. */
  readonly error: string;
}

/** The shape of every OAuth error (RFC 6749 §5.2, INV7): three texts, never stored, no stack trace. */
export const expectErrorShape = ({ headers, json, text, status }: Reply): void => {
  expect(headers.get('content-type')).toMatch(/^application\/json\b/);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('pragma')).toBe('no-cache');
  expect(Object.keys(json).sort()).toEqual(['error', 'error_description', 'request_id']);
  expect(json.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
  expect(headers.get('x-request-id')).toBe(String(json.request_id));
  expect(text).not.toMatch(/\bat .*:\d+|node_modules|\.ts\b/);
  expect(status).toBeLessThan(500);
};

/** The request is refused in the right shape (INV7), and leaves no token, no row and no audit entry (INV4, INV5). */
export const expectRefusal = async (
  cardea: RunningCardea,
  request: () => Promise<Reply>,
  { status, error }: Refused,
): Promise<Reply> => {
  const before = tracesIn(cardea);
  const reply = await request();
  expect({ status: reply.status, error: reply.json.error }).toEqual({ status, error });
  expectErrorShape(reply);
  expect(tracesIn(cardea)).toEqual(before);
  return reply;
};
