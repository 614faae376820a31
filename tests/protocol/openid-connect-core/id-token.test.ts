import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { decodeProtectedHeader } from 'jose';
import { ISSUER, type Person, TestEngine } from '../../harness/engine.ts';
import { granted } from '../../harness/flow-values.ts';
import { halfHash, verifiedIdToken } from '../../harness/verified-id-token.ts';

const CLAIMS_OF_AN_ID_TOKEN = ['acr', 'amr', 'at_hash', 'aud', 'auth_time', 'exp', 'iat', 'iss', 'nonce', 'sid', 'sub'];

let engine: TestEngine;
let person: Person;

beforeAll(async () => {
  engine = await TestEngine.open({ CARDEA_SIGNING_ALGORITHMS: 'ES256,RS256,EdDSA' });
  person = await engine.addPerson({
    email: 'alice@people.example',
    emailVerified: true,
    profile: { name: 'Alice Liddell', locale: 'en-GB' },
  });
});
afterAll(async () => engine[Symbol.asyncDispose]());

const verified = (idToken: string | undefined, audience: string) => verifiedIdToken(engine, idToken, audience);

describe('an ID token (OpenID Connect Core §2, §3.1.3.7)', () => {
  test.each(['ES256', 'RS256', 'EdDSA'])(
    'signed with %s says who, when and how, and goes with its access token (S053)',
    async (algorithm) => {
      const client = await engine.addClient({ idTokenSigningAlgorithm: algorithm });
      const code = await engine.code({ client, person, request: { nonce: 'a nonce' } });
      engine.clock.advance(5_000);
      const tokens = granted(await engine.redeem(code));
      expect(decodeProtectedHeader(tokens.id_token ?? '')).toMatchObject({ alg: algorithm, typ: 'JWT' });
      const claims = await verified(tokens.id_token, client.id);
      const now = Math.floor(engine.clock.nowMs() / 1000);
      expect(claims).toMatchObject({
        iss: ISSUER,
        sub: person.id,
        aud: client.id,
        nonce: 'a nonce',
        iat: now,
        auth_time: now - 5,
        amr: ['pwd'],
        acr: 'urn:cardea:acr:one-factor',
        at_hash: halfHash(tokens.access_token, algorithm),
      });
      expect(claims.exp).toBe(now + 3600);
      expect(Object.keys(claims).sort()).toEqual(CLAIMS_OF_AN_ID_TOKEN);
    },
  );

  test('without a nonce in the request has none; without openid there is no ID token', async () => {
    const client = await engine.addClient();
    const { id_token } = await engine.tokens({ client, person });
    expect(await verified(id_token, client.id)).not.toHaveProperty('nonce');
    expect((await engine.tokens({ client, person, request: { scope: 'read' } })).id_token).toBeUndefined();
  });

  test('of a refresh is about the same person and the same sign-in, without the nonce (§12.2)', async () => {
    const client = await engine.addClient();
    const tokens = await engine.tokens({ client, person, request: { nonce: 'n' } });
    const first = await verified(tokens.id_token, client.id);
    engine.clock.advance(100_000);
    const refreshed = granted(await engine.refresh(client, tokens.refresh_token));
    const second = await verified(refreshed.id_token, client.id);
    const { iss, sub, aud, auth_time, sid, amr } = first;
    expect(second).toMatchObject({
      iss,
      sub,
      aud,
      auth_time,
      sid,
      amr,
      at_hash: halfHash(refreshed.access_token, 'ES256'),
    });
    expect(second.iat).toBe((first.iat ?? 0) + 100);
    expect(second).not.toHaveProperty('nonce');
  });

  test('has a subject of its own for each sector of pairwise clients (§8.1)', async () => {
    const pairwise = { subjectType: 'pairwise', idTokenSigningAlgorithm: 'ES256' } as const;
    const one = await engine.addClient(pairwise);
    const same = await engine.addClient(pairwise);
    const sector = await engine.addClient({ ...pairwise, sectorIdentifier: 'group.example' });
    const app = { ...pairwise, authMethod: 'none', applicationType: 'native' } as const;
    const scheme = await engine.addClient({ ...app, redirectUris: ['com.example.a:/cb'] });
    const other = await engine.addClient({ ...app, redirectUris: ['com.example.b:/cb'] });
    const subjects: (string | undefined)[] = [];
    for (const [client, redirect_uri] of [
      [one, undefined],
      [same, undefined],
      [sector, undefined],
      [scheme, 'com.example.a:/cb'],
      [other, 'com.example.b:/cb'],
    ] as const) {
      const request = redirect_uri === undefined ? {} : { redirect_uri };
      const { id_token, access_token } = await engine.tokens({ client, person, request });
      const { sub } = await verified(id_token, client.id);
      expect((await engine.userinfo(access_token)).sub).toBe(sub);
      subjects.push(sub);
    }
    expect(subjects[0]).toBe(subjects[1]);
    expect(new Set(subjects).size).toBe(4);
    expect(subjects).not.toContain(person.id);
  });

  test('protocol claims are the server’s own word, whatever the claims parameter or a scope says (S056)', async () => {
    const forbidden = ['iss', 'sub', 'aud', 'exp', 'iat', 'acr', 'amr', 'cnf', 'azp', 'client_id', 'auth_time', 'sid'];
    // An essential acr that cannot be met ends the sign-in, and a sub is who must sign in: see acr.test.ts, parameters.test.ts
    const wish = Object.fromEntries(
      forbidden.map((name) => [
        name,
        name === 'sub' ? { essential: true } : { essential: name !== 'acr', value: 'evil' },
      ]),
    );
    const objects = { constructor: null, toString: null, name: null };
    const claims = JSON.stringify({ id_token: { ...wish, ...objects }, userinfo: { ...wish, ...objects } });
    const operator = { kind: 'operator', id: 'test' } as const;
    await engine.cardea.management.scopes.add({ name: 'evil', claims: [...forbidden, 'constructor'] }, operator);
    const client = await engine.addClient({ scopes: ['openid', 'profile', 'evil'] });
    const request = { scope: 'openid profile evil', claims };
    const tokens = await engine.tokens({ client, person, request });
    const idToken = await verified(tokens.id_token, client.id);
    expect(JSON.stringify(idToken)).not.toContain('evil');
    expect(idToken).toMatchObject({ sub: person.id, aud: client.id, name: 'Alice Liddell' });
    const userinfo = await engine.userinfo(tokens.access_token);
    expect(Object.keys(userinfo).sort()).toEqual(['locale', 'name', 'preferred_username', 'sub', 'updated_at']);
    expect(userinfo.sub).toBe(person.id);
  });
});

test('the keys are published with use and alg, and without anything private (S053)', () => {
  const keys = engine.cardea.keyring.verificationKeys();
  expect(new Set(keys.map(({ alg }) => alg))).toEqual(new Set(['ES256', 'RS256', 'EdDSA']));
  for (const key of keys) {
    expect(key).toMatchObject({ use: 'sig', kid: expect.any(String) });
    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) expect(key).not.toHaveProperty(member);
  }
});
