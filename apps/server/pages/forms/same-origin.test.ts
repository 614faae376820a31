import { describe, expect, test } from 'bun:test';
import { isSameOrigin } from './same-origin.ts';

const ISSUER = 'https://id.example.com/tenant';
const OURS = 'https://id.example.com';
const ask = (headers: Record<string, string>): boolean =>
  isSameOrigin(new Request(`${ISSUER}/login`, { method: 'POST', headers }), ISSUER);

describe('a form is ours (S102, RFC 9700 §4.7)', () => {
  test.each([{ origin: OURS }, { 'sec-fetch-site': 'same-origin' }, { origin: OURS, 'sec-fetch-site': 'same-origin' }])(
    'by %o',
    (headers) => expect(ask(headers)).toBe(true),
  );

  test.each([
    {},
    { origin: 'null' },
    { origin: '' },
    { origin: 'https://evil.example' },
    { origin: 'http://id.example.com' },
    { origin: 'https://id.example.com.evil.example' },
    { origin: ISSUER },
    { origin: OURS, 'sec-fetch-site': 'cross-site' },
    { origin: OURS, 'sec-fetch-site': 'same-site' },
    { origin: OURS, 'sec-fetch-site': 'none' },
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'cross-site' },
  ])('not by %o', (headers) => expect(ask(headers)).toBe(false));
});
