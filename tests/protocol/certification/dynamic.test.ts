// The modules of the config and dynamic plans (oidcc-config-, oidcc-dynamic-certification-test-plan).
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify, SignJWT } from 'jose';
import { createClientKey } from '../../harness/assertions.ts';
import { answerOf } from '../../harness/authorization.ts';
import { register } from '../../harness/dynamic-client.ts';
import { post, send } from '../../harness/oauth.ts';
import { selfSignedCertificate } from '../../harness/self-signed.ts';
import type { RunningCardea } from '../../harness/start-cardea.ts';
import { CALLBACK, publishedKeys, Suite, startForSuite } from './suite.ts';

setDefaultTimeout(60_000);

let cardea: RunningCardea;
let folder: string;
let site: ReturnType<typeof Bun.serve>;
const served = new Map<string, unknown>();
const at = (path: string): string => `https://localhost:${site.port}${path}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cardea-suite-'));
  const certificate = await selfSignedCertificate(folder);
  site = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    tls: { cert: Bun.file(certificate.cert), key: Bun.file(certificate.key) },
    fetch: ({ url }) => {
      const value = served.get(new URL(url).pathname);
      if (value === undefined) return new Response('', { status: 404 });
      return typeof value === 'string'
        ? new Response(value, { headers: { 'content-type': 'application/oauth-authz-req+jwt' } })
        : Response.json(value);
    },
  });
  cardea = await startForSuite({
    CARDEA_ALLOW_PRIVATE_JWKS_HOSTS: 'localhost',
    NODE_EXTRA_CA_CERTS: certificate.cert,
  });
});
afterAll(async () => {
  await cardea.stop();
  await site.stop(true);
  await rm(folder, { recursive: true, force: true });
});

const discovery = async () => (await send(`${cardea.issuer}/.well-known/openid-configuration`)).json;

describe('S160: OpenID Connect Discovery', () => {
  test('oidcc-discovery-endpoint-verification', async () => {
    const metadata = await discovery();
    expect(metadata.issuer).toBe(cardea.issuer);
    for (const name of ['authorization', 'token', 'userinfo', 'registration', 'end_session'])
      expect(String(metadata[`${name}_endpoint`])).toStartWith(cardea.issuer);
    expect(metadata.scopes_supported).toContain('openid');
    expect(metadata.response_types_supported).toEqual(
      expect.arrayContaining(['code', 'id_token', 'code id_token token']),
    );
    expect(metadata.subject_types_supported).toEqual(expect.arrayContaining(['public', 'pairwise']));
    expect(metadata.id_token_signing_alg_values_supported).toContain('RS256');
    expect(metadata.claims_supported).toEqual(
      expect.arrayContaining(['sub', 'iss', 'auth_time', 'acr', 'name', 'email']),
    );
    expect(metadata.claims_parameter_supported).toBe(true);
    expect(metadata.request_uri_parameter_supported).toBe(true);
    const { text, headers } = await send(String(metadata.jwks_uri));
    expect(headers.get('content-type')).toMatch(/json/);
    const { keys }: JSONWebKeySet = JSON.parse(text);
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
    for (const key of keys) for (const secret of ['d', 'p', 'q', 'k']) expect(key).not.toHaveProperty(secret);
  });
});

describe('S160: OpenID Connect Dynamic Client Registration', () => {
  test('oidcc-registration-policy-uri, -tos-uri, -logo-uri: the links are on the sign-in page, the picture is not loaded from there', async () => {
    const suite = await Suite.open(cardea, {
      policy_uri: 'https://suite.example/policy',
      tos_uri: 'https://suite.example/tos',
      logo_uri: 'https://suite.example/logo.png',
      client_uri: 'https://suite.example/home',
    });
    const { text } = await suite.open();
    for (const page of ['policy', 'tos', 'home']) expect(text).toContain(`href="https://suite.example/${page}"`);
    expect(text).not.toContain('logo.png');
    expect(suite.client.information.logo_uri).toBe('https://suite.example/logo.png');
  });

  test('oidcc-redirect-uri-regfrag: one with a fragment is refused', async () => {
    const { status, json } = await register(cardea, { redirect_uris: [`${CALLBACK}#fragment`] });
    expect([status, json.error]).toEqual([400, 'invalid_redirect_uri']);
  });

  test('oidcc-redirect-uri-query-OK, -query-mismatch, -query-added, -redirect-uri-mismatch', async () => {
    const uri = `${CALLBACK}?foo=bar`;
    const suite = await Suite.open(cardea, { redirect_uris: [uri] });
    const page = await suite.finish(await suite.open({ redirect_uri: uri }));
    expect(page.location).toStartWith(`${uri}&`);
    for (const wrong of [CALLBACK, `${CALLBACK}?foo=baz`, `${uri}&baz=1`]) {
      const refused = await suite.open({ redirect_uri: wrong });
      expect([wrong, refused.status, refused.location]).toEqual([wrong, 400, undefined]);
    }
  });

  test('oidcc-ensure-redirect-uri-in-authorization-request: several are registered, and none is sent', async () => {
    const suite = await Suite.open(cardea, { redirect_uris: [CALLBACK, `${CALLBACK}/2`] });
    const page = await suite.open({ redirect_uri: undefined });
    expect([page.status, page.location]).toEqual([400, undefined]);
  });

  test('oidcc-registration-jwks-uri, oidcc-server-private-key-jwt', async () => {
    const key = await createClientKey('ES256', 'suite');
    served.set('/jwks.json', { keys: [key.publicJwk] });
    const suite = await Suite.open(cardea, {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks_uri: at('/jwks.json'),
    });
    const { code } = await suite.answer();
    const { id } = suite.client;
    const client_assertion = await new SignJWT({ jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'ES256', kid: key.kid })
      .setIssuer(id)
      .setSubject(id)
      .setAudience(cardea.endpoint('token'))
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(key.privateKey);
    const { status } = await post(cardea.endpoint('token'), {
      grant_type: 'authorization_code',
      code: String(code),
      redirect_uri: CALLBACK,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion,
    });
    expect(status).toBe(200);
  });

  test('oidcc-registration-sector-uri, -sector-bad: the file names every redirect URI, or nobody is registered', async () => {
    served.set('/sector.json', [CALLBACK]);
    const metadata = { subject_type: 'pairwise', sector_identifier_uri: at('/sector.json') };
    const [one, other] = [await Suite.open(cardea, metadata), await Suite.open(cardea, metadata)];
    const plain = await Suite.open(cardea);
    const subs = [];
    for (const suite of [one, other, plain])
      subs.push((await suite.idToken((await suite.tokens()).id_token)).claims.sub);
    expect(subs[0]).toBe(String(subs[1]));
    expect(subs[0]).not.toBe(String(subs[2]));
    served.set('/sector.json', ['https://other.example/cb']);
    const { status, json } = await register(cardea, { redirect_uris: [CALLBACK], ...metadata });
    expect([status, json.error]).toEqual([400, 'invalid_client_metadata']);
  });

  test('oidcc-idtoken-rs256, oidcc-idtoken-signature, oidcc-userinfo-rs256', async () => {
    const suite = await Suite.open(cardea, {
      id_token_signed_response_alg: 'RS256',
      userinfo_signed_response_alg: 'RS256',
    });
    const { id_token, access_token } = await suite.tokens();
    const { claims, algorithm } = await suite.idToken(id_token);
    expect(algorithm).toBe('RS256');
    expect(decodeProtectedHeader(String(id_token)).kid).toBeString();
    const { text, headers } = await suite.userinfo(access_token);
    expect(headers.get('content-type')).toStartWith('application/jwt');
    const { payload, protectedHeader } = await jwtVerify(text, createLocalJWKSet(await publishedKeys(cardea)), {
      issuer: cardea.issuer,
      audience: suite.client.id,
    });
    expect([payload.sub, protectedHeader.alg]).toEqual([claims.sub, 'RS256']);
  });

  test('oidcc-idtoken-unsigned: alg none is refused at registration, and not offered', async () => {
    const { status, json } = await register(cardea, {
      redirect_uris: [CALLBACK],
      id_token_signed_response_alg: 'none',
    });
    expect([status, json.error]).toEqual([400, 'invalid_client_metadata']);
    expect((await discovery()).id_token_signing_alg_values_supported).not.toContain('none');
  });

  test('oidcc-request-uri-unsigned-supported-correctly-or-rejected, oidcc-request-uri-signed-rs256', async () => {
    const key = await createClientKey('RS256', 'suite');
    const request_uri = at('/request.jwt');
    const suite = await Suite.open(cardea, {
      jwks: { keys: [key.publicJwk] },
      request_object_signing_alg: 'RS256',
      request_uris: [request_uri],
    });
    const inside = { client_id: suite.client.id, response_type: 'code', scope: 'openid', redirect_uri: CALLBACK };
    const signed = await new SignJWT({ ...inside, state: 'inside', nonce: 'inside' })
      .setProtectedHeader({ alg: 'RS256', kid: key.kid })
      .setIssuer(suite.client.id)
      .setAudience(cardea.issuer)
      .setIssuedAt()
      .setNotBefore('0s')
      .setExpirationTime('1m')
      .sign(key.privateKey);
    served.set('/request.jwt', signed);
    const { parameters } = answerOf(await suite.finish(await suite.open({ request_uri, state: undefined })));
    expect(parameters.state).toBe('inside');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    served.set('/request.jwt', `${part({ alg: 'none' })}.${part({ ...inside, state: 'unsigned' })}.`);
    const refused = answerOf(await suite.open({ request_uri }));
    expect(refused.parameters.error).toBe('invalid_request_object');
  });

  test('oidcc-server-rotate-keys: the old key stays until its tokens have ended', async () => {
    const suite = await Suite.open(cardea);
    const { id_token } = await suite.tokens();
    const kids = async (): Promise<readonly (string | undefined)[]> =>
      (await publishedKeys(cardea)).keys.map(({ kid }) => kid);
    const before = await kids();
    await cardea.cli(['keys', 'rotate']);
    const after = await kids();
    expect(after).toEqual(expect.arrayContaining([...before]));
    expect(after.length).toBeGreaterThan(before.length);
    expect((await suite.idToken(id_token)).claims.sub).toBeString();
    expect((await suite.idToken((await suite.tokens()).id_token)).claims.sub).toBeString();
  });
});
