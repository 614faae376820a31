import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { auditAfter, tracesIn } from '../../harness/beside.ts';
import { introspect, obtainToken, requestToken, revoke, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const secrets = createSecretWatch();
const API = 'https://api.example.com';
const OTHER = 'https://other.example.com';
let cardea: RunningCardea;
let client: AddedClient;

const tokenOf = async (parameters: Record<string, string> | URLSearchParams = {}): Promise<string> =>
  secrets.keep(await obtainToken(cardea, client, parameters));

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  await addResource(cardea, { uri: API, format: 'jwt' });
  await addResource(cardea, { uri: OTHER, format: 'jwt' });
  client = await addClient(cardea, { name: 'client', scope: 'a b', resources: [API, OTHER] });
  secrets.keep(client.clientSecret);
});

afterAll(() => secrets.stop(cardea));

describe('a JWT access token (RFC 9068)', () => {
  test('S053: the header has typ at+jwt, the algorithm and a published kid, nothing else (§2.1)', async () => {
    const header = decodeProtectedHeader(await tokenOf());
    const { json } = await send(`${cardea.issuer}/.well-known/jwks.json`);
    expect(header).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) });
    expect(json.keys).toContainEqual(expect.objectContaining({ kid: header.kid, alg: 'ES256', use: 'sig' }));
  });

  test('S053: the claims are those of §2.2 and right: issuer, audience, times, client, scope, a jti of its own', async () => {
    const token = await tokenOf({ scope: 'a', expires_in: '120' });
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(`${cardea.issuer}/.well-known/jwks.json`)), {
      issuer: cardea.issuer,
      audience: API,
      typ: 'at+jwt',
    });
    expect(Object.keys(payload).sort()).toEqual(['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub']);
    expect(payload).toMatchObject({
      iss: cardea.issuer,
      aud: API,
      sub: client.clientId,
      client_id: client.clientId,
      scope: 'a',
    });
    expect(Number(payload.exp) - Number(payload.iat)).toBe(120);
    const ids = await Promise.all(Array.from({ length: 50 }, async () => decodeJwt(await tokenOf()).jti));
    expect(new Set(ids).size).toBe(50);
  });

  test('for several APIs aud is a list; scopes say what was granted (§2.2.3, §3)', async () => {
    const both = new URLSearchParams([
      ['resource', API],
      ['resource', OTHER],
    ]);
    expect(decodeJwt(await tokenOf(both))).toMatchObject({ aud: [API, OTHER], scope: 'a b' });
  });

  test('S056: claims that the request names are ignored: protocol claims are always ours', async () => {
    const wish = {
      iss: 'https://evil.example',
      sub: 'alice',
      aud: 'https://evil.example',
      exp: '9999999999',
      iat: '1',
      jti: 'x',
      client_id: client.clientId,
      azp: 'evil',
      acr: 'high',
      amr: 'mfa',
      cnf: '{"jkt":"x"}',
      act: '{"sub":"admin"}',
      claims: '{"access_token":{"sub":{"value":"alice"},"roles":null}}',
      roles: 'admin',
    };
    const payload = decodeJwt(await tokenOf(wish));
    expect(Object.keys(payload).sort()).toEqual(['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub']);
    expect(payload).toMatchObject({ iss: cardea.issuer, sub: client.clientId, aud: API, client_id: client.clientId });
    expect(payload.jti).not.toBe('x');
  });

  test('is stored and audited like any other: it can be listed, introspected and revoked', async () => {
    const { audit } = tracesIn(cardea);
    const token = await tokenOf();
    const { jti = '' } = decodeJwt(token);
    expect(auditAfter(cardea, audit)).toMatchObject([{ action: 'access_token.issued', target: jti }]);
    expect((await introspect(cardea, client, token)).json).toMatchObject({ active: true, jti });
    await revoke(cardea, client, token);
    expect((await introspect(cardea, client, token)).json).toEqual({ active: false });
  });

  test('says in its answer how long it lives', async () => {
    const { json } = await requestToken(cardea, client, { expires_in: '90' });
    const { iat = 0, exp = 0 } = decodeJwt(secrets.keep(String(json.access_token)));
    expect([json.expires_in, exp - iat]).toEqual([90, 90]);
  });
});
