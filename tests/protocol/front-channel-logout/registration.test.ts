import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { TestEngine } from '../../harness/engine.ts';

const CALLBACK = 'https://web.example/cb';
const OPERATOR = { kind: 'operator', id: 'test' } as const;

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
});
afterAll(async () => engine[Symbol.asyncDispose]());

/** The setting that a client is refused for; undefined where it is registered. */
const refusedFor = async (settings: object): Promise<string | undefined> => {
  const client = { name: 'App', grantTypes: ['authorization_code'], redirectUris: [CALLBACK], scopes: ['openid'] };
  const added = await engine.cardea.management.clients.add({ ...client, ...settings }, OPERATOR);
  return 'client' in added ? undefined : added.field;
};

describe('a page for the front channel has scheme, host and port of a redirect URI (Front-Channel Logout §2)', () => {
  test.each(['https://web.example/out', 'https://web.example/', 'https://web.example/out?a=b'])('%s', async (uri) => {
    expect(await refusedFor({ frontchannelLogoutUri: uri })).toBeUndefined();
  });

  test.each([
    'https://other.example/out',
    'https://web.example:8443/out',
    'http://web.example/out',
    'https://sub.web.example/out',
    'https://web.example.evil.example/out',
    'https://web.example@evil.example/out',
    'https://web.example/out#fragment',
    'javascript:alert(1)',
    'app.example:/out',
    '/out',
    '',
  ])('not %p', async (frontchannelLogoutUri) => {
    expect(await refusedFor({ frontchannelLogoutUri })).toBe('frontchannelLogoutUri');
  });

  test('and loses its place when the redirect URI goes', async () => {
    const { clients } = engine.cardea.management;
    const { id } = await engine.addClient({ frontchannelLogoutUri: 'https://web.example/out' });
    const moved = await clients.modify({ id, redirectUris: ['https://new.example/cb'] }, OPERATOR);
    expect('field' in moved && moved.field).toBe('frontchannelLogoutUri');
  });
});

describe('an address for logout tokens is absolute and without a fragment (Back-Channel Logout §2.2)', () => {
  test.each(['https://anywhere.example/out?a=b', 'http://127.0.0.1:8080/out'])('%s', async (uri) => {
    expect(await refusedFor({ backchannelLogoutUri: uri })).toBeUndefined();
  });

  test.each([
    'http://anywhere.example/out',
    'https://a.example/out#x',
    'https://u:p@a.example/',
    'file:///etc/passwd',
    'a',
  ])('not %s', async (backchannelLogoutUri) => {
    expect(await refusedFor({ backchannelLogoutUri })).toBe('backchannelLogoutUri');
  });

  test('and https where the client cannot prove who it is', async () => {
    const spoken = { authMethod: 'none', backchannelLogoutUri: 'http://127.0.0.1:8080/out' };
    expect(await refusedFor(spoken)).toBe('backchannelLogoutUri');
    expect(await refusedFor({ ...spoken, backchannelLogoutUri: 'https://a.example/out' })).toBeUndefined();
  });
});

test('whoever must know the session must say where it is told', async () => {
  expect(await refusedFor({ frontchannelLogoutSessionRequired: true })).toBe('frontchannelLogoutSessionRequired');
  expect(await refusedFor({ backchannelLogoutSessionRequired: true })).toBe('backchannelLogoutSessionRequired');
});

describe('where others begin a sign-in is https (Dynamic Client Registration §2)', () => {
  test.each(['https://web.example/start', 'https://other.example/start?tenant=1'])('%s', async (initiateLoginUri) => {
    expect(await refusedFor({ initiateLoginUri })).toBeUndefined();
  });
  test.each(['http://127.0.0.1/start', 'http://web.example/start', 'javascript:alert(1)', 'https://a.example/#x'])(
    'not %s',
    async (initiateLoginUri) => {
      expect(await refusedFor({ initiateLoginUri })).toBe('initiateLoginUri');
    },
  );
});
