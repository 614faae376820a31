import { afterAll, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClientKey, createClientKey } from '../../harness/assertions.ts';
import { answerOf } from '../../harness/authorization.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { OBJECT_TYPE, requestClaims, signRequest } from '../../harness/request-object.ts';
import { selfSignedCertificate } from '../../harness/self-signed.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);

const REDIRECT_URI = 'https://web.example/cb';
let folder: string;
let publisher: ReturnType<typeof Bun.serve>;
let cardea: RunningCardea;
let key: ClientKey;
let client: AddedClient;
let published = '';
let type = '';
let fetched: string[] = [];

const uri = (path: string): string => `https://localhost:${publisher.port}${path}`;
const claims = (changes: Readonly<Record<string, unknown>> = {}) => ({
  ...requestClaims(client.clientId, Math.floor(Date.now() / 1000)),
  aud: cardea.issuer,
  redirect_uri: REDIRECT_URI,
  ...changes,
});
const open = (request_uri: string) =>
  new HttpBrowser(cardea.issuer).open(
    `${cardea.endpoint('authorize')}?${new URLSearchParams({
      client_id: client.clientId,
      redirect_uri: REDIRECT_URI,
      state: 'outside',
      request_uri,
    })}`,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cardea-request-uri-'));
  const files = await selfSignedCertificate(folder);
  publisher = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    tls: { cert: Bun.file(files.cert), key: Bun.file(files.key) },
    fetch: (request) => {
      fetched.push(new URL(request.url).pathname);
      return request.url.endsWith('/moved')
        ? Response.redirect(uri('/request'))
        : new Response(published, { headers: { 'content-type': type } });
    },
  });
  cardea = await startCardea({
    env: { CARDEA_ALLOW_PRIVATE_JWKS_HOSTS: 'localhost', NODE_EXTRA_CA_CERTS: files.cert },
  });
  key = await createClientKey('ES256', 'k');
  client = await addClient(cardea, {
    name: 'Web',
    grants: ['authorization_code'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid',
    keys: [key.publicJwk],
    words: [
      ...['/request', '/moved'].flatMap((path) => ['--request-uri', uri(path)]),
      ...['--request-uri', 'https://169.254.169.254/request', '--request-uri', 'https://metadata.internal/request'],
    ],
  });
});
beforeEach(async () => {
  published = await signRequest(key, claims());
  type = `application/${OBJECT_TYPE}`;
  fetched = [];
});
afterAll(async () => {
  await cardea.stop();
  await publisher.stop(true);
  await rm(folder, { recursive: true, force: true });
});

describe('a request object by reference (RFC 9101 §5.2, OpenID Connect Core §6.2)', () => {
  test.each(['/request', '/request#version-2'])(
    'at a registered address is fetched and is the request: %s',
    async (path) => {
      const page = await open(uri(path));
      expect([page.status, new URL(page.url).pathname]).toEqual([200, '/login']);
      expect(fetched).toEqual(['/request']);
    },
  );

  test.each([
    () => uri('/other'),
    () => `${uri('/request')}?x=1`,
    () => uri('/request').replace('https:', 'http:'),
    () => 'http://169.254.169.254/',
    () => 'file:///etc/passwd',
    () => `${uri('/request')}#${'x'.repeat(512)}`,
  ])('at no other address, and nothing is asked for (S011)', async (address) => {
    const { target, parameters } = answerOf(await open(address()));
    expect(target).toBe(REDIRECT_URI);
    expect(parameters).toMatchObject({ error: 'invalid_request_uri', state: 'outside', iss: cardea.issuer });
    expect(fetched).toEqual([]);
  });

  test.each(['https://169.254.169.254/request', 'https://metadata.internal/request'])(
    'is not fetched from where only this machine can go, registered or not: %s',
    async (address) => {
      expect(answerOf(await open(address)).parameters.error).toBe('invalid_request_uri');
      expect(fetched).toEqual([]);
    },
  );

  test('is not looked for where a redirect leads (§10.4)', async () => {
    expect(answerOf(await open(uri('/moved'))).parameters.error).toBe('invalid_request_uri');
    expect(fetched).toEqual(['/moved']);
  });

  test('is no page and no other document', async () => {
    type = 'text/html';
    expect(answerOf(await open(uri('/request'))).parameters.error).toBe('invalid_request_uri');
  });

  test('is judged like one by value', async () => {
    published = await signRequest(key, claims({ client_id: 'other' }));
    expect(answerOf(await open(uri('/request'))).parameters.error).toBe('invalid_request_object');
    published = `${published}x`;
    expect(answerOf(await open(uri('/request'))).parameters.error).toBe('invalid_request_object');
  });
});
