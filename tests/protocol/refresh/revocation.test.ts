import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { type Person, type RegisteredClient, STARTED_AT_SECONDS, TestEngine } from '../../harness/engine.ts';
import { granted, refused } from '../../harness/flow-values.ts';

let engine: TestEngine;
let web: RegisteredClient;
let other: RegisteredClient;
let spa: RegisteredClient;
let person: Person;

beforeAll(async () => {
  engine = await TestEngine.open();
  web = await engine.addClient();
  other = await engine.addClient();
  spa = await engine.addClient({ authMethod: 'none' });
  person = await engine.addPerson();
});
afterAll(async () => engine[Symbol.asyncDispose]());

describe('revoking a refresh token (RFC 7009 §2.1) (parity: MS ML Server)', () => {
  test('ends it and every access token of the same sign-in, with one audit entry', async () => {
    const { access_token, refresh_token } = await engine.tokens({ client: web, person });
    const again = granted(await engine.refresh(web, refresh_token));
    const before = (await engine.actions()).length;
    expect(await engine.revoke(web, refresh_token)).toBeUndefined();
    for (const token of [access_token, again.access_token]) expect(await engine.isActive(token)).toBe(false);
    expect(refused(await engine.refresh(web, refresh_token)).error).toBe('invalid_grant');
    expect(await engine.revoke(web, refresh_token)).toBeUndefined();
    expect((await engine.actions()).slice(before)).toEqual(['authorization.revoked']);
  });

  test('of a public client ends its successor too', async () => {
    const { refresh_token } = await engine.tokens({ client: spa, person });
    const next = granted(await engine.refresh(spa, refresh_token));
    await engine.revoke(spa, refresh_token);
    expect(await engine.isActive(next.access_token)).toBe(false);
    expect(refused(await engine.refresh(spa, next.refresh_token)).error).toBe('invalid_grant');
  });

  test("leaves another client's as it is, with the same answer", async () => {
    const { refresh_token } = await engine.tokens({ client: web, person });
    expect(await engine.revoke(other, refresh_token)).toBeUndefined();
    granted(await engine.refresh(web, refresh_token));
  });

  test('an access token ends alone', async () => {
    const { access_token, refresh_token } = await engine.tokens({ client: web, person });
    expect(await engine.revoke(web, access_token)).toBeUndefined();
    expect(await engine.isActive(access_token)).toBe(false);
    granted(await engine.refresh(web, refresh_token));
  });
});

describe('introspecting a refresh token (RFC 7662 §2)', () => {
  test('tells its own client what it is, and others nothing', async () => {
    const { refresh_token } = await engine.tokens({ client: web, person });
    expect(await engine.introspect(web, refresh_token)).toEqual({
      active: true,
      scope: 'openid offline_access',
      client_id: web.id,
      sub: person.id,
      iss: engine.cardea.settings.issuer,
      iat: STARTED_AT_SECONDS,
      exp: STARTED_AT_SECONDS + engine.cardea.settings.refreshIdleSeconds,
    });
    expect(await engine.introspect(other, refresh_token)).toEqual({ active: false });
    await engine.revoke(web, refresh_token);
    expect(await engine.introspect(web, refresh_token)).toEqual({ active: false });
  });

  test('garbage that looks like one is inactive', async () => {
    expect(await engine.introspect(web, 'cda_rt_x')).toEqual({ active: false });
  });
});
