import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { granted, refused } from '../../harness/flow-values.ts';

const FILES = 'https://files.example';
const MAIL = 'https://mail.example';
const OPERATOR = { kind: 'operator', id: 'test' } as const;

let engine: TestEngine;
let client: RegisteredClient;
let person: Person;

beforeAll(async () => {
  engine = await TestEngine.open();
  const { resources } = engine.cardea.management;
  await resources.add({ uri: FILES, name: 'Files', scopes: ['read', 'write'] }, OPERATOR);
  await resources.add({ uri: MAIL, name: 'Mail', scopes: ['send'], tokenFormat: 'opaque' }, OPERATOR);
  client = await engine.addClient({
    scopes: ['openid', 'email', 'offline_access', 'read', 'write', 'send'],
    resources: [FILES, MAIL],
  });
  person = await engine.addPerson();
});
afterAll(async () => engine[Symbol.asyncDispose]());

test('a code is exchanged for tokens (RFC 6749 §4.1.4, §5.1)', async () => {
  const plain = await engine.addClient();
  const code = await engine.code({ client: plain, person });
  expect(granted(await engine.redeem(code))).toEqual({
    access_token: expect.stringMatching(/^cda_at_/),
    token_type: 'Bearer',
    expires_in: engine.cardea.settings.accessTokenTtlSeconds,
    scope: 'openid offline_access',
    refresh_token: expect.stringMatching(/^cda_rt_/),
    refresh_token_expires_in: engine.cardea.settings.refreshMaxSeconds,
    id_token: expect.stringMatching(/^ey/),
  });
});

test('expires_in is the wish of the client, within its bound', async () => {
  const bounded = await engine.addClient({ accessTokenTtlSeconds: 600, maxAccessTokenTtlSeconds: 1200 });
  for (const [wish, given] of [
    ['60', 60],
    ['1200', 1200],
    ['5000', 1200],
    [undefined, 600],
  ] as const) {
    const code = await engine.code({ client: bounded, person });
    expect(granted(await engine.redeem(code, { expires_in: wish })).expires_in).toBe(given);
  }
  const code = await engine.code({ client: bounded, person });
  expect(refused(await engine.redeem(code, { expires_in: '-1' })).error).toBe('invalid_request');
});

describe('a token for one of several resources (RFC 8707 §2.2)', () => {
  const request = { scope: 'openid offline_access read write send', resource: [FILES, MAIL] };

  test('has that audience and the scopes that mean something there', async () => {
    const code = await engine.code({ client, person, request });
    // They take different kinds of tokens: one at a time, and the code is not lost by asking for both
    expect(refused(await engine.redeem(code)).error).toBe('invalid_target');
    const mail = granted(await engine.redeem(code, { resource: MAIL }));
    expect(mail.scope).toBe('openid offline_access send');
    const seen = await engine.introspect(client, mail.access_token);
    expect(seen.aud).toEqual([MAIL, engine.cardea.settings.issuer]);
    const files = granted(await engine.refresh(client, mail.refresh_token, { resource: FILES }));
    expect(files.scope).toBe('openid offline_access read write');
    expect((await engine.introspect(client, files.access_token)).aud).toEqual([FILES, engine.cardea.settings.issuer]);
  });

  test('that was not asked for is refused, and the code stays good', async () => {
    const code = await engine.code({ client, person, request: { ...request, resource: FILES } });
    for (const resource of [MAIL, 'https://unknown.example', 'nonsense']) {
      expect(refused(await engine.redeem(code, { resource })).error).toBe('invalid_target');
    }
    const { refresh_token } = granted(await engine.redeem(code));
    expect(refused(await engine.refresh(client, refresh_token, { resource: MAIL })).error).toBe('invalid_target');
  });
});

test('a client without the grant gets no code, and redeems none', async () => {
  const machine = await engine.addClient({ grantTypes: ['client_credentials'], scopes: [] });
  const code = await engine.code({ client, person });
  expect(refused(await engine.redeem({ ...code, client: machine })).error).toBe('unauthorized_client');
  granted(await engine.redeem(code, { resource: FILES }));
});
