import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { as, basic, type HeaderFields, post, sendRaw } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const secrets = createSecretWatch();
const GRANT = 'grant_type=client_credentials';
/** Every printable character that a form or Basic treats in a way of its own. */
const CHOSEN = secrets.keep('a:b%41+c d&e=f/g?h#i~"j\\k');
let cardea: RunningCardea;
let basicClient: AddedClient;
let postClient: AddedClient;
let chosenClient: AddedClient;
let publicClient: AddedClient;

const ask = (form: string | Record<string, string>, headers: HeaderFields = {}) =>
  post(cardea.endpoint('token'), form, headers);
const refused = (request: () => ReturnType<typeof post>, status: number, error: string) =>
  expectRefusal(cardea, request, { status, error });

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '10000' } });
  basicClient = await addClient(cardea, { name: 'basic', scope: 'a' });
  postClient = await addClient(cardea, { name: 'post', scope: 'a', authMethod: 'client_secret_post' });
  publicClient = await addClient(cardea, { name: 'public', authMethod: 'none', grants: ['none'] });
  const words = ['clients', 'add', '--name', 'chosen', '--id', 'a.chosen~id', '--scope', 'a', '--secret-file', '-'];
  await cardea.cli(words, { stdin: CHOSEN });
  chosenClient = { clientId: 'a.chosen~id', clientSecret: CHOSEN };
  for (const { clientSecret } of [basicClient, postClient]) secrets.keep(clientSecret);
});

afterAll(() => secrets.stop(cardea));

describe('HTTP Basic (RFC 6749 §2.3.1)', () => {
  test('is accepted with the scheme in any case (parity: cloudentity)', async () => {
    const { authorization = '' } = as(basicClient);
    for (const scheme of ['Basic', 'basic', 'BASIC', 'bAsIc'])
      expect((await ask(GRANT, { authorization: authorization.replace('Basic', scheme) })).status).toBe(200);
  });

  test('both halves are form-decoded: a secret may hold a colon, a plus, a percent and a space', async () => {
    expect((await ask(GRANT, as(chosenClient))).status).toBe(200);
    const percent = (text: string) => encodeURIComponent(text);
    const encoded = btoa(`${percent(chosenClient.clientId)}:${percent(CHOSEN)}`);
    expect((await ask(GRANT, { authorization: `Basic ${encoded}` })).status).toBe(200);
    const raw = btoa(`${chosenClient.clientId}:${CHOSEN}`);
    await refused(() => ask(GRANT, { authorization: `Basic ${raw}` }), 401, 'invalid_client');
  });

  test('client_id beside it must be the same one', async () => {
    const withId = (client_id: string) => ask({ grant_type: 'client_credentials', client_id }, as(basicClient));
    expect((await withId(basicClient.clientId)).status).toBe(200);
    await refused(() => withId(postClient.clientId), 400, 'invalid_request');
  });

  test.each([
    '',
    'Basic',
    'Basic ',
    'Basic !!!',
    `Basic ${btoa('no colon')}`,
    `Basic ${btoa(':secret')}`,
    `Basic ${btoa('a%zz:b')}`,
    `Basic ${btoa('a%ff:b')}`,
    `Basic ${btoa('a\x00:b')}`,
    `Basic ${btoa('\xff\xfe:\xff')}`,
    `Basic ${btoa(`a:${'x'.repeat(8192)}`)}`,
    'Bearer abc',
    'Digest username="a"',
  ])('a header that is none is 401 with a challenge (§5.2): case %#', async (authorization) => {
    const { headers } = await refused(() => ask(GRANT, { authorization }), 401, 'invalid_client');
    expect(headers.get('www-authenticate')).toBe(`Basic realm="${cardea.issuer}", charset="UTF-8"`);
  });

  test('two Authorization headers are not one credential, equal or not', async () => {
    const right = as(basicClient).authorization;
    const wrong = basic('x', 'y').authorization;
    for (const [first, second] of [
      [right, wrong],
      [wrong, right],
      [right, right],
    ]) {
      const { status, text } = await sendRaw(
        cardea,
        [
          'POST /api/v1/oauth/token HTTP/1.1',
          'Host: 127.0.0.1',
          'Connection: close',
          'Content-Type: application/x-www-form-urlencoded',
          `Content-Length: ${GRANT.length}`,
          `Authorization: ${first}`,
          `Authorization: ${second}`,
          '',
          GRANT,
        ].join('\r\n'),
      );
      expect([status, text.includes('invalid_client'), text.includes('cda_at_')]).toEqual([401, true, false]);
    }
  });

  test('raw bytes in the header are 401, never 500', async () => {
    const head = ['POST /api/v1/oauth/token HTTP/1.1', 'Host: a.example', 'Connection: close', 'Content-Length: 0'];
    for (const value of ['Basic \xff\xfe\xfd', '\xff', `Basic ${btoa('a:b')}\xff`])
      expect((await sendRaw(cardea, [...head, `Authorization: ${value}`, '', ''].join('\r\n'))).status).toBe(401);
  });
});

describe('credentials in the body (RFC 6749 §2.3.1; parity: token)', () => {
  const body = ({ clientId, clientSecret }: AddedClient) => ({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });

  test('are for a client that is registered so, and for no other', async () => {
    expect((await ask(body(postClient))).status).toBe(200);
    await refused(() => ask(body(basicClient)), 401, 'invalid_client');
    await refused(() => ask(GRANT, as(postClient)), 401, 'invalid_client');
  });

  test('a client that is refused by one method may try the other at once (parity: x/oauth2)', async () => {
    await refused(() => ask(GRANT, as(postClient)), 401, 'invalid_client');
    expect((await ask(body(postClient))).status).toBe(200);
  });

  test('a secret without a client_id identifies nobody', async () => {
    const form = { grant_type: 'client_credentials', client_secret: postClient.clientSecret };
    const { headers } = await refused(() => ask(form), 401, 'invalid_client');
    expect(headers.get('www-authenticate')).toStartWith('Basic ');
  });

  test('a request without any client is 401 with a challenge (§5.2)', async () => {
    const { headers } = await refused(() => ask(GRANT), 401, 'invalid_client');
    expect(headers.get('www-authenticate')).toStartWith('Basic ');
  });
});

describe('one method a request (RFC 6749 §2.3)', () => {
  test('two at once are refused, right or wrong', async () => {
    const { clientId, clientSecret } = basicClient;
    const assertion = {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'a.b.c',
    };
    for (const extra of [{ client_secret: clientSecret }, { client_secret: 'wrong' }, assertion])
      await refused(
        () => ask({ grant_type: 'client_credentials', client_id: clientId, ...extra }, as(basicClient)),
        400,
        'invalid_request',
      );
    const both = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, ...assertion };
    await refused(() => ask(both), 400, 'invalid_request');
  });

  test('a confidential client that only names itself has proved nothing (§2.1)', async () => {
    const form = { grant_type: 'client_credentials', client_id: basicClient.clientId };
    await refused(() => ask(form), 401, 'invalid_client');
  });

  test('a public client that shows a secret is refused', async () => {
    const { clientId } = publicClient;
    await refused(() => ask(GRANT, basic(clientId, 'x')), 401, 'invalid_client');
    await refused(() => ask(GRANT, basic(clientId, '')), 401, 'invalid_client');
  });
});
