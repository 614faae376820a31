import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { as, bearer, type HeaderFields, obtainToken, revoke, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const secrets = createSecretWatch();
const OTHER = 'https://other.example.com';
let cardea: RunningCardea;
let client: AddedClient;
let token: string;
let realm: string;

const read = (headers: HeaderFields, query = '', method = 'GET') =>
  send(`${cardea.issuer}/api/v1/metrics${query}`, { method, headers });
const challengeOf = async (headers: HeaderFields, query = ''): Promise<string> =>
  (await read(headers, query)).headers.get('www-authenticate') ?? '';

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '10000' } });
  await addResource(cardea, { uri: OTHER, format: 'opaque' });
  client = await addClient(cardea, {
    name: 'reader',
    scope: 'metrics other',
    resources: [cardea.issuer, OTHER],
  });
  token = secrets.keep(await obtainToken(cardea, client, { resource: cardea.issuer }));
  realm = `Bearer realm="${cardea.issuer}"`;
});

afterAll(() => secrets.stop(cardea));

describe('a token is presented (RFC 6750 §2)', () => {
  test('as Authorization: Bearer in any case, or X-Auth-Token (§2.1; parity: token headers)', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER', 'bEaReR'])
      expect((await read({ authorization: `${scheme} ${token}` })).status).toBe(200);
    expect((await read({ 'x-auth-token': token })).status).toBe(200);
    expect((await read(bearer(token), '', 'HEAD')).status).toBe(200);
  });

  test('for the metrics: Prometheus text for a token with scope metrics (parity: metrics)', async () => {
    const { headers, text } = await read(bearer(token));
    expect(headers.get('content-type')).toStartWith('text/plain');
    expect(headers.get('cache-control')).toContain('no-store');
    expect(text).toContain('# TYPE ');
    expect(text).not.toContain(token.slice(30));
  });

  test('never in the query, even beside a good one (§2.3; RFC 9700 §4.3.2)', async () => {
    for (const headers of [{}, bearer(token)]) {
      const { status, json } = await read(headers, `?access_token=${token}`);
      expect([status, json.error]).toEqual([400, 'invalid_request']);
    }
  });

  test('by one way a request: two are refused (§2)', async () => {
    for (const headers of [
      { ...bearer(token), 'x-auth-token': token },
      { ...bearer(token), 'x-auth-token': 'other' },
      { 'x-auth-token': `${token}, ${token}` },
    ]) {
      const { status, json } = await read(headers);
      expect([status, json.error]).toEqual([400, 'invalid_request']);
    }
  });
});

describe('the challenge (RFC 6750 §3)', () => {
  test('without credentials it names the realm and the metadata, and no error (§3.1)', async () => {
    for (const headers of [{}, as(client)]) {
      const reply = await read(headers);
      expect(reply.status).toBe(401);
      const challenge = reply.headers.get('www-authenticate') ?? '';
      expect(challenge).toStartWith(realm);
      expect(challenge).toContain(`resource_metadata="${cardea.issuer}/.well-known/oauth-protected-resource"`);
      expect(challenge).not.toContain('error=');
    }
  });

  test('of a bad token: 401 invalid_token, the same words for unknown, malformed and revoked (§3.1)', async () => {
    const dead = secrets.keep(await obtainToken(cardea, client, { resource: cardea.issuer }));
    await revoke(cardea, client, dead);
    const elsewhere = secrets.keep(await obtainToken(cardea, client, { resource: OTHER, scope: 'metrics' }));
    const replies = await Promise.all(
      [dead, elsewhere, 'x', 'a.b.c', `${token}x`, `${token.slice(0, -1)}_`].map((text) => read(bearer(text))),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([401]));
    expect(new Set(replies.map(({ json }) => json.error_description)).size).toBe(1);
    expect(new Set(replies.map(({ headers }) => headers.get('www-authenticate'))).size).toBe(1);
    expect(await challengeOf(bearer(dead))).toContain('error="invalid_token"');
  });

  test('of too little scope: 403 insufficient_scope and the scope that is needed (§3.1)', async () => {
    const weak = secrets.keep(await obtainToken(cardea, client, { resource: cardea.issuer, scope: 'other' }));
    const { status, json, headers } = await read(bearer(weak));
    expect([status, json.error]).toEqual([403, 'insufficient_scope']);
    expect(headers.get('www-authenticate')).toContain('error="insufficient_scope"');
    expect(headers.get('www-authenticate')).toContain('scope="metrics"');
  });

  test('a client secret, a client assertion or a refresh handle opens nothing', async () => {
    for (const text of [client.clientSecret, token.replace('cda_at_', 'cda_rt_'), token.replace('cda_at_', 'cda_cs_')])
      expect((await read(bearer(text))).status).toBe(401);
  });

  test('all refusals are never stored, and say no more than their words', async () => {
    for (const headers of [{}, bearer('x'), { ...bearer(token), 'x-auth-token': token }]) {
      const reply = await read(headers);
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect(Object.keys(reply.json).sort()).toEqual(['error', 'error_description', 'request_id']);
    }
  });
});
