import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { isRefusal } from '@cardea/protocol';
import { calculateJwkThumbprint, decodeJwt } from 'jose';
import { atOnce } from '../../harness/at-once.ts';
import { createDpopKey } from '../../harness/dpop.ts';
import { EXCHANGE, type } from '../../harness/exchange.ts';
import { aBrowser, granted, parametersOf, refused } from '../../harness/flow-values.ts';
import { Partner } from '../../harness/partner.ts';
import { BEARER, CHAT, TwoIssuers } from '../../harness/two-issuers.ts';

// draft-ietf-oauth-identity-assertion-authz-grant, §4.4: the server behind which the API is
const OPERATOR = { kind: 'operator', id: 'test' } as const;
const TYP = 'oauth-id-jag+jwt';
const NOWHERE = 'https://nowhere.example';

let world: TwoIssuers;
/** An issuer whose keys the test has: it signs what no honest one would. */
let partner: Partner;

beforeAll(async () => {
  world = await TwoIssuers.open();
  partner = await Partner.open(world.away, {
    assertionType: 'id-jag',
    subjects: 'account',
    scopes: ['chat.read', 'chat.write'],
  });
});
afterAll(async () => world[Symbol.asyncDispose]());

type Claims = Readonly<Record<string, unknown>>;
const forged = (claims: Claims = {}, header: Claims = {}): Promise<string> =>
  partner.assertion({ sub: world.aliceAway.id, client_id: world.agentAway.id, ...claims }, { typ: TYP, ...header });

describe('an identity assertion of a trusted issuer', () => {
  test('gives a token for the linked person, for the resource and the scope that it names', async () => {
    const assertion = await world.assertion({ resource: CHAT, scope: 'chat.read' });
    const answer = granted(await world.present(assertion));
    expect(answer).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'chat.read',
    });
    expect(decodeJwt(answer.access_token)).toMatchObject({
      iss: 'https://away.example',
      sub: world.aliceAway.id,
      client_id: world.agentAway.id,
      aud: CHAT,
      scope: 'chat.read',
    });
    const { stores } = world.away.cardea;
    const [entry] = await stores.audit.list({ limit: 5, target: String(decodeJwt(answer.access_token).jti) });
    expect(entry).toMatchObject({ action: 'access_token.issued', detail: { grant: 'id-jag' } });
  });

  test('is bound by its scope; what it names too much is left out, and what is asked for beside it is refused', async () => {
    const given = async (claims: Claims, scope?: string) =>
      granted(await world.present(await forged(claims), { scope })).scope;
    expect(await given({})).toBe('chat.read chat.write');
    expect(await given({}, 'chat.write')).toBe('chat.write');
    expect(await given({ scope: 'chat.read' })).toBe('chat.read');
    expect(await given({ scope: 'chat.read something.else' })).toBe('chat.read');
    const wide = await world.present(await forged({ scope: 'chat.read' }), { scope: 'chat.write' });
    expect(refused(wide)).toMatchObject({ error: 'invalid_scope', status: 400 });
    const none = await world.present(await forged({ scope: 'something.else' }));
    expect(refused(none)).toMatchObject({ code: 'assertion.identity_scope', error: 'invalid_scope' });
  });

  test('is bound by its resource', async () => {
    granted(await world.present(await forged({ resource: CHAT }), { resource: CHAT }));
    granted(await world.present(await forged({ resource: [CHAT, NOWHERE] }), { resource: CHAT }));
    const other = await world.present(await forged({ resource: NOWHERE }), { resource: CHAT });
    expect(refused(other)).toMatchObject({ code: 'assertion.identity_target', error: 'invalid_target' });
    const unknown = await world.present(await forged({ resource: NOWHERE }));
    expect(refused(unknown)).toMatchObject({ code: 'target.not_allowed', error: 'invalid_target' });
  });

  test('is for the client that it names alone (§4.4.1)', async () => {
    const service = { grantTypes: [BEARER], redirectUris: [], scopes: ['chat.read'], resources: [CHAT] };
    const other = await world.away.addClient(service);
    const assertion = await world.assertion();
    expect(refused(await world.present(assertion, {}, other))).toMatchObject({
      code: 'assertion.identity_client',
      error: 'invalid_grant',
    });
    granted(await world.present(assertion));
    for (const client_id of [undefined, '', world.agent.id, [world.agentAway.id]])
      expect(refused(await world.present(await forged({ client_id }))).code).toBe('assertion.identity_client');
  });

  test('is refused in the same words as any other where anything of it is wrong', async () => {
    const { issuer } = world.away.cardea.settings;
    const cases: readonly (readonly [string, Claims, Claims?])[] = [
      ['assertion.type', {}, { typ: 'JWT' }],
      ['assertion.type', {}, { typ: undefined }],
      ['assertion.type', {}, { typ: 'at+jwt' }],
      ['assertion.type', {}, { typ: 'oauth-id-jag' }],
      ['assertion.audience', { aud: world.away.cardea.urls.token }],
      ['assertion.audience', { aud: [issuer, NOWHERE] }],
      ['assertion.audience', { aud: `${issuer}/` }],
      ['assertion.issuer', { iss: NOWHERE }],
      ['assertion.issuer', { iss: issuer }],
      ['assertion.issuer', { iss: world.agentAway.id }],
      ['assertion.time', { exp: undefined }],
      ['assertion.time', { exp: 1 }],
      ['assertion.id', { jti: undefined }],
      ['assertion.subject', { sub: 'nobody' }],
      ['assertion.identity_claims', { scope: ['chat.read'] }],
      ['assertion.identity_claims', { scope: 'a  b "' }],
      ['assertion.identity_claims', { resource: 7 }],
      ['assertion.identity_claims', { resource: ['no uri'] }],
      ['assertion.identity_claims', { resource: [] }],
      ['assertion.identity_claims', { cnf: 'a key' }],
      ['assertion.identity_claims', { cnf: { 'x5t#S256': 'abc' } }],
      ['assertion.identity_key', { cnf: { jkt: 'abc' } }],
    ];
    const seen = new Set<string>();
    for (const [code, claims, header] of cases) {
      const refusal = refused(await world.present(await forged(claims, header)));
      expect([code, claims, String(refusal.code)]).toEqual([code, claims, code]);
      seen.add(`${refusal.status} ${refusal.error} ${refusal.description}`);
    }
    expect([...seen]).toEqual(['400 invalid_grant The assertion is invalid, expired or already used']);
  });

  test('is taken once: of twelve at a time one gives a token, and none later', async () => {
    const assertion = await world.assertion();
    const answers = await atOnce(12, () => world.present(assertion));
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1);
    for (const answer of answers) if (isRefusal(answer)) expect(answer.code).toBe('assertion.replayed');
    expect(refused(await world.present(assertion)).code).toBe('assertion.replayed');
  });

  test('gives no refresh token, and a token that ends with the account (design D12)', async () => {
    const { id } = world.aliceAway;
    const answer = granted(await world.present(await world.assertion()));
    expect(answer.refresh_token).toBeUndefined();
    const { accounts } = world.away.cardea.management;
    await accounts.modify({ id, state: 'disabled' }, OPERATOR);
    expect(await world.away.isActive(answer.access_token)).toBe(false);
    expect(refused(await world.present(await world.assertion())).code).toBe('assertion.account');
    await accounts.modify({ id, state: 'active' }, OPERATOR);
    granted(await world.present(await world.assertion()));
  });

  test('means nobody once the link is gone', async () => {
    const stranger = await world.home.addPerson();
    const tokens = await world.home.tokens({ client: world.agent, person: stranger });
    const assertion = await world.assertion({ subject_token: tokens.id_token });
    expect(refused(await world.present(assertion)).code).toBe('assertion.subject');
  });
});

describe('each issuer is trusted with one kind', () => {
  test('an ordinary one gives no identity assertion, and the other way round', async () => {
    const ordinary = await Partner.open(world.away, { scopes: ['chat.read'] });
    const claims = { sub: world.aliceAway.id, client_id: world.agentAway.id };
    granted(await world.present(await ordinary.assertion(claims)));
    expect(refused(await world.present(await ordinary.assertion(claims, { typ: TYP }))).code).toBe('assertion.type');
    expect(refused(await world.present(await forged({}, { typ: 'JWT' }))).code).toBe('assertion.type');
  });

  test('no other JWT of an issuer that is trusted for identity assertions is exchanged (RFC 8693)', async () => {
    const service = { grantTypes: [EXCHANGE], redirectUris: [], scopes: ['chat.read'], exchangeTargets: [CHAT] };
    const gateway = await world.away.addClient(service);
    const claims = { sub: world.aliceAway.id, client_id: gateway.id };
    const ordinary = await Partner.open(world.away, { scopes: ['chat.read'] });
    const exchange = (subject_token: string) =>
      world.away.token(gateway, { grant_type: EXCHANGE, subject_token, subject_token_type: type('jwt') });
    granted(await exchange(await ordinary.assertion(claims)));
    for (const header of [{}, { typ: 'JWT' }, { typ: 'at+jwt' }, { typ: TYP }])
      expect(refused(await exchange(await partner.assertion(claims, header))).error).toBe('invalid_request');
  });

  test('an ID token of the issuer is no identity assertion', async () => {
    expect(refused(await world.present(world.tokens.id_token ?? '')).code).toBe('assertion.type');
  });

  test('this server never takes its own (draft, Cross-Domain Use)', async () => {
    const { trustedIssuers } = world.away.cardea.management;
    const added = await trustedIssuers.add(
      { issuer: 'https://away.example', name: 'Itself', jwks: [partner.key.publicJwk], assertionType: 'id-jag' },
      OPERATOR,
    );
    expect(added).toMatchObject({ code: 'trusted_issuer.invalid' });
  });
});

describe('one that is bound to a key (RFC 9449)', () => {
  test('is good with a proof of the same key alone, and so is the token', async () => {
    const [key, other] = [await createDpopKey(), await createDpopKey()];
    expect(key.jkt).toBe(await calculateJwkThumbprint(key.publicJwk));
    const url = world.away.cardea.urls.token;
    const present = async (assertion: string, by = key) => {
      const { engine } = world.away.cardea;
      const iat = Math.floor(world.away.clock.nowMs() / 1000);
      const basic = Buffer.from(`${world.agentAway.id}:${world.agentAway.secret}`).toString('base64');
      return engine.token({
        parameters: parametersOf({ grant_type: BEARER, assertion }),
        authorization: `Basic ${basic}`,
        proof: { header: await by.proof(url, { claims: { iat } }), method: 'POST', url },
        caller: aBrowser().caller,
      });
    };
    const bound = await forged({ cnf: { jkt: key.jkt } });
    expect(refused(await world.present(bound)).code).toBe('assertion.identity_key');
    expect(refused(await present(bound, other)).code).toBe('assertion.identity_key');
    const answer = granted(await present(bound));
    expect(answer.token_type).toBe('DPoP');
    expect(decodeJwt(answer.access_token).cnf).toEqual({ jkt: key.jkt });
  });
});

test('nothing of it is taken until it is switched on (design D14)', async () => {
  // The server that only issues takes none
  const here = await Partner.open(world.home, { assertionType: 'id-jag', subjects: 'account' });
  const client = await world.home.addClient({ grantTypes: [BEARER], redirectUris: [], scopes: ['read'] });
  const text = await here.assertion({ sub: world.alice.id, client_id: client.id }, { typ: TYP });
  const answer = await world.home.token(client, { grant_type: BEARER, assertion: text });
  expect(refused(answer)).toMatchObject({ code: 'assertion.identity_off', error: 'invalid_grant', status: 400 });
});
