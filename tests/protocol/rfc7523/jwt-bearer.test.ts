import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { isRefusal } from '@cardea/protocol';
import { decodeJwt, SignJWT } from 'jose';
import { type ClientKey, createClientKey, rawJwt } from '../../harness/assertions.ts';
import { atOnce } from '../../harness/at-once.ts';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, granted, parametersOf, refused, type Values } from '../../harness/flow-values.ts';
import { Partner } from '../../harness/partner.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const OPERATOR = { kind: 'operator', id: 'test' } as const;
const API = 'https://api.example';
const HOUR_SECONDS = 3600;

let engine: TestEngine;
let client: RegisteredClient;
let partner: Partner;
let alice: Person;

beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.cardea.management.resources.add({ uri: API, name: 'API', scopes: ['read', 'write', 'admin'] }, OPERATOR);
  client = await engine.addClient({
    grantTypes: [GRANT],
    redirectUris: [],
    scopes: ['read', 'write', 'admin'],
    resources: [API],
  });
  partner = await Partner.open(engine);
  alice = await engine.addPerson({ email: 'alice@people.example', emailVerified: true });
});
afterAll(async () => engine[Symbol.asyncDispose]());

const present = (assertion: string, values: Values = {}, as = client) =>
  engine.token(as, { grant_type: GRANT, assertion, ...values });
const nowSeconds = () => Math.floor(engine.clock.nowMs() / 1000);

describe('an assertion of a trusted issuer (RFC 7523 §2.1)', () => {
  test('gives a token for the account that its subject names, for the scopes of both', async () => {
    const answer = granted(await present(await partner.assertion({ sub: alice.id })));
    expect(Object.keys(answer).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
    expect(answer.scope).toBe('read write');
    expect(decodeJwt(answer.access_token)).toMatchObject({ sub: alice.id, client_id: client.id, aud: API });
    expect(await engine.isActive(answer.access_token)).toBe(true);
  });

  test('its scopes are bound by the issuer, the client and what is asked for', async () => {
    expect(granted(await present(await partner.assertion({ sub: alice.id, scope: 'read' }))).scope).toBe('read');
    expect(granted(await present(await partner.assertion({ sub: alice.id }), { scope: 'write' })).scope).toBe('write');
    for (const scope of ['admin', 'read other', 'openid'])
      expect(refused(await present(await partner.assertion({ sub: alice.id }), { scope })).error).toBe('invalid_scope');
  });

  test('means an account by its verified address, and nobody by another', async () => {
    const byEmail = await Partner.open(engine, { subjects: 'email' });
    const email = { email: 'ALICE@people.example', email_verified: true };
    const answer = granted(await present(await byEmail.assertion(email)));
    expect(decodeJwt(answer.access_token).sub).toBe(alice.id);
    await engine.addPerson({ email: 'bob@people.example' });
    for (const claims of [
      { ...email, email_verified: false },
      { ...email, email_verified: 'true' },
      { email: 'alice@people.example' },
      { email: 'bob@people.example', email_verified: true },
      { email: 'nobody@people.example', email_verified: true },
      { email: alice.username, email_verified: true },
      {},
    ])
      expect(refused(await present(await byEmail.assertion(claims))).code).toBe('assertion.subject');
  });

  test('means a service of the issuer by a name that no account and no client can have', async () => {
    const services = await Partner.open(engine, { subjects: 'service' });
    const answer = granted(await present(await services.assertion({ sub: alice.id })));
    expect(decodeJwt(answer.access_token).sub).toBe(`${services.issuer}#${alice.id}`);
    expect(await engine.introspect(client, answer.access_token)).toMatchObject({
      sub: `${services.issuer}#${alice.id}`,
    });
  });

  test('is presented by the clients that are named for it alone', async () => {
    const other = await engine.addClient({ grantTypes: [GRANT], redirectUris: [], scopes: ['read'], resources: [API] });
    const closed = await Partner.open(engine, { clients: [other.id] });
    expect(refused(await present(await closed.assertion({ sub: alice.id }))).code).toBe('assertion.client');
    granted(await present(await closed.assertion({ sub: alice.id }), {}, other));

    // One that registered itself was given nothing by anybody
    const { stores } = engine.cardea;
    const known = await stores.clients.findFresh(other.id);
    if (known === undefined) throw new Error('it is registered');
    const itself = { ...known, version: known.version + 1, provenance: 'dynamic' as const };
    await stores.commit({ guard: { kind: 'client.replace', client: itself }, changes: [] });
    const open = await partner.assertion({ sub: alice.id });
    expect(refused(await present(open, {}, other)).code).toBe('assertion.client');
    granted(await present(await closed.assertion({ sub: alice.id }), {}, other));
  });

  test('is refused where anything of it is wrong, in the same words (RFC 7523 §3.1)', async () => {
    const stranger = await createClientKey('ES256', 'partner');
    const rsa = await createClientKey('RS256', 'partner');
    const sub = alice.id;
    const now = nowSeconds();
    const assertions: readonly (readonly [string, string])[] = [
      ['assertion.malformed', 'no jwt'],
      ['assertion.type', await partner.assertion({ sub }, { typ: 'at+jwt' })],
      ['assertion.issuer', await partner.assertion({ sub, iss: 'https://nobody.example' })],
      ['assertion.issuer', await partner.assertion({ sub, iss: `${partner.issuer}/` })],
      ['assertion.issuer', await partner.assertion({ sub, iss: undefined })],
      ['assertion.signature', await partner.assertion({ sub }, {}, stranger)],
      ['assertion.signature', await partner.assertion({ sub }, { alg: 'RS256' }, rsa)],
      ['assertion.signature', rawJwt({ alg: 'none' }, { iss: partner.issuer, sub, exp: now + 60 })],
      ['assertion.subject', await partner.assertion({ sub: undefined })],
      ['assertion.subject', await partner.assertion({ sub: 'u_nobody' })],
      ['assertion.subject', await partner.assertion({ sub: client.id })],
      ['assertion.audience', await partner.assertion({ sub, aud: 'https://other.example' })],
      [
        'assertion.audience',
        await partner.assertion({ sub, aud: [engine.cardea.settings.issuer, 'https://other.example'] }),
      ],
      ['assertion.audience', await partner.assertion({ sub, aud: undefined })],
      ['assertion.time', await partner.assertion({ sub, exp: undefined })],
      ['assertion.time', await partner.assertion({ sub, exp: now - 61 })],
      ['assertion.time', await partner.assertion({ sub, exp: now + HOUR_SECONDS + 62 })],
      ['assertion.time', await partner.assertion({ sub, iat: now + 600 })],
      ['assertion.time', await partner.assertion({ sub, nbf: now + 600 })],
      ['assertion.id', await partner.assertion({ sub, jti: undefined })],
      ['assertion.id', await partner.assertion({ sub, jti: 'x'.repeat(256) })],
      ['assertion.id', await partner.assertion({ sub, jti: 7 })],
    ];
    const seen = new Set<string>();
    for (const [code, assertion] of assertions) {
      const { code: actual, error, status, description } = refused(await present(assertion));
      expect({ assertion: decoded(assertion), code: String(actual) }).toEqual({ assertion: decoded(assertion), code });
      seen.add(`${status} ${error} ${description}`);
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toStartWith('400 invalid_grant');
    const tokens = await engine.tokens({ client: await engine.addClient(), person: alice });
    expect(refused(await present(tokens.id_token ?? '')).code).toBe('assertion.issuer');
  });

  test('is taken once: of twelve at a time one gives a token, and none later (RFC 7523 §3)', async () => {
    const assertion = await partner.assertion({ sub: alice.id });
    const answers = await atOnce(12, () => present(assertion));
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1);
    for (const answer of answers) if (isRefusal(answer)) expect(answer.code).toBe('assertion.replayed');
    engine.clock.advance(59_000);
    expect(refused(await present(assertion)).code).toBe('assertion.replayed');
  });

  test('gives nothing once the issuer is trusted no longer; keys are exchanged at once', async () => {
    const fading = await Partner.open(engine);
    const { trustedIssuers } = engine.cardea.management;
    granted(await present(await fading.assertion({ sub: alice.id })));
    const next = await createClientKey('ES256', 'partner');
    await trustedIssuers.modify({ issuer: fading.issuer, jwks: [next.publicJwk] }, OPERATOR);
    expect(refused(await present(await fading.assertion({ sub: alice.id }))).code).toBe('assertion.signature');
    granted(await present(await fading.assertion({ sub: alice.id }, {}, next)));
    await trustedIssuers.modify({ issuer: fading.issuer, enabled: false }, OPERATOR);
    expect(refused(await present(await fading.assertion({ sub: alice.id }, {}, next))).code).toBe('assertion.issuer');
  });

  test('gives a token that ends with the account (design D12)', async () => {
    const person = await engine.addPerson();
    const answer = granted(await present(await partner.assertion({ sub: person.id })));
    await engine.cardea.management.accounts.modify({ id: person.id, state: 'locked' }, OPERATOR);
    expect(await engine.isActive(answer.access_token)).toBe(false);
    expect(refused(await present(await partner.assertion({ sub: person.id }))).code).toBe('assertion.account');
  });

  test('is not taken from a public client, nor from one without the grant (S044)', async () => {
    const assertion = await partner.assertion({ sub: alice.id });
    const open = await engine.addClient({ authMethod: 'none', grantTypes: [GRANT], redirectUris: [] });
    expect(refused(await present(assertion, {}, open)).error).toBe('unauthorized_client');
    expect(refused(await present(assertion, {}, await engine.addClient())).error).toBe('unauthorized_client');
    granted(await present(assertion));
  });
});

const decoded = (assertion: string): unknown => {
  try {
    return decodeJwt(assertion);
  } catch {
    return assertion;
  }
};

describe('a service account signs for itself and sends nothing else (parity: x/oauth2/jwt)', () => {
  let key: ClientKey;
  let account: RegisteredClient;

  beforeAll(async () => {
    key = await createClientKey('RS256', 'service');
    account = await engine.addClient({
      authMethod: 'private_key_jwt',
      jwks: [key.publicJwk],
      grantTypes: [GRANT],
      redirectUris: [],
      scopes: ['read', 'write'],
      resources: [API],
    });
  });

  /** The claims of golang.org/x/oauth2/jwt: no `jti`, the scopes among them, the token endpoint as audience. */
  const signed = async (claims: Readonly<Record<string, unknown>> = {}, by = key): Promise<string> =>
    new SignJWT({
      iss: account.id,
      scope: 'read write',
      aud: engine.cardea.urls.token,
      exp: nowSeconds() + HOUR_SECONDS,
      iat: nowSeconds(),
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'service' })
      .sign(by.privateKey);

  /** Without any client authentication. */
  const send = async (assertion: string, values: Values = {}) => {
    const { caller } = aBrowser();
    const parameters = parametersOf({ grant_type: GRANT, assertion, ...values });
    return engine.cardea.engine.token({ parameters, authorization: undefined, caller });
  };

  test('and gets a token for itself', async () => {
    for (const claims of [{}, { sub: account.id }, { scope: undefined }]) {
      const answer = granted(await send(await signed(claims)));
      expect(answer.scope).toBe('read write');
      expect(decodeJwt(answer.access_token)).toMatchObject({ sub: account.id, client_id: account.id, aud: API });
    }
    const narrow = granted(await send(await signed({ scope: 'read' })));
    expect(narrow.scope).toBe('read');
  });

  test('an assertion with a jti is taken once', async () => {
    const assertion = await signed({ jti: 'once' });
    granted(await send(assertion));
    expect(refused(await send(assertion))).toMatchObject({ code: 'assertion.replayed', error: 'invalid_grant' });
  });

  test('and for nobody else, signed by nobody else, and not for other servers', async () => {
    const stranger = await createClientKey('RS256', 'service');
    const codes = await Promise.all(
      [
        signed({ sub: alice.id }),
        signed({ aud: 'https://other.example' }),
        signed({ exp: nowSeconds() - 120 }),
        signed({ scope: 'admin' }),
        signed({}, stranger),
        signed({ iss: client.id }),
        signed({ iss: 'nobody' }),
        signed({ iss: partner.issuer }),
        signed({ iss: undefined }),
      ].map(async (assertion) => refused(await send(await assertion)).error),
    );
    expect(codes).toEqual([
      'invalid_grant',
      'invalid_grant',
      'invalid_grant',
      'invalid_scope',
      'invalid_client',
      'invalid_client',
      'invalid_client',
      'invalid_client',
      'invalid_client',
    ]);
  });

  test('the same assertion is no credential for another grant', async () => {
    const assertion = await signed({ sub: account.id });
    expect(refused(await send(assertion, { grant_type: undefined })).error).toBe('invalid_client');
    const { caller } = aBrowser();
    const parameters = parametersOf({ grant_type: 'client_credentials', assertion });
    expect(refused(await engine.cardea.engine.token({ parameters, authorization: undefined, caller })).error).toBe(
      'invalid_client',
    );
  });
});
