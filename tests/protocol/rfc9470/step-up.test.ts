import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser } from '@cardea/core';
import { decodeJwt } from 'jose';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, answered, asked, granted, pkce } from '../../harness/flow-values.ts';

const ONE = 'urn:cardea:acr:one-factor';
const TWO = 'urn:cardea:acr:two-factor';
const API = 'https://api.example/notes';
const OPERATOR = { kind: 'operator', id: 'test' } as const;

setDefaultTimeout(30_000);

let engine: TestEngine;
let client: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.cardea.management.resources.add(
    { uri: API, name: 'Notes', tokenFormat: 'jwt', scopes: ['read'] },
    OPERATOR,
  );
  client = await engine.addClient({ consent: 'implicit', resources: [API] });
});
afterAll(async () => engine[Symbol.asyncDispose]());

const begin = async (request: Readonly<Record<string, string>>, browser: Browser) =>
  granted(
    await engine.begin(
      {
        client_id: client.id,
        response_type: 'code',
        scope: 'openid',
        code_challenge: pkce().challenge,
        code_challenge_method: 'S256',
        ...request,
      },
      browser,
    ),
  );

/** A person who signed in with a password, and set up an app since then. */
const oneFactorSession = async () => {
  const plain = await engine.addPerson();
  const { browser } = await engine.code({ client, person: plain });
  const person = await engine.withTotp(plain);
  return { person, browser };
};

const sessionsOf = ({ id }: Person) =>
  engine.cardea.stores.browserSessions.listLive(id, Math.floor(engine.clock.nowMs() / 1000));

describe('an access token tells how its person signed in', () => {
  test('as a JWT: acr, amr and auth_time (§6.1, RFC 9068 §2.2.1)', async () => {
    const person = await engine.withTotp(await engine.addPerson());
    const request = { scope: 'read offline_access', resource: API };
    const tokens = await engine.tokens({ client, person, request });
    const claims = decodeJwt(tokens.access_token);
    expect(claims).toMatchObject({ acr: TWO, amr: ['pwd', 'otp', 'mfa'], auth_time: expect.any(Number) });
    engine.clock.advance(60_000);
    // The time of the sign-in, not of the refresh
    const refreshed = granted(await engine.refresh(client, tokens.refresh_token));
    expect(decodeJwt(refreshed.access_token)).toMatchObject({ acr: TWO, auth_time: claims.auth_time });
  });

  test('by introspection (§6.2)', async () => {
    const { access_token } = await engine.tokens({ client, person: await engine.addPerson() });
    expect(await engine.introspect(client, access_token)).toMatchObject({
      active: true,
      acr: ONE,
      auth_time: expect.any(Number),
    });
  });

  test('of a client that acts for itself tells nothing of the kind', async () => {
    const machine = await engine.addClient({ grantTypes: ['client_credentials'], resources: [API], scopes: ['read'] });
    const { access_token } = granted(await engine.token(machine, { grant_type: 'client_credentials' }));
    for (const name of ['acr', 'amr', 'auth_time']) expect(decodeJwt(access_token)).not.toHaveProperty(name);
    const introspected = await engine.introspect(machine, access_token);
    for (const name of ['acr', 'auth_time']) expect(introspected).not.toHaveProperty(name);
  });
});

describe('a client sends the values of the challenge (§4, §5)', () => {
  test('acr_values: whoever is signed in proves more, in the same session with a new handle', async () => {
    const { person, browser } = await oneFactorSession();
    const [before] = await sessionsOf(person);
    engine.clock.advance(600_000);
    const state = asked(await begin({ acr_values: TWO }, browser));
    expect(state.step).toEqual({ kind: 'second_factor', why: 'step_up', factors: ['totp', 'recovery_code'] });
    const done = granted(
      await engine.cardea.engine.flow.proveFactor(state.flow.id, browser, {
        factor: 'totp',
        answer: engine.nextCode(person),
        language: 'en',
      }),
    );
    expect(answered(done).code).toBeDefined();
    expect(done.sessionHandles).not.toEqual(browser.sessionHandles);
    const sessions = await sessionsOf(person);
    expect(sessions).toHaveLength(1);
    // Both factors were given, and the older one counts for its age
    expect(sessions[0]).toMatchObject({
      sid: before?.sid ?? '',
      authenticatedAt: before?.authenticatedAt ?? 0,
      endsAt: before?.endsAt ?? 0,
      methods: ['pwd', 'otp', 'mfa'],
    });
    expect(sessions[0]?.id).not.toBe(before?.id ?? '');
    // The old cookie opens nothing
    const stale = await begin({ acr_values: TWO }, browser);
    expect(asked(stale).step).toEqual({ kind: 'login', why: 'nobody' });
  });

  test('max_age: the whole sign-in again, and a second factor with it', async () => {
    const { person, browser } = await oneFactorSession();
    engine.clock.advance(100_000);
    const { flow, step } = asked(await begin({ max_age: '60', acr_values: TWO }, browser));
    expect(step).toEqual({ kind: 'login', why: 'fresh' });
    const outcome = granted(await engine.cardea.engine.flow.signIn(flow.id, browser, person));
    expect(asked(outcome).step.kind).toBe('second_factor');
  });

  test('a client that is registered for two factors is never content with one', async () => {
    const strict = await engine.addClient({ consent: 'implicit', factors: 'two_factors' });
    const { browser } = await oneFactorSession();
    const request = { client_id: strict.id };
    expect(asked(await begin(request, browser)).step.kind).toBe('second_factor');
    expect(answered(await begin({ ...request, prompt: 'none' }, browser)).error).toBe('login_required');
    expect(asked(await begin({ ...request, acr_values: ONE }, browser)).step.kind).toBe('second_factor');
  });

  test('so is the whole server, where it is set so', async () => {
    await using other = await TestEngine.open({ CARDEA_FACTORS: 'two_factors' });
    const app = await other.addClient({ consent: 'implicit' });
    const lenient = await other.addClient({ consent: 'implicit', factors: 'one_factor' });
    const person = await other.addPerson();
    const browser = aBrowser();
    const begun = granted(
      await other.begin(
        { client_id: app.id, response_type: 'code', code_challenge: pkce().challenge, code_challenge_method: 'S256' },
        browser,
      ),
    );
    const outcome = granted(await other.cardea.engine.flow.signIn(asked(begun).flow.id, browser, person));
    expect(asked(outcome).step).toEqual({ kind: 'enrol_factor', optional: false });
    expect((await other.signIn({ client: lenient, person })).answer.code).toBeDefined();
  });
});
