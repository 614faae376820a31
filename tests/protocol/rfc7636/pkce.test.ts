import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { CALLBACK, type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { answered, asked, granted, pkce, refused, type Values } from '../../harness/flow-values.ts';

let engine: TestEngine;
/** Confidential, PKCE by default. */
let web: RegisteredClient;
let spa: RegisteredClient;
/** Confidential, registered without PKCE. */
let legacy: RegisteredClient;
let person: Person;

beforeAll(async () => {
  engine = await TestEngine.open();
  web = await engine.addClient();
  spa = await engine.addClient({ authMethod: 'none' });
  legacy = await engine.addClient({ requirePkce: false });
  person = await engine.addPerson();
});
afterAll(async () => engine[Symbol.asyncDispose]());

const request = (client: RegisteredClient, changes: Values = {}) =>
  engine.begin({ client_id: client.id, response_type: 'code', redirect_uri: CALLBACK, scope: 'openid', ...changes });

const { challenge } = pkce();
const S256 = { code_challenge: challenge, code_challenge_method: 'S256' };

describe('the authorization request (RFC 7636 §4.3, RFC 9700 §2.1.1)', () => {
  test.each([
    ['no challenge', {}],
    ['a method without a challenge', { code_challenge_method: 'S256' }],
    ['plain', { code_challenge: challenge, code_challenge_method: 'plain' }],
    ['no method, which means plain', { code_challenge: challenge }],
    ['s256', { code_challenge: challenge, code_challenge_method: 's256' }],
    ['S512', { code_challenge: challenge, code_challenge_method: 'S512' }],
    ['a challenge of 42 characters', { ...S256, code_challenge: challenge.slice(1) }],
    ['a challenge of 44 characters', { ...S256, code_challenge: `${challenge}A` }],
    ['a challenge with padding', { ...S256, code_challenge: `${challenge.slice(1)}=` }],
    ['a challenge with é', { ...S256, code_challenge: `${challenge.slice(1)}é` }],
  ])('with %s is answered with invalid_request at the redirect URI (S024, S025)', async (_what, changes) => {
    for (const client of [web, spa]) {
      const answer = answered(granted(await request(client, { ...changes, state: 'x' })));
      expect(answer).toMatchObject({ error: 'invalid_request', state: 'x' });
      expect(answer).not.toHaveProperty('code');
    }
  });

  test('with a challenge and S256 is taken; without one only of a client that is registered so (design D11)', async () => {
    for (const client of [web, spa, legacy])
      expect(asked(granted(await request(client, S256))).step.kind).toBe('login');
    expect(asked(granted(await request(legacy))).step.kind).toBe('login');
    const plain = { code_challenge: challenge, code_challenge_method: 'plain' };
    expect(answered(granted(await request(legacy, plain))).error).toBe('invalid_request');
  });
});

describe('the token request (RFC 7636 §4.5, §4.6)', () => {
  test('without the verifier, or with an empty one, is refused, and the code stays good (S024)', async () => {
    const code = await engine.code({ client: web, person });
    for (const verifier of [undefined, '']) {
      expect(refused(await engine.redeem(code, { code_verifier: verifier })).error).toBe('invalid_grant');
    }
    granted(await engine.redeem(code));
  });

  test('with a verifier where there was no challenge is refused (RFC 9700 §4.8.2, S024)', async () => {
    const without = { code_challenge: undefined, code_challenge_method: undefined };
    const code = await engine.code({ client: legacy, person, request: without });
    expect(refused(await engine.redeem(code)).error).toBe('invalid_grant');
    granted(await engine.redeem(code, { code_verifier: undefined }));
  });

  test.each([
    ['42 characters', 'x'.repeat(42)],
    ['129 characters', 'x'.repeat(129)],
    ['a million characters', 'x'.repeat(1_000_000)],
    ['é', `${'x'.repeat(42)}é`],
    ['a space', `${'x'.repeat(43)} `],
    ['a newline at its end', `${'x'.repeat(43)}\n`],
  ])('with a verifier of %s is refused without a hash of it (S025)', async (_what, verifier) => {
    const code = await engine.code({ client: web, person });
    expect(refused(await engine.redeem(code, { code_verifier: verifier }))).toMatchObject({
      code: 'code.verifier_malformed',
      status: 400,
    });
    granted(await engine.redeem(code));
  });

  test('with the challenge for a verifier, or another verifier, is refused', async () => {
    const code = await engine.code({ client: web, person });
    for (const verifier of [pkce(code.verifier).challenge, pkce().verifier]) {
      expect(refused(await engine.redeem(code, { code_verifier: verifier })).error).toBe('invalid_grant');
    }
    granted(await engine.redeem(code));
  });

  test('takes verifiers of 43 and of 128 characters', async () => {
    for (const length of [43, 128]) {
      const { verifier, challenge: own } = pkce('-._~aZ09'.repeat(16).slice(0, length));
      const code = await engine.code({ client: web, person, request: { code_challenge: own } });
      granted(await engine.redeem({ ...code, verifier }));
    }
  });
});

test('the metadata lists S256 alone (S025)', () => {
  expect(engine.cardea.engine.metadata([]).code_challenge_methods_supported).toEqual(['S256']);
});
