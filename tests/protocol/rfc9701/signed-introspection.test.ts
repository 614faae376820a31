import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { as, bearer, obtainToken, post, type Reply, requestToken, revoke, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const TYPE = 'application/token-introspection+jwt';
const API = 'https://api.example.com';
const secrets = createSecretWatch();
let cardea: RunningCardea;
let client: AddedClient;
let server: AddedClient;

const ask = (token: string, accept: string): Promise<Reply> =>
  post(cardea.endpoint('introspect'), { token }, { ...as(server), accept });
const verify = async (jwt: string) =>
  jwtVerify(jwt, createRemoteJWKSet(new URL(`${cardea.issuer}/.well-known/jwks.json`)), {
    issuer: cardea.issuer,
    audience: server.clientId,
    typ: 'token-introspection+jwt',
    algorithms: ['PS256'],
    requiredClaims: ['iat', 'token_introspection'],
  });

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_SIGNING_ALGORITHMS: 'PS256,ES256' } });
  server = await addClient(cardea, { name: 'resource server', grants: ['none'] });
  await addResource(cardea, {
    uri: API,
    format: 'jwt',
    introspectors: [server.clientId],
    words: ['--algorithm', 'ES256'],
  });
  client = await addClient(cardea, { name: 'client', scope: 'a', resources: [API] });
  secrets.keep(client.clientSecret);
});

afterAll(() => secrets.stop(cardea));

describe('a signed introspection response (RFC 9701)', () => {
  test('is verified by jose: typ, issuer, audience and the answer inside (§5)', async () => {
    const token = secrets.keep(await obtainToken(cardea, client));
    const plain = await ask(token, 'application/json');
    const { status, headers, text } = await ask(token, TYPE);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, TYPE, 'no-store']);
    const { payload } = await verify(text);
    expect(payload.token_introspection).toEqual(plain.json);
    expect(payload.token_introspection).toMatchObject({ active: true, aud: API });
  });

  test('holds neither sub nor exp of its own, so that it passes for no other token (§5, §8.1)', async () => {
    const { payload } = await verify((await ask(await obtainToken(cardea, client), TYPE)).text);
    expect(Object.keys(payload).sort()).toEqual(['aud', 'iat', 'iss', 'token_introspection']);
  });

  test('of a token that is dead or unknown says active: false and no more (§5)', async () => {
    const token = await obtainToken(cardea, client);
    await revoke(cardea, client, token);
    for (const text of [token, 'unknown'])
      expect((await verify((await ask(text, TYPE)).text)).payload.token_introspection).toEqual({ active: false });
  });

  test('is given to whoever asks for it, in any case and among others, and to nobody else (§4)', async () => {
    const token = await obtainToken(cardea, client);
    const typeFor = async (accept: string) => (await ask(token, accept)).headers.get('content-type');
    for (const accept of [
      TYPE.toUpperCase(),
      `application/json, ${TYPE}`,
      `${TYPE};q=0.5, text/plain`,
      ` ${TYPE} ; q=1`,
    ])
      expect(await typeFor(accept)).toBe(TYPE);
    for (const accept of [
      '*/*',
      'application/*',
      'application/json',
      `${TYPE};q=0`,
      `${TYPE}; q=0.000`,
      `x${TYPE}`,
      '',
    ])
      expect(await typeFor(accept)).toBe('application/json');
  });

  test('discovery names the one algorithm that signs it (§7)', async () => {
    const { json } = await send(`${cardea.issuer}/.well-known/oauth-authorization-server`);
    expect(json.introspection_signing_alg_values_supported).toEqual(['PS256']);
  });

  test('errors stay plain JSON, and a response is no credential anywhere (§8.1)', async () => {
    const { headers, json } = await post(cardea.endpoint('introspect'), { token: 'x' }, { accept: TYPE });
    expect([headers.get('content-type'), json.error]).toEqual(['application/json', 'invalid_client']);
    const { text } = await ask(await obtainToken(cardea, client), TYPE);
    expect((await send(`${cardea.issuer}/api/v1/metrics`, { headers: bearer(text) })).status).toBe(401);
    expect((await ask(text, 'application/json')).json).toEqual({ active: false });
    expect((await requestToken(cardea, client)).status).toBe(200);
  });
});
