import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { auditAfter, tracesIn } from '../../harness/beside.ts';
import { manage, REDIRECT_URI, type Registered, registered } from '../../harness/dynamic-client.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { as, post } from '../../harness/oauth.ts';
import { addResource } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
let cardea: RunningCardea;

const UNKNOWN = { status: 401, error: 'invalid_token' };

beforeAll(async () => {
  cardea = await startCardea({
    env: { CARDEA_DEMO: 'false', CARDEA_REGISTRATION_BURST: '10000', CARDEA_CREDENTIAL_BURST: '10000' },
  });
});

afterAll(() => cardea.stop());

/** The registration as it was sent, to be sent again with changes. */
const again = ({ id }: Registered, changes: object = {}) => ({
  client_id: id,
  redirect_uris: [REDIRECT_URI],
  ...changes,
});

const authenticates = async ({ id, secret }: Registered): Promise<boolean> => {
  const client = { clientId: id, clientSecret: secret };
  const { status } = await post(cardea.endpoint('introspect'), { token: 'x' }, as(client));
  return status === 200;
};

describe('reading a registration (RFC 7592 §2.1)', () => {
  test('shows what is registered and the token that reads it, and not the secret again', async () => {
    const client = await registered(cardea, { client_name: 'Notes' });
    const { client_secret: _, ...rest } = client.information;
    const reply = await manage(client, 'GET');
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(reply.json).toEqual(rest);
  });

  test('is for the token of this very client alone', async () => {
    const [client, other] = [await registered(cardea), await registered(cardea)];
    for (const token of [other.token, client.secret, `${client.token}x`, 'x', ''])
      await expectRefusal(cardea, () => manage({ uri: client.uri, token }, 'GET'), UNKNOWN);
    for (const uri of [`${cardea.endpoint('register')}/nobody`, `${cardea.endpoint('register')}/%ff`])
      await expectRefusal(cardea, () => manage({ uri, token: client.token }, 'GET'), UNKNOWN);
    expect((await manage(client, 'GET')).status).toBe(200);
  });

  test('is not for a client that is switched off', async () => {
    const client = await registered(cardea);
    await cardea.cli(['clients', 'mod', client.id, '--disable']);
    await expectRefusal(cardea, () => manage(client, 'GET'), UNKNOWN);
    await expectRefusal(cardea, () => manage(client, 'PUT', again(client)), UNKNOWN);
  });
});

describe('replacing a registration (RFC 7592 §2.2)', () => {
  test('takes away what is left out, and keeps the secret', async () => {
    const client = await registered(cardea, { client_name: 'Notes', contacts: ['ada@app.example'], scope: 'openid' });
    const before = tracesIn(cardea);
    const reply = await manage(client, 'PUT', again(client, { redirect_uris: ['https://app.example/new'] }));
    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({ redirect_uris: ['https://app.example/new'], client_name: 'app.example' });
    expect(reply.json).not.toHaveProperty('contacts');
    expect(reply.json).not.toHaveProperty('client_secret');
    expect(await authenticates(client)).toBe(true);
    expect(auditAfter(cardea, before.audit)).toMatchObject([{ action: 'client.updated', target: client.id }]);
  });

  test('replaces the token: the old one is worth nothing from then on', async () => {
    const client = await registered(cardea);
    const { json } = await manage(client, 'PUT', again(client));
    expect(json.registration_access_token).not.toBe(client.token);
    await expectRefusal(cardea, () => manage(client, 'GET'), UNKNOWN);
    expect((await manage({ ...client, token: String(json.registration_access_token) }, 'GET')).status).toBe(200);
  });

  test('of many updates at once with one token, one is done', async () => {
    const client = await registered(cardea);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        manage(client, 'PUT', again(client, { redirect_uris: [`https://app.example/${index}`] })),
      ),
    );
    const [done, second] = replies.filter(({ status }) => status === 200);
    expect(second).toBeUndefined();
    const token = String(done?.json.registration_access_token);
    expect((await manage({ ...client, token }, 'GET')).json.redirect_uris).toEqual(done?.json.redirect_uris);
  });

  test('judges every member as a first registration does, and writes nothing where one is wrong', async () => {
    const client = await registered(cardea);
    for (const [changes, error] of [
      [{ redirect_uris: ['http://app.example/cb'] }, 'invalid_redirect_uri'],
      [{ redirect_uris: [] }, 'invalid_redirect_uri'],
      [{ logo_uri: 'https://bank.example/logo' }, 'invalid_client_metadata'],
      [{ client_name: 'Bank\u202egpj' }, 'invalid_client_metadata'],
      [{ token_endpoint_auth_method: 'private_key_jwt' }, 'invalid_client_metadata'],
      [{ subject_type: 'secret' }, 'invalid_client_metadata'],
      [{ client_id: 'another' }, 'invalid_client_metadata'],
      [{ client_id: undefined }, 'invalid_client_metadata'],
      [{ client_secret: 'a secret of my own choice, which is long' }, 'invalid_client_metadata'],
      [{ registration_access_token: client.token }, 'invalid_client_metadata'],
      [{ client_id_issued_at: 1 }, 'invalid_client_metadata'],
    ] as const)
      await expectRefusal(cardea, () => manage(client, 'PUT', again(client, changes)), { status: 400, error });
    expect((await manage(client, 'PUT', again(client, { client_secret: client.secret }))).status).toBe(200);
  });

  test('gives no more than a registration does, and takes nothing that an operator gave', async () => {
    const client = await registered(cardea, { scope: 'openid' });
    await cardea.cli(['clients', 'mod', client.id, '--add-scope', 'given', '--token-ttl', '10m']);
    const reply = await manage(
      client,
      'PUT',
      again(client, { scope: 'openid given metrics', grant_types: ['authorization_code', 'client_credentials'] }),
    );
    expect(reply.json).toMatchObject({ scope: 'openid given', grant_types: ['authorization_code'] });
    const shown = await cardea.cli(['clients', 'show', client.id, '--json']);
    expect(shown.json<object>()).toMatchObject({ access_token_ttl: 600 });
  });

  test('a method with another kind of secret comes with a new one', async () => {
    const client = await registered(cardea);
    const none = await manage(client, 'PUT', again(client, { token_endpoint_auth_method: 'none' }));
    expect(none.json).not.toHaveProperty('client_secret_expires_at');
    const token = String(none.json.registration_access_token);
    const back = await manage({ ...client, token }, 'PUT', again(client));
    const secret = String(back.json.client_secret);
    expect([secret.slice(0, 7), back.json.client_secret_expires_at]).toEqual(['cda_cs_', 0]);
    expect(await authenticates({ ...client, secret })).toBe(true);
    expect(await authenticates(client)).toBe(false);
  });
});

describe('removing a registration (RFC 7592 §2.3)', () => {
  test('removes the client and its tokens', async () => {
    const client = await registered(cardea);
    const before = tracesIn(cardea);
    const reply = await manage(client, 'DELETE');
    expect([reply.status, reply.text]).toEqual([204, '']);
    expect(auditAfter(cardea, before.audit)).toMatchObject([{ action: 'client.deleted', target: client.id }]);
    expect(await authenticates(client)).toBe(false);
    await expectRefusal(cardea, () => manage(client, 'DELETE'), UNKNOWN);
  });

  test('is refused to a client that serves a resource', async () => {
    const client = await registered(cardea);
    await addResource(cardea, { uri: 'https://served.example', introspectors: [client.id] });
    await expectRefusal(cardea, () => manage(client, 'DELETE'), { status: 403, error: 'access_denied' });
    expect(await authenticates(client)).toBe(true);
  });

  test('other methods are refused with those there are (RFC 9110 §15.5.6)', async () => {
    const client = await registered(cardea);
    const response = await fetch(client.uri, { method: 'PATCH' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, PUT, DELETE, OPTIONS']);
    expect((await fetch(cardea.endpoint('register'))).status).toBe(405);
  });
});
