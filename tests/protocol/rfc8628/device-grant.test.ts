import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test';
import { decodeJwt } from 'jose';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, asked, granted, refused } from '../../harness/flow-values.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const OPERATOR = { kind: 'operator', id: 'test' } as const;
const API = 'https://api.example';
const SCOPE = 'openid offline_access read';
const INTERVAL_MS = 5_000;

let engine: TestEngine;
let tv: RegisteredClient;
let box: RegisteredClient;
let alice: Person;

beforeAll(async () => {
  engine = await TestEngine.open({ CARDEA_DEVICE_REQUEST_BURST: '1000' });
  await engine.cardea.management.resources.add(
    { uri: API, name: 'API', scopes: ['read'], tokenFormat: 'jwt' },
    OPERATOR,
  );
  const device = {
    name: 'Television',
    grantTypes: [GRANT, 'refresh_token'],
    redirectUris: [],
    scopes: ['openid', 'offline_access', 'email', 'read', 'write'],
    resources: [engine.cardea.settings.issuer, API],
  };
  tv = await engine.addClient({ ...device, authMethod: 'none' });
  box = await engine.addClient({ ...device, name: 'Box' });
  alice = await engine.addPerson();
});
afterAll(async () => engine[Symbol.asyncDispose]());
beforeEach(() => engine.clock.advance(1_000));

const start = async (client = tv, values = {}) =>
  granted(await engine.authorizeDevice(client, { scope: SCOPE, ...values }));

describe('the device authorization endpoint (RFC 8628 §3.1, §3.2) (parity: device authorization; Authelia)', () => {
  test('gives a public client and one that authenticates codes, and where to type them', async () => {
    for (const client of [tv, box]) {
      const answer = await start(client);
      expect(answer).toEqual({
        device_code: expect.stringMatching(/^cda_dc_[\w-]{71}$/),
        user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
        verification_uri: `${engine.cardea.settings.issuer}/device`,
        verification_uri_complete: `${engine.cardea.settings.issuer}/device?user_code=${answer.user_code}`,
        expires_in: 600,
        interval: 5,
      });
    }
  });

  test('lifetime and interval are settings', async () => {
    await using other = await TestEngine.open({ CARDEA_DEVICE_CODE_TTL: '2m', CARDEA_DEVICE_INTERVAL: '10s' });
    const client = await other.addClient({ authMethod: 'none', grantTypes: [GRANT], redirectUris: [] });
    expect(granted(await other.authorizeDevice(client))).toMatchObject({ expires_in: 120, interval: 10 });
  });

  test('refuses who may not: unknown, without proof, another grant, another scope, another resource', async () => {
    const web = await engine.addClient();
    const errors = await Promise.all(
      [
        engine.authorizeDevice({ id: 'nobody', secret: undefined }),
        engine.authorizeDevice({ id: box.id, secret: undefined }),
        engine.authorizeDevice({ id: box.id, secret: 'wrong' }),
        engine.authorizeDevice(web),
        engine.authorizeDevice(tv, { scope: 'admin' }),
        engine.authorizeDevice(tv, { resource: 'https://other.example' }),
        engine.authorizeDevice(tv, { resource: 'no uri' }),
      ].map(async (answer) => refused(await answer).error),
    );
    expect(errors).toEqual([
      'invalid_client',
      'invalid_client',
      'invalid_client',
      'unauthorized_client',
      'invalid_scope',
      'invalid_target',
      'invalid_target',
    ]);
  });

  test('gives one address so many codes and then waits (RFC 8628 §5.4)', async () => {
    await using small = await TestEngine.open({
      CARDEA_DEVICE_REQUEST_BURST: '3',
      CARDEA_DEVICE_REQUEST_INTERVAL: '5s',
    });
    const client = await small.addClient({ authMethod: 'none', grantTypes: [GRANT], redirectUris: [] });
    for (let count = 0; count < 3; count++) granted(await small.authorizeDevice(client));
    const refusal = refused(await small.authorizeDevice(client));
    expect(refusal).toMatchObject({ code: 'device.requests', status: 429 });
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(5);
    const elsewhere = { ...aBrowser().caller, address: '198.51.100.1', network: '198.51.100.1' };
    granted(await small.authorizeDevice(client, {}, elsewhere));
    small.clock.advance(5_000);
    granted(await small.authorizeDevice(client));
  });
});

describe('the device access token request (RFC 8628 §3.4, §3.5)', () => {
  test('gets authorization_pending until the person has answered, then the tokens of a code grant, once', async () => {
    for (const client of [tv, box]) {
      const { device_code, user_code } = await start(client);
      expect(refused(await engine.poll(client, device_code))).toMatchObject({
        error: 'authorization_pending',
        status: 400,
      });
      engine.clock.advance(INTERVAL_MS);
      expect(refused(await engine.poll(client, device_code)).error).toBe('authorization_pending');
      expect((await engine.answerDevice(alice, user_code)).answer).toEqual({ done: 'allowed' });
      const tokens = granted(await engine.poll(client, device_code));
      expect(tokens).toEqual({
        access_token: expect.stringMatching(/^cda_at_/),
        token_type: 'Bearer',
        expires_in: engine.cardea.settings.accessTokenTtlSeconds,
        scope: SCOPE,
        refresh_token: expect.stringMatching(/^cda_rt_/),
        refresh_token_expires_in: engine.cardea.settings.refreshMaxSeconds,
        id_token: expect.stringMatching(/^ey/),
      });
      expect(decodeJwt(tokens.id_token ?? '')).toMatchObject({ aud: client.id, sub: alice.id, amr: ['pwd'] });
      expect(refused(await engine.poll(client, device_code))).toMatchObject({ error: 'invalid_grant', status: 400 });
      expect(await engine.isActive(tokens.access_token)).toBe(true);
      granted(await engine.refresh(client, tokens.refresh_token));
    }
  });

  test('gets slow_down where it comes too early, and the interval is 5 seconds longer from then on', async () => {
    const { device_code } = await start();
    const poll = async (afterMs: number) => {
      engine.clock.advance(afterMs);
      return refused(await engine.poll(tv, device_code)).error;
    };
    expect(await poll(0)).toBe('authorization_pending');
    expect(await poll(1_000)).toBe('slow_down');
    expect(await poll(9_000)).toBe('slow_down');
    expect(await poll(14_000)).toBe('slow_down');
    expect(await poll(20_000)).toBe('authorization_pending');
    expect(await poll(20_000)).toBe('authorization_pending');
    expect(await poll(19_000)).toBe('slow_down');
  });

  test('is not slowed down once the person has answered: the tokens are there at once', async () => {
    const { device_code, user_code } = await start();
    expect(refused(await engine.poll(tv, device_code)).error).toBe('authorization_pending');
    await engine.answerDevice(alice, user_code);
    granted(await engine.poll(tv, device_code));
  });

  test('gets access_denied where the person said no, and nobody can say yes afterwards', async () => {
    const { device_code, user_code } = await start();
    expect((await engine.answerDevice(alice, user_code, 'deny')).answer).toEqual({ done: 'denied' });
    expect(refused(await engine.poll(tv, device_code))).toMatchObject({ error: 'access_denied', status: 400 });
    const again = refused(await engine.cardea.engine.flow.beginDevice(user_code, aBrowser()));
    expect(again.code).toBe('device.user_code');
    expect(await engine.actions()).toContain('device_code.denied');
  });

  test('gets access_denied where the person gives up before signing in', async () => {
    const { device_code, user_code } = await start();
    const browser = aBrowser();
    const { flow } = asked(granted(await engine.cardea.engine.flow.beginDevice(user_code, browser)));
    granted(await engine.cardea.engine.flow.cancel(flow.id, browser));
    expect(refused(await engine.poll(tv, device_code)).error).toBe('access_denied');
  });

  test('gets expired_token after its life, answered or not', async () => {
    const [open, allowed] = [await start(), await start()];
    await engine.answerDevice(alice, allowed.user_code);
    engine.clock.advance(600_000);
    for (const { device_code } of [open, allowed])
      expect(refused(await engine.poll(tv, device_code))).toMatchObject({ error: 'expired_token', status: 400 });
    expect(refused(await engine.cardea.engine.flow.beginDevice(open.user_code, aBrowser())).code).toBe(
      'device.user_code',
    );
  });

  test('refuses what is no device code: missing, garbage, of another kind', async () => {
    expect(refused(await engine.token(tv, { grant_type: GRANT })).error).toBe('invalid_request');
    const { device_code } = await start();
    const tokens = await engine.tokens({ client: await engine.addClient(), person: alice });
    for (const text of [
      'x',
      device_code.slice(0, -1),
      `${device_code}x`,
      tokens.access_token,
      tokens.refresh_token ?? '',
    ])
      expect(refused(await engine.poll(tv, text)).error).toBe('invalid_grant');
    expect(refused(await engine.token(tv, { grant_type: 'refresh_token', refresh_token: device_code })).error).toBe(
      'invalid_grant',
    );
    expect(await engine.isActive(device_code)).toBe(false);
  });

  test('a token is for the resources the person agreed to, or a part of them (RFC 8707 §2.2)', async () => {
    const { device_code, user_code } = await start(tv, { resource: API });
    await engine.answerDevice(alice, user_code);
    const elsewhere = { resource: engine.cardea.settings.issuer };
    expect(refused(await engine.poll(tv, device_code, elsewhere)).error).toBe('invalid_target');
    const tokens = granted(await engine.poll(tv, device_code, { resource: API }));
    expect(decodeJwt(tokens.access_token)).toMatchObject({ client_id: tv.id, scope: expect.stringContaining('read') });
    expect(decodeJwt(tokens.access_token).aud).toContain(API);
  });

  test('no refresh token without offline_access; the tokens end in their time (OpenID Connect Core §11)', async () => {
    const { device_code, user_code } = await start(tv, { scope: 'openid' });
    await engine.answerDevice(alice, user_code);
    const tokens = granted(await engine.poll(tv, device_code));
    expect(tokens.refresh_token).toBeUndefined();
    expect(tokens.expires_in).toBe(engine.cardea.settings.accessTokenTtlSeconds);
  });
});

describe('the user code (RFC 8628 §3.3, §6.1)', () => {
  test.each([
    (code: string) => code.toLowerCase(),
    (code: string) => code.replace('-', ''),
    (code: string) => ` ${code.replace('-', ' ')} `,
    (code: string) => [...code.replace('-', '')].join('-'),
  ])('is understood as people type it: %#', async (typed) => {
    const { device_code, user_code } = await start();
    await engine.answerDevice(alice, typed(user_code));
    granted(await engine.poll(tv, device_code));
  });

  test('is asked about even where the client asks nobody, and shown with who asks and from where', async () => {
    const own = await engine.addClient({
      authMethod: 'none',
      grantTypes: [GRANT],
      redirectUris: [],
      consent: 'implicit',
    });
    const caller = { ...aBrowser().caller, address: '203.0.113.9', network: '203.0.113.9' };
    const { user_code } = granted(await engine.authorizeDevice(own, { scope: 'read' }, caller));
    const { browser } = await engine.answerDevice(alice, (await start()).user_code);
    const state = asked(granted(await engine.cardea.engine.flow.beginDevice(user_code, browser)));
    expect(state.step).toMatchObject({ kind: 'consent', scopes: ['read'] });
    expect(state.client.id).toBe(own.id);
    expect(granted(await engine.cardea.engine.flow.deviceOf(state.flow))).toEqual({
      userCode: user_code,
      address: '203.0.113.9',
      askedAt: Math.floor(engine.clock.nowMs() / 1000),
    });
  });

  test('no page answers an authorization request of a browser with the code of a device, or the other way round', async () => {
    const { user_code, device_code } = await start();
    await engine.answerDevice(alice, user_code);
    expect(refused(await engine.token(tv, { grant_type: 'authorization_code', code: device_code })).error).toBe(
      'unauthorized_client',
    );
  });
});
