import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { matchesRedirectUri, redirectUriProblem } from './redirect-uri.ts';

const path = fc.stringMatching(/^(\/[a-z0-9]{1,8}){0,3}$/);
const host = fc.constantFrom('127.0.0.1', '[::1]');
const port = fc.integer({ min: 1, max: 65_535 });
const uri = fc.oneof(
  fc.webUrl({ withQueryParameters: true }),
  fc.tuple(host, port, path).map(([name, number, rest]) => `http://${name}:${number}${rest}`),
  fc
    .tuple(fc.constantFrom('127.0.0.1', 'localhost', 'web.example'), path)
    .map(([name, rest]) => `http://${name}${rest}`),
  fc.constantFrom('com.example.app:/cb', 'javascript:alert(1)', ''),
);

describe('a redirect URI', () => {
  test('of a web client is one of the registered ones, letter by letter (RFC 9700 §2.1)', () => {
    fc.assert(
      fc.property(uri, fc.array(uri), (sent, registered) => {
        expect(matchesRedirectUri(sent, { registered, native: false })).toBe(registered.includes(sent));
      }),
    );
  });

  test('of a native client is registered, or is the same loopback address with another port (RFC 8252 §7.3)', () => {
    fc.assert(
      fc.property(uri, fc.array(uri), (sent, registered) => {
        if (!matchesRedirectUri(sent, { registered, native: true }) || registered.includes(sent)) return;
        const { protocol, hostname, pathname, search, username } = new URL(sent);
        expect({ protocol, username }).toEqual({ protocol: 'http:', username: '' });
        expect(['127.0.0.1', '[::1]']).toContain(hostname);
        const same = registered.some((one) => {
          const known = URL.canParse(one) ? new URL(one) : undefined;
          return known?.hostname === hostname && known.pathname === pathname && known.search === search;
        });
        expect(same).toBe(true);
      }),
    );
  });

  test('any port of a loopback address that is registered without one, with one, or with another', () => {
    fc.assert(
      fc.property(host, port, port, path, (name, one, other, rest) => {
        const native = true;
        for (const registered of [`http://${name}${rest}`, `http://${name}:${one}${rest}`]) {
          expect(matchesRedirectUri(`http://${name}:${other}${rest}`, { registered: [registered], native })).toBe(true);
          expect(matchesRedirectUri(`http://${name}:${other}${rest}x`, { registered: [registered], native })).toBe(
            false,
          );
        }
      }),
    );
  });

  test('that can be registered leads to a place that a browser opens and does not run', () => {
    fc.assert(
      fc.property(fc.oneof(uri, fc.string(), fc.webUrl()), fc.boolean(), (text, native) => {
        if (redirectUriProblem(text, { native }) !== undefined) return;
        const url = new URL(text);
        const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
        const own = native && url.protocol.includes('.');
        expect(url.protocol === 'https:' || (url.protocol === 'http:' && loopback) || own).toBe(true);
        expect(url.hash + url.username + url.password).toBe('');
      }),
    );
  });
});
