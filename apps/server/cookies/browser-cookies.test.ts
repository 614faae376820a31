import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createBrowserCookies } from './browser-cookies.ts';

const SECRET = 'A'.repeat(43);
const plain = createBrowserCookies({
  issuer: 'http://localhost:2273',
  basePath: '/api/v1/oauth',
  sessionMaxSeconds: 60,
});
const secure = createBrowserCookies({
  issuer: 'https://id.example.com',
  basePath: '/api/v1/oauth',
  sessionMaxSeconds: 60,
});
const requestWith = (cookie?: string): Request =>
  new Request('http://localhost/', { headers: cookie === undefined ? {} : { cookie } });

describe('the cookies of a browser', () => {
  test('with an https issuer no other host and no plain connection can set them (RFC 6265bis §4.1.3.2)', () => {
    expect(secure.browser(SECRET)).toBe(
      `__Host-cardea_browser=${SECRET}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure`,
    );
    expect(secure.sessions(['a', 'b'])).toBe(
      '__Host-cardea_session=a.b; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
    );
    expect(secure.read(requestWith(`cardea_browser=${SECRET}; cardea_session=a`))).toMatchObject({
      isNew: true,
      sessionHandles: [],
    });
  });

  test('over http they have plain names, without Secure', () => {
    expect(plain.browser(SECRET)).toBe(`cardea_browser=${SECRET}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`);
  });

  test('what clients may watch is for the script of one page, also inside pages of other sites (Session Management §3.3)', () => {
    expect(secure.state('s')).toBe(
      '__Secure-cardea_state=s; Path=/api/v1/oauth/check-session; Max-Age=60; SameSite=None; Secure',
    );
    expect(plain.state('s')).toBe('cardea_state=s; Path=/api/v1/oauth/check-session; Max-Age=60; SameSite=Lax');
  });

  test('no session at all takes the cookie away', () => {
    expect(plain.sessions([])).toContain('cardea_session=; Path=/; Max-Age=0;');
  });

  test('what was set is read, whatever stands beside it', () => {
    const cookie = `x=1; cardea_browser=${SECRET};cardea_session=a.b.c ; cardea_browser_old=2`;
    expect(plain.read(requestWith(cookie))).toEqual({ secret: SECRET, isNew: false, sessionHandles: ['a', 'b', 'c'] });
  });

  test.each([
    undefined,
    '',
    'cardea_browser=short',
    `cardea_browser="${SECRET}"`,
    `cardea_browser=${SECRET}A`,
    `cardea_browser=${SECRET}; cardea_browser=${'B'.repeat(43)}`,
    `Cardea_Browser=${SECRET}`,
    `a=${'b'.repeat(20_000)}; cardea_browser=${SECRET}`,
  ])('a browser without one good secret gets a fresh one: %#', (cookie) => {
    const { secret, isNew } = plain.read(requestWith(cookie));
    expect(isNew).toBe(true);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(secret).not.toBe(SECRET);
  });

  test.each(['a.b.c.d.e.f', '.', 'a.', 'a..b', 'a b', '%00', 'a'.repeat(101)])('%s is no session', (value) => {
    expect(plain.read(requestWith(`cardea_session=${value}`)).sessionHandles).toEqual([]);
  });

  test('any header is read, never thrown at', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\x20-\x7e]{0,200}$/), (cookie) => {
        const { secret, sessionHandles } = plain.read(requestWith(cookie));
        expect(secret.length).toBe(43);
        expect(sessionHandles.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});
