// S123: which pages of other origins may call what (Fetch standard, CORS)
import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { as, type HeaderFields, type Reply, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { FORM } from './form.ts';

const LISTED = 'https://spa.example';
const OTHERS = [
  'null',
  'https://spa.example.evil.example',
  'https://evil.example',
  'https://evilspa.example',
  'https://sub.spa.example',
  'http://spa.example',
  'https://spa.example:8443',
  'https://spa.example:443',
  'https://SPA.example',
  'https://spa.example/',
  'https://spa.example.',
  'https://spa%2eexample',
  `${LISTED}, https://evil.example`,
  `${LISTED} https://evil.example`,
  '*',
  'file://',
  '',
];
const CROSS = ['token', 'revoke'] as const;

let cardea: RunningCardea;
let client: AddedClient;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_CORS_ORIGINS: `${LISTED},https://second.example` } });
  client = await addClient(cardea, { name: 'origins', scope: 'a' });
});
afterAll(() => cardea.stop());

const post = (name: string, headers: HeaderFields, body = 'grant_type=client_credentials&token=x'): Promise<Reply> =>
  send(cardea.endpoint(name), { method: 'POST', headers: { 'content-type': FORM, ...headers }, body });

const preflight = (url: string, origin: string, headers: HeaderFields = {}): Promise<Reply> =>
  send(url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', ...headers } });

const allowed = ({ headers }: Reply): readonly string[] =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-'));

describe.each(CROSS)('%s', (name) => {
  test('answers a listed origin, and says that the answer is for it alone', async () => {
    for (const reply of [await post(name, { ...as(client), origin: LISTED }), await post(name, { origin: LISTED })]) {
      expect(reply.headers.get('access-control-allow-origin')).toBe(LISTED);
      expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
      expect(reply.headers.get('vary')).toBe('Origin');
    }
  });

  test('lets a listed origin ask before', async () => {
    const reply = await preflight(cardea.endpoint(name), LISTED, { 'access-control-request-headers': 'authorization' });
    expect([reply.status, reply.text]).toEqual([204, '']);
    expect(reply.headers.get('access-control-allow-origin')).toBe(LISTED);
    expect(reply.headers.get('access-control-allow-methods')).toBe('POST');
    expect(reply.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
    expect(reply.headers.get('vary')).toBe('Origin');
  });

  test.each(OTHERS)('says nothing to the origin %p', async (origin) => {
    const replies = [
      await post(name, { ...as(client), origin }),
      await post(name, { origin }),
      await preflight(cardea.endpoint(name), origin),
    ];
    for (const reply of replies) {
      expect(allowed(reply)).toEqual([]);
      expect(reply.headers.get('vary')).toBe('Origin');
    }
  });

  test('answers without an origin as ever', async () => {
    const reply = await post(name, as(client));
    expect(reply.status).toBe(200);
    expect(allowed(reply)).toEqual([]);
  });
});

test('nothing else that judges a caller may be called from another origin, listed or not', async () => {
  const urls = [
    cardea.endpoint('introspect'),
    `${cardea.issuer}/api/v1/metrics`,
    `${cardea.issuer}/readyz`,
    `${cardea.issuer}/nowhere`,
  ];
  for (const url of urls)
    for (const origin of [LISTED, ...OTHERS]) {
      for (const method of ['POST', 'GET'])
        expect(allowed(await send(url, { method, headers: { ...as(client), origin } }))).toEqual([]);
      const before = await preflight(url, origin);
      expect(allowed(before)).toEqual([]);
      expect([404, 405]).toContain(before.status);
    }
});

test('documents may be read from anywhere, without credentials', async () => {
  for (const name of ['oauth-authorization-server', 'openid-configuration', 'oauth-protected-resource', 'jwks.json']) {
    const reply = await send(`${cardea.issuer}/.well-known/${name}`, { headers: { origin: 'https://evil.example' } });
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
  }
});

test('without a list no origin is answered', async () => {
  await using closed = await startCardea();
  for (const origin of [LISTED, 'null', closed.issuer]) {
    const reply = await send(closed.endpoint('token'), {
      method: 'POST',
      headers: { origin, 'content-type': FORM },
      body: '',
    });
    expect(allowed(reply)).toEqual([]);
    expect(allowed(await preflight(closed.endpoint('token'), origin))).toEqual([]);
  }
});
