import { describe, expect, test } from 'bun:test';
import { securityHeaders } from './security-headers.ts';

const formAction = (leadsTo?: string | readonly string[]): string | undefined =>
  /form-action ([^;]+)/.exec(securityHeaders({ leadsTo })['content-security-policy'] ?? '')?.[1];

describe('where the forms of a page may lead', () => {
  test.each([
    [undefined, "'self'"],
    ['https://web.example/cb', "'self' https:"],
    ['http://127.0.0.1:5123/cb?x=1', "'self' https: http://127.0.0.1:5123"],
    ['http://[::1]:5123/cb', "'self' https: http://[::1]:5123"],
    ['com.example.notes:/cb', "'self' https: com.example.notes:"],
    [['https://web.example/cb', 'http://127.0.0.1:5123'], "'self' https: http://127.0.0.1:5123"],
    [[], "'self'"],
  ])('%j', (leadsTo, expected) => expect(formAction(leadsTo)).toBe(expected));
});

test('no script runs but the one with the nonce', () => {
  const policy = (nonce?: string) => securityHeaders({ nonce })['content-security-policy'];
  expect(policy()).not.toContain('script-src');
  expect(policy('bm9uY2U=')).toContain("script-src 'nonce-bm9uY2U='");
});
