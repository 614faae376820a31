import { expect } from 'bun:test';
import { expectErrorShape, type Refused } from '../../harness/expect-refusal.ts';
import type { Reply } from '../../harness/oauth.ts';

/** A refusal in the right shape (RFC 6749 §5.2, INV7), whose type no browser guesses anew. */
export const expectRefused = (reply: Reply, { status, error }: Refused): void => {
  expect({ status: reply.status, error: reply.json.error, text: reply.text }).toEqual({
    status,
    error,
    text: reply.text,
  });
  expectErrorShape(reply);
  expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
  expect(reply.headers.get('server')).toBeNull();
};
