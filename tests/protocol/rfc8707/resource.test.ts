import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { as, introspect, obtainToken, postJson, requestToken } from '../../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const secrets = createSecretWatch();
const A = 'https://a.example.com';
const B = 'https://b.example.com/path?x=y';
const JWT = 'https://jwt.example.com';
const FOREIGN = 'https://foreign.example.com';
let cardea: RunningCardea;
let client: AddedClient;
let ownApiClient: AddedClient;

const ask = (...pairs: readonly (readonly [string, string])[]) =>
  requestToken(cardea, client, new URLSearchParams(pairs.map(([name, value]) => [name, value])));
const aboutToken = async (...pairs: readonly (readonly [string, string])[]) => {
  const { status, json } = await ask(...pairs);
  expect(status).toBe(200);
  return (await introspect(cardea, client, secrets.keep(String(json.access_token)))).json;
};
const refused = (error: string, ...pairs: readonly (readonly [string, string])[]) =>
  expectRefusal(cardea, () => ask(...pairs), { status: 400, error });

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '10000' } });
  await addResource(cardea, { uri: A, format: 'opaque', scope: 'a:read shared', words: ['--token-ttl', '10m'] });
  await addResource(cardea, { uri: B, format: 'opaque', scope: 'b:read shared', words: ['--token-ttl', '5m'] });
  await addResource(cardea, { uri: JWT, format: 'jwt' });
  await addResource(cardea, { uri: FOREIGN, format: 'opaque' });
  client = await addClient(cardea, { name: 'client', scope: 'a:read b:read shared other', resources: [A, B, JWT] });
  ownApiClient = await addClient(cardea, { name: 'no resources', scope: 'metrics' });
  for (const { clientSecret } of [client, ownApiClient]) secrets.keep(clientSecret);
});

afterAll(() => secrets.stop(cardea));

describe('the resource parameter (RFC 8707 §2)', () => {
  test('names the audience, letter by letter', async () => {
    expect(await aboutToken(['resource', A])).toMatchObject({ aud: A });
    expect(await aboutToken(['resource', B])).toMatchObject({ aud: B });
    for (const uri of [`${A}/`, A.toUpperCase(), 'https://A.example.com', `${B}&z`, 'https://b.example.com/path'])
      await refused('invalid_target', ['resource', uri]);
  });

  test('may be repeated: one token for several APIs (§2.2)', async () => {
    expect(await aboutToken(['resource', A], ['resource', B])).toMatchObject({ aud: [A, B] });
    expect(await aboutToken(['resource', A], ['resource', A])).toMatchObject({ aud: A });
    const json = { grant_type: 'client_credentials', resource: [A, B] };
    const reply = await postJson(cardea.endpoint('token'), json, as(client));
    expect((await introspect(cardea, client, String(reply.json.access_token))).json.aud).toEqual([A, B]);
  });

  test('has a synonym: audience that selects the API and its token format (parity: Auth0)', async () => {
    expect(await aboutToken(['audience', A])).toMatchObject({ aud: A });
    expect(await aboutToken(['resource', A], ['audience', B])).toMatchObject({ aud: [A, B] });
    expect((await ask(['audience', JWT])).json.access_token).toStartWith('eyJ');
    expect((await ask(['audience', A])).json.access_token).toStartWith('cda_at_');
  });

  test("without it: the client's first resource, or Cardea's own API for a client without resources", async () => {
    expect(await aboutToken()).toMatchObject({ aud: A });
    const token = secrets.keep(await obtainToken(cardea, ownApiClient));
    expect((await introspect(cardea, ownApiClient, token)).json.aud).toBe(cardea.issuer);
  });

  test.each([
    'https://a.example.com#',
    'https://a.example.com#f',
    'a.example.com',
    '/path',
    'https://',
    'urn:',
    'https://a example.com',
    `https://a.example.com/${'x'.repeat(2048)}`,
  ])('is an absolute URI without a fragment, else invalid_target: case %#', async (uri) => {
    await refused('invalid_target', ['resource', uri]);
  });

  test('unknown, foreign and disabled resources are refused alike', async () => {
    const replies = await Promise.all(
      [FOREIGN, 'https://unknown.example.com', cardea.issuer].map((uri) => ask(['resource', uri])),
    );
    expect(new Set(replies.map(({ json }) => json.error_description)).size).toBe(1);
    await refused('invalid_target', ['resource', FOREIGN]);
    await refused('invalid_target', ['resource', A], ['resource', FOREIGN]);
  });

  test('APIs that take different kinds of tokens are asked for one at a time (§2.2)', async () => {
    await refused('invalid_target', ['resource', A], ['resource', JWT]);
  });

  test('more than sixteen are refused (design D6)', async () => {
    const many = Array.from({ length: 17 }, (_, index) => ['resource', `https://r${index}.example.com`] as const);
    await refused('invalid_target', ...many);
  });
});

describe('scope and lifetime follow the resource', () => {
  test('only scopes that mean something there are granted by default, and may be asked for', async () => {
    expect(await aboutToken(['resource', A])).toMatchObject({ scope: 'a:read shared' });
    expect(await aboutToken(['resource', A], ['resource', B])).toMatchObject({ scope: 'a:read b:read shared' });
    expect(await aboutToken(['resource', JWT])).toMatchObject({ scope: 'a:read b:read shared other' });
    await refused('invalid_scope', ['resource', A], ['scope', 'b:read']);
    await refused('invalid_scope', ['resource', A], ['scope', 'a:read other']);
  });

  test('the shortest lifetime of the APIs counts', async () => {
    expect((await ask(['resource', A])).json.expires_in).toBe(600);
    expect((await ask(['resource', A], ['resource', B])).json.expires_in).toBe(300);
    expect((await ask(['resource', JWT])).json.expires_in).toBe(3600);
  });
});
