import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { FetchRefusal } from '../document/fetch-refusal.ts';
import { targetOf } from './target.ts';

const failureOf = (url: string, trusted: readonly string[] = []): string | undefined => {
  const target = targetOf(url, new Set(trusted));
  return target instanceof FetchRefusal ? target.failure : undefined;
};

describe('a target', () => {
  test('is taken apart once', () => {
    expect(targetOf('https://Keys.Example.COM.:8443/a/../jwks?v=1', new Set())).toEqual({
      secure: true,
      host: 'keys.example.com',
      port: 8443,
      authority: 'keys.example.com.:8443',
      path: '/jwks?v=1',
      isTrusted: false,
    });
    expect(targetOf('https://[2606:4700::1111]/', new Set())).toMatchObject({ host: '2606:4700::1111', port: 443 });
  });

  test.each([
    'http://keys.example.com/jwks',
    'file:///etc/passwd',
    'gopher://keys.example.com/',
    'ftp://keys.example.com/',
    'data:application/json,{}',
    'javascript:0',
    'blob:https://keys.example.com/1',
    'https://user@keys.example.com/',
    'https://user:password@keys.example.com/',
    'https://:@keys.example.com/#',
    'https://keys.example.com/jwks#fragment',
    'https://keys.example.com/jwks#',
    'https://keys.example.com:0/',
    'https://keys.example.com:70000/',
    'https://',
    '//keys.example.com/',
    '/jwks',
    'keys.example.com',
    '',
    ' ',
    'https://[::1',
    'https://[fe80::1%25eth0]/',
    `https://keys.example.com/${'a'.repeat(2048)}`,
  ])('%p is refused', (url) => {
    expect(failureOf(url)).toBe('url');
  });

  test.each([
    'localhost',
    'localhost.',
    'LOCALHOST',
    'a.localhost',
    'metadata',
    'metadata.google.internal',
    'printer.local',
    'router.home.arpa',
    'nas.lan',
    'hidden.onion',
  ])('S081: the name %s is refused before a resolver is asked', (host) => {
    expect(failureOf(`https://${host}/`)).toBe('name');
    expect(failureOf(`https://${host}/`, [host.toLowerCase().replace(/\.$/, '')])).toBeUndefined();
  });

  test('plain HTTP is for hosts that the operator named, by name or with their port', () => {
    expect(failureOf('http://127.0.0.1:8080/', ['127.0.0.1'])).toBeUndefined();
    expect(failureOf('http://127.0.0.1:8080/', ['127.0.0.1:8080'])).toBeUndefined();
    expect(failureOf('http://[::1]:8080/', ['::1'])).toBeUndefined();
    expect(failureOf('http://127.0.0.1:8081/', ['127.0.0.1:8080'])).toBe('url');
    expect(failureOf('http://keys.internal.example.com/', ['keys.internal'])).toBe('url');
    expect(failureOf('http://sub.keys.internal/', ['keys.internal'])).toBe('url');
    expect(failureOf('http://user@keys.internal/', ['keys.internal'])).toBe('url');
  });

  test('any text is judged without a throw, and what passes is https', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `https://${text}`),
        ),
        (url) => {
          const target = targetOf(url, new Set());
          if (!(target instanceof FetchRefusal)) expect(target.secure).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
