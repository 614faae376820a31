import { expect, test } from 'bun:test';
import { createSealer } from '@cardea/crypto';
import { consoleCookie, consoleToken, noConsoleCookie } from './console-cookie.ts';

const at = (issuer: string, key = 1) => ({
  settings: { issuer },
  sealer: createSealer(Buffer.alloc(32, key)),
});
const cookieOf = (set: string): string => set.slice(0, set.indexOf(';'));
const requestWith = (cookie: string): Request => new Request('http://localhost/', { headers: { cookie } });
const HTTPS = 'https://id.example.com';

test('with an https issuer no other host and no plain connection can set it, and no other site sends it (RFC 6265bis §4.1)', () => {
  const set = consoleCookie('cda_at_x', 60, at(HTTPS));
  expect(set).toMatch(/^__Host-cardea_console=v1\.[\w-]+; Path=\/; Max-Age=60; HttpOnly; SameSite=Strict; Secure$/);
  expect(set).not.toContain('cda_at_x');
  expect(noConsoleCookie(at(HTTPS))).toBe(
    '__Host-cardea_console=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure',
  );
});

test('over http it has a plain name, as browsers would refuse the other', () => {
  expect(noConsoleCookie(at('http://localhost:2273'))).toBe(
    'cardea_console=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict',
  );
});

test('what was set is read; what another server sealed, or nobody, is nothing', () => {
  const request = requestWith(cookieOf(consoleCookie('cda_at_x', 60, at(HTTPS))));
  expect(consoleToken(request, at(HTTPS))).toBe('cda_at_x');
  expect(consoleToken(request, at(HTTPS, 2))).toBeUndefined();
  expect(consoleToken(requestWith('__Host-cardea_console=x'), at(HTTPS))).toBeUndefined();
  expect(consoleToken(requestWith(''), at(HTTPS))).toBeUndefined();
});
