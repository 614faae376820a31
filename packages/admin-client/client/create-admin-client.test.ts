import { describe, expect, test } from 'bun:test';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose';
import type { AdminProblem } from '../problems/admin-problem.ts';
import { problemOf } from '../problems/problem-of.ts';
import { generateDpopKey } from '../proof/dpop-key.ts';
import { createAdminClient } from './create-admin-client.ts';
import { DONE, fakeServer, granted, ISSUER } from './fake-server.fixture.ts';
import type { Fetch } from './fetch.ts';

const SECRET = 'the secret of the client';
const INVALID_TOKEN = { status: 401, json: { error: 'invalid_token', error_description: 'gone' } };
const ofClient = { issuer: ISSUER, clientId: 'dash:board', clientSecret: SECRET };

const problemIn = async (call: Promise<unknown>): Promise<AdminProblem> => {
  try {
    await call;
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    return problem;
  }
  throw new Error('it was done');
};

describe('a token for the client itself', () => {
  test('is asked for where the issuer says (RFC 8414 §3), as the client, for the scopes wanted', async () => {
    const { fetch, asked } = fakeServer();
    const admin = createAdminClient({ ...ofClient, scopes: ['admin:keys:read', 'admin:users:read'], fetch });
    expect(asked.metadata.length).toBe(0);
    await admin.keys.list.query();
    await admin.clients.remove.mutate({ id: 'x' });
    expect([asked.metadata.length, asked.tokens.length, asked.calls.length]).toEqual([1, 1, 2]);
    const [request] = asked.tokens;
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'client_credentials',
      scope: 'admin:keys:read admin:users:read',
    });
    // RFC 6749 §2.3.1
    expect(request?.headers.authorization).toBe(`Basic ${btoa('dash%3Aboard:the+secret+of+the+client')}`);
    expect(asked.calls.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ['GET', `${ISSUER}/admin/trpc/keys.list`, 'Bearer t1'],
      ['POST', `${ISSUER}/admin/trpc/clients.remove`, 'Bearer t1'],
    ]);
  });

  test('is asked for once by calls at the same time', async () => {
    const { fetch, asked } = fakeServer();
    const admin = createAdminClient({ ...ofClient, fetch });
    await Promise.all([admin.keys.list.query(), admin.keys.list.query(), admin.keys.list.query()]);
    expect([asked.tokens.length, asked.calls.length]).toEqual([1, 3]);
  });

  test.each([
    [3600, 3540],
    [60, 48],
  ])('of %d seconds is renewed after %d, before it ends', async (expires_in, usedSeconds) => {
    let nowMs = 1_800_000_000_000;
    const { fetch, asked } = fakeServer({ token: (_, count) => granted(`t${count}`, { expires_in }) });
    const admin = createAdminClient({ ...ofClient, fetch, nowMs: () => nowMs });
    await admin.keys.list.query();
    nowMs += usedSeconds * 1000 - 1;
    await admin.keys.list.query();
    expect(asked.tokens.length).toBe(1);
    nowMs += 1;
    await admin.keys.list.query();
    expect(asked.calls.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2']);
  });

  test('that is refused is renewed and the call repeated, once', async () => {
    const once = fakeServer({ call: (_, count) => (count === 1 ? INVALID_TOKEN : DONE) });
    await createAdminClient({ ...ofClient, fetch: once.fetch }).keys.list.query();
    expect(once.asked.calls.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1', 'Bearer t2']);
    const always = fakeServer({ call: () => INVALID_TOKEN });
    const problem = await problemIn(createAdminClient({ ...ofClient, fetch: always.fetch }).keys.list.query());
    expect(problem).toMatchObject({ kind: 'no_token', code: 'token.refused', status: 401 });
    expect(always.asked.calls.length).toBe(2);
  });

  test('that cannot be had is asked for again with the next call, and nothing is called without', async () => {
    const { fetch, asked } = fakeServer({
      token: (_, count) => (count === 1 ? { status: 401, json: { error: 'invalid_client' } } : granted('t')),
    });
    const admin = createAdminClient({ ...ofClient, fetch });
    const problem = await problemIn(admin.keys.list.query());
    expect(problem).toMatchObject({ kind: 'no_token', code: 'token.denied' });
    expect(problem.message).toContain('invalid_client');
    expect(JSON.stringify(problem)).not.toContain(SECRET);
    expect(asked.calls.length).toBe(0);
    await admin.keys.list.query();
    expect(asked.calls.length).toBe(1);
  });

  test('is proved by a key instead of a secret (RFC 7523 §3), with an assertion of its own each time', async () => {
    const { privateKey } = await generateKeyPair('ES384', { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid: 'k' };
    const { fetch, asked } = fakeServer({ call: () => INVALID_TOKEN });
    const admin = createAdminClient({ issuer: ISSUER, clientId: 'c', privateKeyJwt: key, fetch });
    await problemIn(admin.keys.list.query());
    const assertions = asked.tokens.map(({ body }) => new URLSearchParams(body).get('client_assertion') ?? '');
    expect(new Set(assertions).size).toBe(2);
    const [first = ''] = assertions;
    expect(decodeProtectedHeader(first)).toEqual({ alg: 'ES384', kid: 'k' });
    const { iat = 0, ...claims } = decodeJwt(first);
    expect(claims).toEqual({ iss: 'c', sub: 'c', aud: ISSUER, exp: iat + 60, jti: expect.any(String) });
    expect(asked.tokens[0]?.headers.authorization).toBeUndefined();
  });
});

test.each([
  ['a public one', { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) }],
  ['one of no kind', { kty: 'none', d: 'the secret half' }],
  ['one for another algorithm', { kty: 'oct', k: 'the secret half', alg: 'ES256' }],
])('a key that cannot sign is told of, and nothing is asked: %s', async (_what, privateKeyJwt) => {
  const { fetch, asked } = fakeServer();
  const admin = createAdminClient({ issuer: ISSUER, clientId: 'c', privateKeyJwt, fetch });
  const problem = await problemIn(admin.keys.list.query());
  expect(problem).toMatchObject({ kind: 'no_token', code: 'key.unusable' });
  expect(JSON.stringify(problem)).not.toContain('secret half');
  expect([asked.tokens.length, asked.calls.length]).toEqual([0, 0]);
});

describe('a token from elsewhere', () => {
  test('is used as it is, and its issuer asked for nothing', async () => {
    const { fetch, asked } = fakeServer({ call: () => INVALID_TOKEN });
    const problem = await problemIn(createAdminClient({ issuer: ISSUER, token: 'mine', fetch }).keys.list.query());
    expect(problem.code).toBe('token.refused');
    expect(JSON.stringify(problem)).not.toContain('mine');
    expect([asked.metadata.length, asked.tokens.length, asked.calls.length]).toEqual([0, 0, 1]);
  });

  test('of a function is asked for again where it was refused, and not tried twice', async () => {
    const tokens = ['a', 'b', 'c', 'c'];
    const { fetch, asked } = fakeServer({
      call: ({ headers }) => (headers.authorization === 'Bearer b' ? DONE : INVALID_TOKEN),
    });
    const admin = createAdminClient({ issuer: ISSUER, token: () => tokens.shift() ?? '', fetch });
    await admin.keys.list.query();
    await problemIn(admin.keys.list.query());
    expect(asked.calls.map(({ headers }) => headers.authorization)).toEqual(['Bearer a', 'Bearer b', 'Bearer c']);
  });
});

describe('a key that tokens are bound to (RFC 9449)', () => {
  const bound = (text: string) => granted(text, { token_type: 'DPoP' });

  test('is proved at the token endpoint and with each call, the token named in the proof (§7.1)', async () => {
    const { fetch, asked } = fakeServer({ token: () => bound('t') });
    const dpop = await generateDpopKey();
    const admin = createAdminClient({ ...ofClient, dpop, fetch });
    await admin.clients.show.query({ id: 'x' });
    await admin.clients.show.query({ id: 'x' });
    const proofs = [...asked.tokens, ...asked.calls].map(({ headers }) => headers.dpop ?? '');
    for (const proof of proofs)
      expect(decodeProtectedHeader(proof)).toEqual({ alg: 'ES256', typ: 'dpop+jwt', jwk: dpop.publicJwk });
    expect(Object.keys(dpop.publicJwk)).not.toContain('d');
    const [token, ...calls] = proofs.map((proof) => decodeJwt(proof));
    expect(token).toMatchObject({ htm: 'POST', htu: `${ISSUER}/oauth/token` });
    const ath = new Bun.CryptoHasher('sha256').update('t').digest('base64url');
    for (const call of calls) expect(call).toMatchObject({ htm: 'GET', htu: `${ISSUER}/admin/trpc/clients.show`, ath });
    expect(new Set(calls.map(({ jti }) => jti)).size).toBe(2);
    expect(asked.calls[0]?.headers.authorization).toBe('DPoP t');
  });

  test('is proved with the nonce that is asked for, once more, and then with the newest (§8.2)', async () => {
    const nonce = (value: string) => ({ 'dpop-nonce': value });
    const wanted = { status: 400, json: { error: 'use_dpop_nonce' }, headers: nonce('n1') };
    const { fetch, asked } = fakeServer({
      token: (_, count) => (count === 1 ? wanted : bound('t')),
      call: () => ({ ...DONE, headers: nonce('n2') }),
    });
    const admin = createAdminClient({ ...ofClient, dpop: await generateDpopKey(), fetch });
    await admin.keys.list.query();
    await admin.keys.list.query();
    const nonces = [...asked.tokens, ...asked.calls].map(({ headers }) => decodeJwt(headers.dpop ?? '').nonce);
    expect(nonces).toEqual([undefined, 'n1', 'n1', 'n2']);
  });

  test('is no loop: a server that is never content is told of', async () => {
    const never = { status: 400, json: { error: 'use_dpop_nonce' }, headers: { 'dpop-nonce': 'n' } };
    const { fetch, asked } = fakeServer({ token: () => never });
    const admin = createAdminClient({ ...ofClient, dpop: await generateDpopKey(), fetch });
    expect((await problemIn(admin.keys.list.query())).code).toBe('token.denied');
    expect(asked.tokens.length).toBe(2);
  });

  test('a token that is not bound to it is not used (§5)', async () => {
    const { fetch, asked } = fakeServer();
    const admin = createAdminClient({ ...ofClient, dpop: await generateDpopKey(), fetch });
    expect((await problemIn(admin.keys.list.query())).code).toBe('token.denied');
    expect(asked.calls.length).toBe(0);
  });
});

describe('a refusal', () => {
  const refused = (status: number, code: string) => ({
    status,
    headers: { 'x-request-id': 'r1' },
    json: {
      error: {
        message: 'm',
        code: -32000,
        data: { code: 'X', httpStatus: status, problem: { code, message: 'm', mend: 'do' } },
      },
    },
  });

  test.each([
    [400, 'input.invalid', 'invalid'],
    [401, 'authority.step_up', 'step_up'],
    [403, 'authority.scope', 'not_allowed'],
    [404, 'client.not_found', 'not_found'],
    [409, 'client.conflict', 'conflict'],
    [412, 'account.last_owner', 'not_possible'],
    [500, 'internal', 'defect'],
    [503, 'database.unavailable', 'unavailable'],
  ])('of status %d keeps its code %s, and is %s; the call is not repeated', async (status, code, kind) => {
    const { fetch, asked } = fakeServer({ call: () => refused(status, code) });
    const problem = await problemIn(createAdminClient({ ...ofClient, fetch }).keys.list.query());
    expect(problem).toEqual({
      ...{ kind: kind as AdminProblem['kind'], code: code as AdminProblem['code'] },
      ...{ message: 'm', mend: 'do', field: undefined, status, requestId: 'r1' },
    });
    expect([asked.calls.length, asked.tokens.length]).toEqual([1, 1]);
  });

  test.each([
    [{ status: 302, json: {}, headers: { location: 'https://evil.example/' } }, 'server.unexpected'],
    [{ status: 404, json: { error: 'not_found' } }, 'call.refused'],
    [{ status: 413, json: { error: 'invalid_request' } }, 'call.refused'],
    [{ status: 200, json: 'hello' }, 'server.unexpected'],
    [{ status: 503, json: { error: 'temporarily_unavailable' } }, 'server.unavailable'],
    [{ status: 429, json: {} }, 'server.unavailable'],
  ])('%j of no procedure is %s, and nothing is sent elsewhere', async (answer, code) => {
    const { fetch, asked } = fakeServer({ call: () => answer });
    expect(String((await problemIn(createAdminClient({ ...ofClient, fetch }).keys.list.query())).code)).toBe(code);
    expect(asked.calls.length).toBe(1);
  });

  test('comes of a server that never answers, or never ends', async () => {
    const silent: Fetch = (_url, { signal }) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    const admin = createAdminClient({ ...ofClient, fetch: silent, timeLimitMs: 5 });
    expect(await problemIn(admin.keys.list.query())).toMatchObject({
      ...{ kind: 'unreachable', code: 'server.unreachable', message: expect.stringContaining('TimeoutError') },
    });
  });

  test('is none where the caller has called it off', async () => {
    const { fetch } = fakeServer();
    const signal = AbortSignal.abort();
    const slow: typeof fetch = async (url, init) => {
      init.signal?.throwIfAborted();
      return fetch(url, init);
    };
    const call = createAdminClient({ ...ofClient, fetch: slow }).keys.list.query(undefined, { signal });
    expect(await call.catch((error: unknown) => problemOf(error) ?? 'none')).toBe('none');
  });
});

describe('a credential goes', () => {
  test.each([
    'http://id.example',
    'http://127.0.0.1.evil.example',
    'ftp://id.example',
    'id.example',
    'https://user:word@id.example',
  ])('nowhere for the issuer %s', (issuer) => {
    let told: unknown;
    try {
      createAdminClient({ issuer, token: 't' });
    } catch (error) {
      told = error;
    }
    expect(problemOf(told)?.code).toBe('server.insecure');
    expect(problemOf(told)?.message).not.toContain('word');
  });

  test.each(['http://localhost:2273', 'http://127.0.0.1:2273', 'http://[::1]:2273', 'https://id.example/path/'])(
    'to %s',
    (issuer) => expect(() => createAdminClient({ issuer, token: 't' })).not.toThrow(),
  );

  test.each([
    [{ issuer: 'https://evil.example' }, 'issuer.other'],
    [{ token_endpoint: 'http://id.example/token' }, 'server.insecure'],
    [{ token_endpoint: 7 }, 'server.unexpected'],
  ])('nowhere for an issuer whose metadata say %j (RFC 8414 §3.3)', async (metadata, code) => {
    const { fetch, asked } = fakeServer({ metadata });
    expect(String((await problemIn(createAdminClient({ ...ofClient, fetch }).keys.list.query())).code)).toBe(code);
    expect([asked.tokens.length, asked.calls.length]).toEqual([0, 0]);
  });

  test.each([
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'server.certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'server.certificate'],
    ['CERT_HAS_EXPIRED', 'server.certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'server.certificate'],
    ['ConnectionRefused', 'server.unreachable'],
    ['ENOTFOUND', 'server.unreachable'],
  ])('nowhere where the connection fails with %s, which is %s', async (failure, code) => {
    const fetch = () =>
      Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: failure }) }));
    const problem = await problemIn(createAdminClient({ ...ofClient, fetch }).keys.list.query());
    expect([problem.kind, String(problem.code)]).toEqual(['unreachable', code]);
  });
});
