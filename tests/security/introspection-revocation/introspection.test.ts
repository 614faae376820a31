import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { decodeJwt, SignJWT } from 'jose';
import { createClientKey, rawJwt } from '../../harness/assertions.ts';
import { auditAfter, tracesIn } from '../../harness/beside.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { as, basic, bearer, type Form, introspect, obtainToken, post, revoke, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const [RS1_API, RS2_API, JWT_API] = ['https://api1.example', 'https://api2.example', 'https://jwt.example'];
const secrets = createSecretWatch();
let cardea: RunningCardea;
let web: AddedClient;
let evil: AddedClient;
let spa: AddedClient;
let rs1: AddedClient;
let rs2: AddedClient;

const tokenOf = async (resource = RS1_API): Promise<string> =>
  secrets.keep(await obtainToken(cardea, web, { resource }));
const seenBy = async (client: AddedClient, token: string): Promise<unknown> =>
  (await introspect(cardea, client, token)).json;
const isActive = async (token: string): Promise<unknown> => (await introspect(cardea, web, token)).json.active;
const at = (endpoint: string, form: Form, headers = as(web)) => post(cardea.endpoint(endpoint), form, headers);
const INACTIVE = { active: false };

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '100000' } });
  [rs1, rs2] = [
    await addClient(cardea, { name: 'RS1', grants: ['none'] }),
    await addClient(cardea, { name: 'RS2', grants: ['none'] }),
  ];
  spa = await addClient(cardea, { name: 'SPA', authMethod: 'none', grants: ['none'] });
  evil = await addClient(cardea, { name: 'EVIL', scope: 'a' });
  await addResource(cardea, { uri: RS1_API, format: 'opaque', introspectors: [rs1.clientId] });
  await addResource(cardea, { uri: RS2_API, format: 'opaque', introspectors: [rs2.clientId] });
  await addResource(cardea, { uri: JWT_API, format: 'jwt', introspectors: [rs1.clientId] });
  web = await addClient(cardea, { name: 'WEB', scope: 'a metrics', resources: [RS1_API, RS2_API, JWT_API] });
  for (const { clientSecret } of [rs1, rs2, evil, web]) secrets.keep(clientSecret);
});

afterAll(() => secrets.stop(cardea));

describe('S063: who may look at a token', () => {
  test('nobody without credentials, and no public client: 401', async () => {
    const token = await tokenOf();
    for (const [form, headers] of [
      [{ token }, {}],
      [{ token, client_id: spa.clientId }, {}],
      [{ token }, basic(spa.clientId, '')],
      [{ token, client_id: web.clientId }, {}],
      [{ token }, bearer(token)],
      [{ token }, { 'x-auth-token': token }],
      [{ token }, basic(rs1.clientId, rs2.clientSecret)],
    ] as const)
      await expectRefusal(cardea, () => at('introspect', { ...form }, { ...headers }), {
        status: 401,
        error: 'invalid_client',
      });
  });

  test('a server of another resource, and another client, see active: false and nothing else', async () => {
    for (const resource of [RS1_API, JWT_API]) {
      const token = await tokenOf(resource);
      expect(await seenBy(rs1, token)).toMatchObject({ active: true, aud: resource });
      for (const stranger of [rs2, evil]) expect(await seenBy(stranger, token)).toEqual(INACTIVE);
    }
  });

  test('a token for several APIs is seen by the server of each', async () => {
    const both = new URLSearchParams([
      ['resource', RS1_API],
      ['resource', RS2_API],
    ]);
    const token = secrets.keep(await obtainToken(cardea, web, both));
    for (const server of [rs1, rs2]) expect(await seenBy(server, token)).toMatchObject({ active: true });
    expect(await seenBy(evil, token)).toEqual(INACTIVE);
  });

  test('the answer for a token that is not theirs is the same as for garbage, byte for byte', async () => {
    const [foreign, garbage] = [
      await introspect(cardea, rs2, await tokenOf()),
      await introspect(cardea, rs2, 'garbage'),
    ];
    expect(foreign.text).toBe(garbage.text);
    expect([...foreign.headers.keys()].sort()).toEqual([...garbage.headers.keys()].sort());
  });
});

describe('S064: what is no token', () => {
  const shapes = async (): Promise<readonly string[]> => {
    const jwt = await tokenOf(JWT_API);
    const claims = decodeJwt(jwt);
    const stranger = await createClientKey('ES256', 'stranger');
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'stranger' })
      .sign(stranger.privateKey);
    const opaque = await tokenOf();
    return [
      forged,
      rawJwt({ alg: 'none', typ: 'at+jwt' }, claims),
      rawJwt({ alg: 'none', typ: 'JWT' }, { iss: cardea.issuer, sub: 'alice', aud: web.clientId, nonce: 'x' }),
      opaque.replace('cda_at_', 'cda_rt_'),
      opaque.slice(0, 40),
      `${opaque.slice(0, 40)}${'A'.repeat(37)}`,
      opaque.toLowerCase(),
      ` ${opaque}`,
      `${opaque}\t`,
      web.clientSecret,
      'unknown',
      "' OR 1=1 --",
      '%',
      '🗝',
      'null',
      '[object Object]',
      'x'.repeat(60_000),
    ];
  };

  test('is inactive at introspection, and revokes nothing at revocation', async () => {
    const living = await tokenOf(JWT_API);
    for (const token of await shapes()) {
      const before = tracesIn(cardea);
      const about = await at('introspect', { token });
      expect([about.status, about.json]).toEqual([200, INACTIVE]);
      const revoked = await at('revoke', { token });
      expect([revoked.status, revoked.text]).toEqual([200, '']);
      expect(tracesIn(cardea)).toEqual(before);
    }
    expect(await isActive(living)).toBe(true);
  });

  test('an expired, a revoked and a removed token are inactive, and revoking them again is 200 without an entry', async () => {
    const token = await tokenOf();
    await revoke(cardea, web, token);
    const before = tracesIn(cardea);
    expect((await revoke(cardea, web, token)).status).toBe(200);
    expect(await seenBy(rs1, token)).toEqual(INACTIVE);
    expect(tracesIn(cardea)).toEqual(before);
  });

  test.each(['introspect', 'revoke'])(
    'at /%s: a missing or empty token is 400, a megabyte 413, raw bytes 400',
    async (endpoint) => {
      const refusals: readonly [Form, number][] = [
        ['', 400],
        ['token=', 400],
        ['token=&token=x', 400],
        ['tokens=x', 400],
        [`token=${'x'.repeat(1_000_000)}`, 413],
        [new Uint8Array([0x74, 0x6f, 0x6b, 0x65, 0x6e, 0x3d, 0xff, 0x00, 0xfe]), 400],
        ['token=%00', 400],
        ['token=%ff', 400],
      ];
      for (const [form, status] of refusals)
        await expectRefusal(cardea, () => at(endpoint, form), { status, error: 'invalid_request' });
    },
  );
});

describe('S065: who may revoke a token', () => {
  test("another client does not, nor does a resource server: 200, and WEB's token stays", async () => {
    for (const resource of [RS1_API, JWT_API]) {
      const token = await tokenOf(resource);
      const before = tracesIn(cardea);
      for (const stranger of [evil, rs1]) expect((await revoke(cardea, stranger, token)).status).toBe(200);
      expect((await at('revoke', { token, client_id: spa.clientId }, {})).status).toBe(200);
      expect(tracesIn(cardea)).toEqual(before);
      expect(await isActive(token)).toBe(true);
    }
  });

  test('a public client ends its own without a secret', async () => {
    const turned = await addClient(cardea, { name: 'turned public', scope: 'metrics' });
    const token = secrets.keep(await obtainToken(cardea, turned));
    const words = ['clients', 'mod', turned.clientId, '--auth-method', 'none', '--grant', 'none', '--json'];
    await cardea.cli(words);
    const read = () => send(`${cardea.issuer}/api/v1/metrics`, { headers: bearer(token) });
    expect((await read()).status).toBe(200);
    expect((await at('revoke', { token, client_id: spa.clientId }, {})).status).toBe(200);
    expect((await read()).status).toBe(200);
    expect((await at('revoke', { token, client_id: turned.clientId }, {})).status).toBe(200);
    expect((await read()).status).toBe(401);
  });

  test('a hint is only a hint', async () => {
    for (const token_type_hint of ['refresh_token', 'id_token', 'x'.repeat(1000), "' OR 1=1"]) {
      const token = await tokenOf();
      expect((await at('introspect', { token, token_type_hint })).json.active).toBe(true);
      expect((await at('revoke', { token, token_type_hint })).status).toBe(200);
      expect(await isActive(token)).toBe(false);
    }
  });
});

describe('S066: after a revocation', () => {
  test('only that token is dead, its client goes on, and a repeated one is 200', async () => {
    const [dead, alive] = [await tokenOf(), await tokenOf()];
    const { audit } = tracesIn(cardea);
    for (let i = 0; i < 3; i++) expect((await revoke(cardea, web, dead)).status).toBe(200);
    expect(auditAfter(cardea, audit).length).toBe(1);
    expect([await isActive(dead), await isActive(alive), await isActive(await tokenOf())]).toEqual([false, true, true]);
  });

  test('all tokens of a client end by one command, and by one audit entry', async () => {
    const tokens = [await tokenOf(), await tokenOf(RS2_API), await tokenOf(JWT_API)];
    const foreign = secrets.keep(await obtainToken(cardea, evil));
    const { audit } = tracesIn(cardea);
    await cardea.cli(['clients', 'reset', web.clientId, '--tokens', '--json']);
    for (const token of tokens) expect(await isActive(token)).toBe(false);
    expect(await seenBy(evil, foreign)).toMatchObject({ active: true });
    expect(auditAfter(cardea, audit)).toMatchObject([{ action: 'access_tokens.revoked' }]);
    expect(await isActive(await tokenOf())).toBe(true);
  });
});
