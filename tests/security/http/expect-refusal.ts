import { expect } from 'bun:test';

export interface ExpectedRefusal {
  readonly status: number | readonly number[];
  readonly error: string;
}

/** Everything that a refusal of an OAuth endpoint has in common (RFC 6749 §5.2): a JSON object that no cache keeps. */
export const expectRefusal = async (response: Response, { status, error }: ExpectedRefusal): Promise<void> => {
  const text = await response.text();
  expect({ statuses: [status].flat(), text }).toEqual({
    statuses: expect.arrayContaining([response.status]),
    text: expect.stringMatching(/^\{/),
  });
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('pragma')).toBe('no-cache');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('server')).toBeNull();
  const body: Record<string, unknown> = JSON.parse(text);
  expect(Object.keys(body).sort()).toEqual(['error', 'error_description', 'request_id']);
  expect(body).toMatchObject({ error, request_id: response.headers.get('x-request-id') });
  // RFC 6749 §5.2: the description is printable ASCII without quote and backslash
  expect(body.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
};
