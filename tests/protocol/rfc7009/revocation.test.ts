import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { auditAfter, tracesIn } from '../../harness/beside.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import {
  as,
  basic,
  bearer,
  type HeaderFields,
  introspect,
  obtainToken,
  post,
  postJson,
  revoke,
  send,
} from '../../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const secrets = createSecretWatch();
const API = 'https://api.example.com';
const SIGNED = 'https://jwt.example.com';
let cardea: RunningCardea;
let client: AddedClient;
let stranger: AddedClient;

const tokenOf = async (resource?: string): Promise<string> =>
  secrets.keep(await obtainToken(cardea, client, resource === undefined ? {} : { resource }));
const isActive = async (token: string): Promise<unknown> => (await introspect(cardea, client, token)).json.active;
const end = (form: string | Record<string, string>, headers: HeaderFields) =>
  post(cardea.endpoint('revoke'), form, headers);

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '10000' } });
  await addResource(cardea, { uri: API, format: 'opaque' });
  await addResource(cardea, { uri: SIGNED, format: 'jwt' });
  client = await addClient(cardea, { name: 'client', scope: 'a metrics', resources: [API, SIGNED] });
  stranger = await addClient(cardea, { name: 'stranger', scope: 'a' });
  for (const { clientSecret } of [client, stranger]) secrets.keep(clientSecret);
});

afterAll(() => secrets.stop(cardea));

describe.each([
  ['an opaque token', API],
  ['a JWT', SIGNED],
])('revocation of %s by its client (RFC 7009 §2.1)', (_, resource) => {
  test('is 200 with an empty body and nothing cached; the token is dead at once, others live', async () => {
    const [token, other] = [await tokenOf(resource), await tokenOf(resource)];
    const { status, text, headers } = await revoke(cardea, client, token);
    expect([status, text, headers.get('cache-control')]).toEqual([200, '', 'no-store']);
    expect([await isActive(token), await isActive(other)]).toEqual([false, true]);
  });

  test('leaves one audit entry, however often it is repeated (INV5; §2.2)', async () => {
    const token = await tokenOf(resource);
    const { audit } = tracesIn(cardea);
    for (let i = 0; i < 3; i++) expect((await revoke(cardea, client, token)).status).toBe(200);
    expect(auditAfter(cardea, audit)).toMatchObject([
      { action: 'access_token.revoked', actor: { kind: 'client', id: client.clientId } },
    ]);
  });

  test('a hint is only a hint: right, wrong or unknown', async () => {
    for (const token_type_hint of ['access_token', 'refresh_token', 'no such thing', '']) {
      const token = await tokenOf(resource);
      expect((await end({ token, token_type_hint }, as(client))).status).toBe(200);
      expect(await isActive(token)).toBe(false);
    }
  });

  test("another client's token is 200 and stays (§2.1)", async () => {
    const token = await tokenOf(resource);
    const before = tracesIn(cardea);
    expect((await revoke(cardea, stranger, token)).status).toBe(200);
    expect(tracesIn(cardea)).toEqual(before);
    expect(await isActive(token)).toBe(true);
  });

  test('an altered token revokes nothing', async () => {
    const token = await tokenOf(resource);
    const before = tracesIn(cardea);
    for (const text of [`${token}x`, token.slice(0, -1), token.toUpperCase(), `${token.slice(0, -4)}AAAA`])
      expect((await revoke(cardea, client, text)).status).toBe(200);
    expect(tracesIn(cardea)).toEqual(before);
    expect(await isActive(token)).toBe(true);
  });

  // The row of the parity list: by the token in the request's own header, without client authentication.
  describe('by the token in the header of the request (parity: revoke)', () => {
    const ways: readonly [string, (token: string) => HeaderFields][] = [
      ['Authorization: Bearer', bearer],
      ['Authorization: BEARER', (token) => ({ authorization: `BEARER ${token}` })],
      ['X-Auth-Token', (token) => ({ 'x-auth-token': token })],
    ];

    test.each(ways)('%s', async (_name, headersFor) => {
      const [token, other] = [await tokenOf(resource), await tokenOf(resource)];
      const { audit } = tracesIn(cardea);
      const { status, text } = await send(cardea.endpoint('revoke'), { method: 'POST', headers: headersFor(token) });
      expect([status, text]).toEqual([200, '']);
      expect([await isActive(token), await isActive(other)]).toEqual([false, true]);
      expect(auditAfter(cardea, audit)).toMatchObject([{ action: 'access_token.revoked' }]);
    });

    test('the same token may be named in the body too; a form and JSON are read alike', async () => {
      const [first, second] = [await tokenOf(resource), await tokenOf(resource)];
      expect((await end({ token: first, token_type_hint: 'access_token' }, bearer(first))).status).toBe(200);
      const headers = { 'x-auth-token': second };
      expect((await postJson(cardea.endpoint('revoke'), { token: second }, headers)).status).toBe(200);
      expect([await isActive(first), await isActive(second)]).toEqual([false, false]);
    });

    test('another token in the body, or client credentials beside it, are refused: nobody is told that all is done', async () => {
      const [token, other] = [await tokenOf(resource), await tokenOf(resource)];
      const { clientId: client_id, clientSecret: client_secret } = client;
      const wrong = { status: 400, error: 'invalid_request' };
      for (const request of [
        () => end({ token: other }, bearer(token)),
        () => end({ token: other }, { 'x-auth-token': token }),
        () => end({ token }, { ...as(client), 'x-auth-token': token }),
        () => end({ token, client_id, client_secret }, bearer(token)),
        () => end({ client_assertion: 'a.b.c' }, bearer(token)),
        () => end('', { ...bearer(token), 'x-auth-token': token }),
        () => end('', { ...bearer(token), 'x-auth-token': other }),
        () => end('', { 'x-auth-token': `${token}, ${other}` }),
        () => post(`${cardea.endpoint('revoke')}?access_token=${token}`, '', {}),
      ])
        await expectRefusal(cardea, request, wrong);
      expect([await isActive(token), await isActive(other)]).toEqual([true, true]);
    });
  });
});

describe('what is not there to be revoked (RFC 7009 §2.2)', () => {
  test.each(['unknown', 'cda_at_garbage', 'a.b.c', 'x'.repeat(20_000), '✓'])('is 200: case %#', async (token) => {
    const before = tracesIn(cardea);
    expect((await revoke(cardea, client, token)).status).toBe(200);
    expect(tracesIn(cardea)).toEqual(before);
  });

  test('in the header too, whoever asks', async () => {
    expect((await end('', bearer('unknown'))).status).toBe(200);
    expect((await end('', { 'x-auth-token': 'cda_at_garbage' })).status).toBe(200);
  });
});

describe('a request that is refused (RFC 7009 §2.1)', () => {
  const refused = (request: () => ReturnType<typeof post>, status: number, error: string) =>
    expectRefusal(cardea, request, { status, error });

  test('without a token: 400; without a client, or with a wrong one: 401', async () => {
    const token = await tokenOf();
    await refused(() => end('', as(client)), 400, 'invalid_request');
    await refused(() => end('token=', as(client)), 400, 'invalid_request');
    await refused(() => end({ token }, {}), 401, 'invalid_client');
    await refused(() => end({ token }, basic(client.clientId, 'wrong')), 401, 'invalid_client');
    await refused(() => end({ token, client_id: client.clientId }, {}), 401, 'invalid_client');
    expect(await isActive(token)).toBe(true);
  });

  test('two tokens at once: 400', async () => {
    const [one, two] = [await tokenOf(), await tokenOf()];
    await refused(() => end(`token=${one}&token=${two}`, as(client)), 400, 'invalid_request');
    expect([await isActive(one), await isActive(two)]).toEqual([true, true]);
  });

  test('GET is no way to revoke', async () => {
    const token = await tokenOf();
    const { status } = await send(`${cardea.endpoint('revoke')}?token=${token}`, { headers: as(client) });
    expect([status, await isActive(token)]).toEqual([405, true]);
  });
});

test('a token that the operator made is ended by whoever holds it', async () => {
  const { access_token } = (await cardea.cli(['auth', 'add', '--name', 'mine', '--scope', 'metrics', '--json'])).json<{
    access_token: string;
  }>();
  secrets.keep(access_token);
  const metrics = () => send(`${cardea.issuer}/api/v1/metrics`, { headers: bearer(access_token) });
  expect((await metrics()).status).toBe(200);
  expect((await end('', bearer(access_token))).status).toBe(200);
  expect((await metrics()).status).toBe(401);
});
