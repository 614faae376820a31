import { describe, expect, test } from 'bun:test';
import { APP_PASSWORD_BYTES, appPasswordFrom, formatAppPassword, isRefusal, refuse } from '@cardea/protocol';
import type { VerifyToken } from '../verify/verified-token.ts';
import { protect } from './protect.ts';

const AUDIENCE = 'https://dav.example.com';
const PASSWORD = appPasswordFrom(new Uint8Array(APP_PASSWORD_BYTES).map((_, index) => index * 7));

const asked: string[] = [];
const verify: VerifyToken = async (token) => {
  asked.push(token);
  if (token !== PASSWORD && token !== formatAppPassword(PASSWORD)) return refuse('token.unknown');
  return {
    subject: 'u_alice',
    clientId: 'cardea-session',
    scopes: ['files'],
    audience: [AUDIENCE],
    expiresAt: undefined,
    id: undefined,
    claims: { username: 'Alice' },
  };
};

const options = { verify, audience: AUDIENCE, scopes: ['files'], realm: 'files' } as const;
const api = protect({ ...options, basic: true });
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const request = (authorization: string): Request => new Request(AUDIENCE, { headers: { authorization } });
const judge = async (authorization: string, guard = api): Promise<string> => {
  const outcome = await guard.decide(request(authorization));
  return isRefusal(outcome) ? outcome.code : outcome.subject;
};

describe('a Basic header (RFC 7617)', () => {
  test('opens an API that takes it, with the user name in any case and the password in any grouping', async () => {
    for (const text of [`alice:${PASSWORD}`, `ALICE:${formatAppPassword(PASSWORD)}`])
      expect(await judge(basic(text))).toBe('u_alice');
    expect(await judge(basic(`alice:${PASSWORD}`).replace('Basic', 'BASIC'))).toBe('u_alice');
    expect(await judge(`Bearer ${formatAppPassword(PASSWORD)}`)).toBe('u_alice');
  });

  test('opens no API that did not ask for it', async () => {
    expect(await judge(basic(`alice:${PASSWORD}`), protect(options))).toBe('token.missing');
  });

  test('with the name of somebody else, or of nobody, opens nothing', async () => {
    for (const name of ['bob', 'alice ice', ''])
      expect(await judge(basic(`${name}:${PASSWORD}`))).toMatch(/^token\.(unknown|malformed)$/);
  });

  test('with what is no app password costs no question', async () => {
    asked.length = 0;
    for (const authorization of [
      basic('alice:correct horse battery staple'),
      basic(`alice:${PASSWORD.slice(0, -1)}`),
      basic('alice'),
      'Basic ÿÿ',
      'Basic ',
      `Basic ${Buffer.from([255, 58, 255]).toString('base64')}`,
      `Basic ${'A'.repeat(9000)}`,
    ])
      expect(await judge(authorization)).toBe('token.malformed');
    expect(asked).toEqual([]);
  });

  test('beside another credential is one too many', async () => {
    const both = new Request(AUDIENCE, {
      headers: { authorization: basic(`alice:${PASSWORD}`), 'x-auth-token': 'another' },
    });
    const outcome = await api.check(both);
    expect(outcome instanceof Response && outcome.status).toBe(400);
  });

  test('is asked for beside a token: 401 names both schemes, 403 neither a password', async () => {
    const without = await api.check(new Request(AUDIENCE));
    if (!(without instanceof Response)) throw new Error('let in');
    expect([without.status, without.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="files", resource_metadata="https://dav.example.com/.well-known/oauth-protected-resource", Basic realm="files", charset="UTF-8"',
    ]);
    const little = await api.requires('admin').check(request(basic(`alice:${PASSWORD}`)));
    if (!(little instanceof Response)) throw new Error('let in');
    expect([little.status, little.headers.get('www-authenticate')]).toEqual([
      403,
      expect.not.stringContaining('Basic'),
    ]);
  });

  test('needs an issuer that can be asked', () => {
    expect(() => protect({ issuer: 'https://id.example', audience: AUDIENCE, scopes: [], basic: true })).toThrow(
      'introspection',
    );
  });
});
