import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertionForm, type ClientKey, createClientKey, signAssertion } from '../../harness/assertions.ts';
import { createMovedClock, type MovedClock } from '../../harness/moved-clock.ts';
import { post } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { selfSignedCertificate } from '../../harness/self-signed.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const secrets = createSecretWatch();
let folder: string;
let clock: MovedClock;
let cardea: RunningCardea;
let client: AddedClient;
let publisher: ReturnType<typeof Bun.serve>;
let published: readonly ClientKey[] = [];
let fetched = 0;
let status = 200;

const ask = async (key: ClientKey): Promise<number> => {
  const target = { clientId: client.clientId, audience: cardea.issuer };
  const assertion = secrets.keep(await signAssertion(key, target, { nowSeconds: clock.nowSeconds() }));
  return (await post(cardea.endpoint('token'), assertionForm(assertion))).status;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cardea-jwks-'));
  const { cert, key } = await selfSignedCertificate(folder);
  publisher = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    tls: { cert: Bun.file(cert), key: Bun.file(key) },
    fetch: () => {
      fetched += 1;
      const keys = published.map(({ publicJwk }) => publicJwk);
      return Response.json({ keys }, { status, headers: { 'cache-control': 'max-age=300' } });
    },
  });
  clock = await createMovedClock();
  cardea = await startCardea({
    env: {
      ...clock.env,
      CARDEA_DEMO: 'false',
      CARDEA_CREDENTIAL_BURST: '10000',
      CARDEA_ALLOW_PRIVATE_JWKS_HOSTS: 'localhost',
      NODE_EXTRA_CA_CERTS: cert,
    },
  });
  client = await addClient(cardea, {
    name: 'publisher',
    authMethod: 'private_key_jwt',
    scope: 'a',
    words: ['--jwks-uri', `https://localhost:${publisher.port}/keys.json`],
  });
});

afterAll(async () => {
  await secrets.stop(cardea);
  await clock[Symbol.asyncDispose]();
  await publisher.stop(true);
  await rm(folder, { recursive: true, force: true });
});

describe('keys that a client publishes at its jwks_uri (RFC 7523 §3, OpenID Connect Registration §2)', () => {
  test('are fetched once for many requests, also for requests at once', async () => {
    const key = await createClientKey('ES256', 'first');
    published = [key];
    await clock.advance(301);
    const before = fetched;
    expect(await Promise.all(Array.from({ length: 20 }, () => ask(key)))).toEqual(Array(20).fill(200));
    expect(fetched - before).toBe(1);
  });

  test('follow a rotation: a new key is known within a minute, an old one until its document ends', async () => {
    const [old, fresh] = [await createClientKey('ES256', 'old'), await createClientKey('EdDSA', 'new')];
    published = [old];
    await clock.advance(301);
    expect(await ask(old)).toBe(200);

    published = [fresh];
    await clock.advance(61);
    expect(await ask(fresh)).toBe(200);
    expect(await ask(old)).toBe(401);

    // Neither does an unknown kid make the server fetch for each request.
    const before = fetched;
    const stranger = await createClientKey('ES256', 'stranger');
    for (let i = 0; i < 5; i++) expect(await ask(stranger)).toBe(401);
    expect(fetched - before).toBeLessThanOrEqual(1);
  });

  test('are used while their host is out of order, and no longer than that is reasonable', async () => {
    const key = await createClientKey('ES256', 'steady');
    published = [key];
    await clock.advance(301);
    expect(await ask(key)).toBe(200);
    status = 500;
    await clock.advance(301);
    expect(await ask(key)).toBe(200);
    await clock.advance(3601);
    expect(await ask(key)).toBe(401);
    status = 200;
    await clock.advance(61);
    expect(await ask(key)).toBe(200);
  });

  test('a key of the same kid that is another key is refused', async () => {
    const key = await createClientKey('ES256', 'same');
    published = [key];
    await clock.advance(301);
    expect(await ask(key)).toBe(200);
    expect(await ask({ ...(await createClientKey('ES256', 'same')) })).toBe(401);
  });
});
