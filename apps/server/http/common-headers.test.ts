import { expect, test } from 'bun:test';
import { commonHeaders } from './common-headers.ts';

const strict = (issuer: string) => commonHeaders(issuer)['strict-transport-security'];

test('keeps browsers of an https issuer on https (RFC 6797 §6.1)', () => {
  expect(strict('https://id.example.com/tenant')).toBe('max-age=31536000');
});

test('says nothing of https over http (RFC 6797 §7.2), nor for all servers of a developer on one host name', () => {
  for (const issuer of ['http://id.example.com', 'https://localhost:8443', 'https://127.0.0.1:1', 'https://[::1]:1'])
    expect(strict(issuer)).toBeUndefined();
});

test('forbids the guessing of types', () => {
  expect(commonHeaders('http://127.0.0.1')['x-content-type-options']).toBe('nosniff');
});
