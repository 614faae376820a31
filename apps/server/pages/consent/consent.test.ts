import { describe, expect, test } from 'bun:test';
import { en } from '../languages/en.ts';
import { redirectHost } from './redirect-host.ts';
import { scopesInWords } from './scope-words.ts';

describe('where a person returns to', () => {
  test.each([
    ['https://web.example/cb', 'web.example'],
    ['https://web.example:8443/cb?x=1', 'web.example:8443'],
    ['https://web.example@evil.example/cb', 'evil.example'],
    ['http://127.0.0.1:5123/cb', undefined],
    ['http://[::1]:5123/cb', undefined],
    ['http://localhost/cb', undefined],
    ['com.example.notes:/cb', undefined],
  ])('%s: %s', (redirectUri, host) => expect(redirectHost(redirectUri)).toBe(host));
});

describe('scopes in words', () => {
  const registered = [
    { name: 'notes:read', description: 'Read your notes', claims: [] },
    { name: 'notes:write', description: '', claims: [] },
    { name: 'email', description: 'Not these words', claims: [] },
  ];
  const shown = (scopes: readonly string[], fresh: readonly string[] = scopes) =>
    scopesInWords({ scopes, fresh }, { messages: en, registered });

  test('are ours, the operator’s, or the name', () => {
    expect(shown(['email', 'notes:read', 'notes:write', 'other', 'constructor']).map(({ words }) => words)).toEqual([
      'See your e-mail address',
      'Read your notes',
      'notes:write',
      'other',
      'constructor',
    ]);
  });

  test('are new where others were agreed to before, and not the first time', () => {
    const news = (scopes: readonly string[], fresh: readonly string[]) =>
      shown(scopes, fresh).flatMap(({ name, isNew }) => (isNew ? [name] : []));
    expect(news(['openid', 'email'], ['openid', 'email'])).toEqual([]);
    expect(news(['openid', 'email'], ['email'])).toEqual(['email']);
    expect(news(['openid', 'email'], [])).toEqual([]);
  });
});
