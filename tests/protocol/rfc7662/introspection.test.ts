import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { tracesIn } from '../../harness/beside.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { as, bearer, introspect, obtainToken, post, postJson, revoke, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const secrets = createSecretWatch();
const [OPAQUE, SIGNED] = ['https://opaque.example.com', 'https://jwt.example.com'];
let cardea: RunningCardea;
let client: AddedClient;
let server: AddedClient;
let publicClient: AddedClient;

const tokenOf = async (parameters: Record<string, string> = {}): Promise<string> =>
  secrets.keep(await obtainToken(cardea, client, parameters));

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '10000' } });
  server = await addClient(cardea, { name: 'resource server', grants: ['none'] });
  publicClient = await addClient(cardea, { name: 'public', authMethod: 'none', grants: ['none'] });
  for (const [uri, format] of [
    [OPAQUE, 'opaque'],
    [SIGNED, 'jwt'],
  ] as const)
    await addResource(cardea, { uri, format, introspectors: [server.clientId] });
  client = await addClient(cardea, { name: 'client', scope: 'a b', resources: [OPAQUE, SIGNED] });
  for (const { clientSecret } of [client, server]) secrets.keep(clientSecret);
});

afterAll(() => secrets.stop(cardea));

describe.each([
  ['an opaque token', OPAQUE],
  ['a JWT', SIGNED],
])('introspection of %s', (_, resource) => {
  test('tells its client and its resource server the same (RFC 7662 §2.2; parity: introspection)', async () => {
    const token = await tokenOf({ resource, scope: 'a', expires_in: '600' });
    const [own, theirs] = [await introspect(cardea, client, token), await introspect(cardea, server, token)];
    expect(own.json).toEqual(theirs.json);
    const { iat, exp, jti, ...rest } = theirs.json;
    expect(rest).toEqual({
      active: true,
      scope: 'a',
      client_id: client.clientId,
      token_type: 'Bearer',
      sub: client.clientId,
      aud: resource,
      iss: cardea.issuer,
    });
    expect(Number(exp) - Number(iat)).toBe(600);
    expect(jti).toMatch(/^[\w-]{22}$/);
    expect(own.headers.get('cache-control')).toBe('no-store');
  });

  test('needs a client that proves itself (§2.1)', async () => {
    const token = await tokenOf({ resource });
    const ask = (form: Record<string, string>, headers = {}) => post(cardea.endpoint('introspect'), form, headers);
    for (const request of [
      () => ask({ token }),
      () => ask({ token, client_id: publicClient.clientId }),
      () => ask({ token, client_id: client.clientId }),
      () => ask({ token }, bearer(token)),
      () => ask({ token }, as({ ...server, clientSecret: 'wrong' })),
    ])
      await expectRefusal(cardea, request, { status: 401, error: 'invalid_client' });
  });

  test('ends with the token: revoked is inactive and nothing else (§2.2)', async () => {
    const token = await tokenOf({ resource });
    await revoke(cardea, client, token);
    for (const asker of [client, server])
      expect((await introspect(cardea, asker, token)).json).toEqual({ active: false });
  });

  test('takes the hint as a hint, and JSON as a form', async () => {
    const token = await tokenOf({ resource });
    const form = { token, token_type_hint: 'refresh_token' };
    expect((await post(cardea.endpoint('introspect'), form, as(server))).json.active).toBe(true);
    expect((await postJson(cardea.endpoint('introspect'), form, as(server))).json.active).toBe(true);
  });

  test('writes nothing', async () => {
    const token = await tokenOf({ resource });
    const before = tracesIn(cardea);
    await introspect(cardea, server, token);
    await introspect(cardea, server, 'garbage');
    expect(tracesIn(cardea)).toEqual(before);
  });
});

test('a token without scope has no scope member (RFC 7662 §2.2)', async () => {
  const own = await addClient(cardea, { name: 'own API', grants: ['client_credentials'] });
  const token = secrets.keep(await obtainToken(cardea, own));
  const { json } = await introspect(cardea, own, token);
  expect(json).toMatchObject({ active: true, aud: cardea.issuer });
  expect(json).not.toHaveProperty('scope');
});

test('the token is required: 400 (RFC 7662 §2.1)', async () => {
  for (const form of ['', 'token=', 'x=y'])
    await expectRefusal(cardea, () => post(cardea.endpoint('introspect'), form, as(server)), {
      status: 400,
      error: 'invalid_request',
    });
});

test('GET is refused: tokens do not travel in queries (RFC 7662 §2.1, §4)', async () => {
  const { status, headers } = await send(`${cardea.endpoint('introspect')}?token=x`, { headers: as(server) });
  expect([status, headers.get('allow')]).toEqual([405, 'POST']);
});
