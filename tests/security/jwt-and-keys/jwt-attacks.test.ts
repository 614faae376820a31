import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createHmac } from 'node:crypto';
import { exportSPKI, importJWK, type JWK, SignJWT } from 'jose';
import {
  assertionClaims,
  assertionForm,
  type ClientKey,
  createClientKey,
  rawJwt,
  signAssertion,
} from '../../harness/assertions.ts';
import { countAssertions, tracesIn } from '../../harness/beside.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { as, bearer, obtainToken, post, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const API = 'https://api.example.com';
const secrets = createSecretWatch();
const connections: string[] = [];
let listener: ReturnType<typeof Bun.serve>;
let cardea: RunningCardea;
let key: AddedClient;
let mac: AddedClient;
let web: AddedClient;
let ec: ClientKey;
let rsa: ClientKey;
let accessToken: string;
let serverKey: JWK;

type Json = Readonly<Record<string, unknown>>;
const base64 = (value: Json | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const hmac = (header: Json, claims: Json, secret: string | Buffer, hash = 'sha256'): string => {
  const input = `${base64(header)}.${base64(claims)}`;
  return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`;
};
const claimsOf = (client: AddedClient): Json => assertionClaims(client.clientId, cardea.issuer);

const asAssertion = async (jwt: string): Promise<void> => {
  const before = countAssertions(cardea);
  await expectRefusal(cardea, () => post(cardea.endpoint('token'), assertionForm(jwt)), {
    status: 401,
    error: 'invalid_client',
  });
  expect(countAssertions(cardea)).toBe(before);
};
/** As an access token: at the API, at introspection and at revocation. */
const asAccessToken = async (jwt: string): Promise<void> => {
  const before = tracesIn(cardea);
  expect((await send(`${cardea.issuer}/api/v1/metrics`, { headers: bearer(jwt) })).status).toBe(401);
  const about = await post(cardea.endpoint('introspect'), { token: jwt }, as(web));
  expect([about.status, about.json]).toEqual([200, { active: false }]);
  expect((await post(cardea.endpoint('revoke'), { token: jwt }, as(web))).status).toBe(200);
  expect((await post(cardea.endpoint('revoke'), '', bearer(jwt))).status).toBe(200);
  expect(tracesIn(cardea)).toEqual(before);
  const real = await post(cardea.endpoint('introspect'), { token: accessToken }, as(web));
  expect(real.json.active).toBe(true);
};
const decode = (jwt: string): { header: Json; claims: Json } => {
  const [header = '', claims = ''] = jwt.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  return { header: JSON.parse(header), claims: JSON.parse(claims) };
};

beforeAll(async () => {
  listener = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: (request) => {
      connections.push(request.url);
      return Response.json({ keys: [] });
    },
  });
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '100000' } });
  await addResource(cardea, { uri: API, format: 'jwt' });
  [ec, rsa] = [await createClientKey('ES256', 'ec'), await createClientKey('RS256', 'rsa')];
  key = await addClient(cardea, {
    name: 'KEY',
    authMethod: 'private_key_jwt',
    scope: 'a',
    keys: [ec.publicJwk, rsa.publicJwk],
  });
  mac = await addClient(cardea, { name: 'MAC', authMethod: 'client_secret_jwt', scope: 'a' });
  web = await addClient(cardea, { name: 'WEB', scope: 'metrics', resources: [cardea.issuer, API] });
  for (const { clientSecret } of [mac, web]) secrets.keep(clientSecret);
  accessToken = secrets.keep(await obtainToken(cardea, web, { resource: API }));
  const { text } = await send(`${cardea.issuer}/.well-known/jwks.json`);
  serverKey = JSON.parse(text).keys[0];
});

afterAll(async () => {
  await secrets.stop(cardea);
  await listener.stop(true);
  expect(connections).toEqual([]);
});

describe('S047: the algorithm of a JWT', () => {
  test('none in any spelling, missing, empty signature', async () => {
    for (const alg of ['none', 'nOnE', 'NONE', 'None', ' none', '', undefined, null, 0, ['ES256'], { alg: 'ES256' }]) {
      for (const client of [key, mac]) {
        await asAssertion(rawJwt({ alg, kid: 'ec' }, claimsOf(client)));
        await asAssertion(rawJwt({ alg, kid: 'ec' }, claimsOf(client), 'AAAA'));
      }
      const { header, claims } = decode(accessToken);
      await asAccessToken(rawJwt({ ...header, alg }, claims));
    }
    for (const alg of ['ES256', 'RS256', 'PS256', 'EdDSA', 'HS256']) {
      await asAssertion(rawJwt({ alg, kid: 'ec' }, claimsOf(key)));
      await asAssertion(rawJwt({ alg, kid: 'ec' }, claimsOf(key), base64('\0'.repeat(64))));
      await asAccessToken(rawJwt({ ...decode(accessToken).header, alg }, decode(accessToken).claims));
    }
  });

  test('HS256 with the bytes of a public key: PEM, JWK, modulus, coordinates', async () => {
    for (const pair of [ec, rsa]) {
      const publicKey = await importJWK(pair.publicJwk, pair.algorithm);
      if (publicKey instanceof Uint8Array) throw new Error('a public key is no bytes');
      const pem = await exportSPKI(publicKey);
      const { n, x, y } = pair.publicJwk;
      const bytes = [n, x, y].filter((part) => typeof part === 'string').map((part) => Buffer.from(part, 'base64url'));
      for (const secret of [pem, pem.trim(), JSON.stringify(pair.publicJwk), ...bytes])
        for (const [alg, hash] of [
          ['HS256', 'sha256'],
          ['HS384', 'sha384'],
          ['HS512', 'sha512'],
        ] as const)
          await asAssertion(hmac({ alg, kid: pair.kid }, claimsOf(key), secret, hash));
    }
    const publicKey = await importJWK(serverKey, 'ES256');
    if (publicKey instanceof Uint8Array) throw new Error('a public key is no bytes');
    const { header, claims } = decode(accessToken);
    for (const secret of [
      await exportSPKI(publicKey),
      JSON.stringify(serverKey),
      Buffer.from(String(serverKey.x), 'base64url'),
    ])
      await asAccessToken(hmac({ ...header, alg: 'HS256' }, claims, secret));
  });

  test('HS256 with an empty or a guessed secret, and a MAC that is cut', async () => {
    for (const secret of ['', 'secret', mac.clientId, mac.clientSecret.slice(0, -1)])
      await asAssertion(hmac({ alg: 'HS256' }, claimsOf(mac), secret));
    const right = hmac({ alg: 'HS256' }, claimsOf(mac), mac.clientSecret);
    for (const wrong of [right.slice(0, -1), right.slice(0, -30), `${right}A`, `${right}=`, `${right}.`])
      await asAssertion(wrong);
    expect((await post(cardea.endpoint('token'), assertionForm(right))).status).toBe(200);
  });

  test('an algorithm of another key type, or one that nobody knows', async () => {
    for (const alg of [
      'RS256',
      'ES384',
      'ES256K',
      'RS1',
      'HS1',
      'A256GCM',
      'dir',
      'RSA-OAEP',
      'toString',
      '__proto__',
    ]) {
      const signature = (await signAssertion(ec, { clientId: key.clientId, audience: cardea.issuer })).split('.')[2];
      await asAssertion(rawJwt({ alg, kid: 'ec' }, claimsOf(key), signature));
    }
  });

  test('the claims or the header of a good JWT, changed', async () => {
    const good = await signAssertion(ec, { clientId: key.clientId, audience: cardea.issuer });
    const [head = '', claims = '', signature = ''] = good.split('.');
    for (const jwt of [
      `${head}.${base64({ ...decode(good).claims, sub: web.clientId, iss: web.clientId })}.${signature}`,
      `${head}.${base64({ ...decode(good).claims, exp: 4_000_000_000 })}.${signature}`,
      `${base64({ ...decode(good).header, typ: 'JWT' })}.${claims}.${signature}`,
      `${head}.${claims}.${signature.slice(0, -2)}AA`,
      `${head}.${claims}`,
      `${head}..${signature}`,
      `.${claims}.${signature}`,
      `${good}.${good}`,
      ` ${good}`,
      `${good}\t`,
      `${head}=.${claims}.${signature}`,
      `${head}.${claims.slice(0, -1)}.${signature}`,
    ])
      await asAssertion(jwt);
    const [h = '', c = '', s = ''] = accessToken.split('.');
    for (const jwt of [
      `${h}.${base64({ ...decode(accessToken).claims, scope: 'metrics admin:*' })}.${s}`,
      `${h}.${base64({ ...decode(accessToken).claims, aud: cardea.issuer })}.${s}`,
      `${h}.${c}.${s.slice(0, -2)}AA`,
      `${h}.${c}.`,
    ])
      await asAccessToken(jwt);
  });

  test('a JWE, a JSON serialization and an unencoded payload are no JWT here', async () => {
    const good = await signAssertion(ec, { clientId: key.clientId, audience: cardea.issuer });
    const [protectedHeader, payload, signature] = good.split('.');
    await asAssertion('a.b.c.d.e');
    await asAssertion(JSON.stringify({ protected: protectedHeader, payload, signature }));
    const b64 = await new SignJWT(claimsOf(key))
      .setProtectedHeader({ alg: 'ES256', kid: 'ec', crit: ['exp'], exp: 1 })
      .sign(ec.privateKey, { crit: { exp: true } });
    await asAssertion(b64);
  });
});

describe('S048: the header of a JWT', () => {
  test('names or carries a key of its own: it is not looked at, and nobody is asked', async () => {
    const attacker = await createClientKey('ES256', 'ec');
    const url = `http://127.0.0.1:${listener.port}/keys.json`;
    for (const header of [
      { jwk: attacker.publicJwk },
      { jku: url },
      { x5u: url },
      { x5c: [base64('certificate')] },
      { jku: url, jwk: attacker.publicJwk },
      { kid: url },
      { kid: url, jku: url.replace('http:', 'https:') },
      { iss: cardea.issuer, jwks_uri: url },
    ]) {
      const target = { clientId: key.clientId, audience: cardea.issuer };
      await asAssertion(await signAssertion(attacker, target, { header }));
      const { claims } = decode(accessToken);
      const forged = await new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: String(serverKey.kid), ...header })
        .sign(attacker.privateKey);
      await asAccessToken(forged);
    }
    expect(connections).toEqual([]);
  });

  test.each([
    ['../../etc/passwd'],
    ["' OR 1=1 --"],
    ['\\0'],
    ['ec\u0000'],
    ['%00'],
    [''],
    ['EC'],
    ['x'.repeat(8192)],
    [['ec']],
    [{ $ne: null }],
    [7],
    [null],
    [true],
  ])('has a kid that is none of the registered ones: case %#', async (kid) => {
    const target = { clientId: key.clientId, audience: cardea.issuer };
    await asAssertion(await signAssertion(ec, target, { header: { kid: Object(kid) } }));
    await asAccessToken(
      rawJwt({ ...decode(accessToken).header, kid }, decode(accessToken).claims, accessToken.split('.')[2]),
    );
  });

  test('is of a megabyte: refused by its size', async () => {
    const jwt = rawJwt({ alg: 'ES256', kid: 'x'.repeat(1_000_000) }, claimsOf(key), 'AAAA');
    const { status } = await post(cardea.endpoint('token'), assertionForm(jwt));
    expect(status).toBe(413);
    await asAssertion(rawJwt({ alg: 'ES256', kid: 'x'.repeat(30_000) }, claimsOf(key), 'AAAA'));
  });
});

describe('S050: a JWT of one kind in the place of another', () => {
  test('an access token is no client assertion, whichever client it names', async () => {
    await asAssertion(accessToken);
    const opaque = secrets.keep(await obtainToken(cardea, web));
    await asAssertion(opaque);
  });

  test('a client assertion and a signed introspection response are no access tokens', async () => {
    await asAccessToken(await signAssertion(ec, { clientId: key.clientId, audience: cardea.issuer }));
    const accept = 'application/token-introspection+jwt';
    const { text } = await post(cardea.endpoint('introspect'), { token: accessToken }, { ...as(web), accept });
    expect(text).toStartWith('eyJ');
    await asAccessToken(text);
    await asAssertion(text);
  });

  test('an access token for another API opens nothing here (audience)', async () => {
    const { status, json } = await send(`${cardea.issuer}/api/v1/metrics`, { headers: bearer(accessToken) });
    expect([status, json.error]).toEqual([401, 'invalid_token']);
  });

  test('a JWT that a client signed to look like an access token is none', async () => {
    const { claims } = decode(accessToken);
    for (const kid of ['ec', String(serverKey.kid), undefined])
      await asAccessToken(
        await new SignJWT({ ...claims })
          .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...(kid && { kid }) })
          .sign(ec.privateKey),
      );
  });
});
