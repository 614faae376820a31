import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { type ClientKey, createClientKey } from '../../harness/assertions.ts';
import { tracesIn } from '../../harness/beside.ts';
import { REDIRECT_URI, register, registered } from '../../harness/dynamic-client.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { selfSignedCertificate } from '../../harness/self-signed.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const PUBLISHER = 'https://publisher.example';
const OTHER_URI = 'https://other.example/callback';

let cardea: RunningCardea;
let key: ClientKey;
let folder: string;
let certificate: Awaited<ReturnType<typeof selfSignedCertificate>>;
let site: ReturnType<typeof Bun.serve>;
let sector: unknown = [];

const url = (path: string): string => `https://localhost:${site.port}${path}`;

const env = () => ({
  CARDEA_DEMO: 'false',
  CARDEA_REGISTRATION_BURST: '10000',
  CARDEA_ALLOW_PRIVATE_JWKS_HOSTS: 'localhost',
  CARDEA_SOFTWARE_PUBLISHERS: `${PUBLISHER}=${url('/jwks.json')}`,
  NODE_EXTRA_CA_CERTS: certificate.cert,
});

beforeAll(async () => {
  key = await createClientKey('ES256', 'publisher');
  folder = await mkdtemp(join(tmpdir(), 'cardea-publisher-'));
  certificate = await selfSignedCertificate(folder);
  site = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    tls: { cert: Bun.file(certificate.cert), key: Bun.file(certificate.key) },
    routes: {
      '/sector.json': () => Response.json(sector),
      '/jwks.json': () => Response.json({ keys: [key.publicJwk] }),
      '/*': () => new Response('', { status: 404 }),
    },
  });
  cardea = await startCardea({ env: env() });
});

afterAll(async () => {
  await cardea.stop();
  await site.stop(true);
  await rm(folder, { recursive: true, force: true });
});

describe('a sector (OpenID Connect Registration §5)', () => {
  const metadata = (changes: object = {}) => ({
    redirect_uris: [REDIRECT_URI, OTHER_URI],
    subject_type: 'pairwise',
    sector_identifier_uri: url('/sector.json'),
    ...changes,
  });

  test('is taken where it names all redirect URIs, and others beside them', async () => {
    sector = [OTHER_URI, REDIRECT_URI, 'https://third.example/callback'];
    const { information } = await registered(cardea, metadata());
    expect(information.sector_identifier_uri).toBe(url('/sector.json'));
    const shown = await cardea.cli(['clients', 'show', String(information.client_id), '--json']);
    expect(shown.json<object>()).toMatchObject({ sector_identifier: `localhost:${site.port}` });
  });

  test.each<[string, unknown]>([
    ['lacks one', [REDIRECT_URI]],
    ['names it in other letters', [REDIRECT_URI, OTHER_URI.toUpperCase()]],
    ['is no array', { redirect_uris: [REDIRECT_URI, OTHER_URI] }],
    ['is empty', []],
  ])('is refused where it %s', async (_what, says) => {
    sector = says;
    await expectRefusal(cardea, () => register(cardea, metadata()), { status: 400, error: 'invalid_client_metadata' });
  });

  test('is needed by pairwise subjects with redirect URIs on several hosts', async () => {
    await expectRefusal(cardea, () => register(cardea, metadata({ sector_identifier_uri: undefined })), {
      status: 400,
      error: 'invalid_client_metadata',
    });
  });

  test('S081: is never fetched from inside, in the same words for whatever is there', async () => {
    const descriptions = new Set<unknown>();
    for (const host of [
      '10.0.0.1',
      '169.254.169.254',
      '2852039166',
      '0xa9fea9fe',
      'metadata.google.internal',
      'x.local',
    ])
      descriptions.add(
        (await register(cardea, metadata({ sector_identifier_uri: `https://${host}/x` }))).json.error_description,
      );
    descriptions.add(
      (await register(cardea, metadata({ sector_identifier_uri: url('/missing') }))).json.error_description,
    );
    expect([...descriptions]).toEqual(['sector_identifier_uri could not be fetched']);
    for (const uri of ['file:///etc/passwd', 'gopher://127.0.0.1/', 'http://localhost/x'])
      expect((await register(cardea, metadata({ sector_identifier_uri: uri }))).status).toBe(400);
  });
});

describe('a software statement (RFC 7591 §2.3)', () => {
  const statement = (claims: object = {}, { signer = key, header = {} as object } = {}) =>
    new SignJWT({ iss: PUBLISHER, software_id: 'notes', client_name: 'Notes', ...claims })
      .setProtectedHeader({ alg: signer.algorithm, kid: signer.kid, ...header })
      .sign(signer.privateKey);
  const refused = async (text: unknown, error: string) => {
    const metadata = { redirect_uris: [REDIRECT_URI], software_statement: text };
    await expectRefusal(cardea, () => register(cardea, metadata), { status: 400, error });
  };

  test('is stronger than what stands beside it, and comes back as it was', async () => {
    const text = await statement({ redirect_uris: [OTHER_URI] });
    const { information } = await registered(cardea, {
      client_name: 'Bank',
      redirect_uris: [REDIRECT_URI],
      software_version: '2',
      software_statement: text,
    });
    expect(information).toMatchObject({
      client_name: 'Notes',
      software_id: 'notes',
      software_version: '2',
      redirect_uris: [OTHER_URI],
      software_statement: text,
    });
  });

  test('gives no more than a registration does', async () => {
    const { information } = await registered(cardea, {
      software_statement: await statement({
        scope: 'openid metrics',
        grant_types: ['authorization_code', 'client_credentials'],
      }),
    });
    expect(information).toMatchObject({ scope: 'openid', grant_types: ['authorization_code'] });
  });

  test('is refused where it is not what it says it is', async () => {
    const stranger = await createClientKey('ES256', 'publisher');
    const past = Math.floor(Date.now() / 1000) - 3600;
    for (const wrong of [
      'x',
      7,
      await statement({ iss: undefined }),
      await statement({}, { signer: stranger }),
      await statement({ exp: past }),
      await statement({ nbf: past + 7200 }),
      await statement({ exp: 'soon' }),
      await statement({ aud: 'https://elsewhere.example' }),
      await statement({}, { header: { typ: 'at+jwt' } }),
      `${(await statement()).split('.').slice(0, 2).join('.')}.`,
      `eyJhbGciOiJub25lIn0.${(await statement()).split('.')[1]}.`,
    ])
      await refused(wrong, 'invalid_software_statement');
  });

  test('is refused of a publisher that nobody approved', async () => {
    await refused(await statement({ iss: 'https://other.example' }), 'unapproved_software_statement');
  });

  test('what it says is judged like anything else', async () => {
    const metadata = {
      redirect_uris: [REDIRECT_URI],
      software_statement: await statement({ redirect_uris: ['http://x'] }),
    };
    await expectRefusal(cardea, () => register(cardea, metadata), { status: 400, error: 'invalid_redirect_uri' });
  });

  test('is needed where the server says so', async () => {
    await using strict = await startCardea({ env: { ...env(), CARDEA_REQUIRE_SOFTWARE_STATEMENT: 'true' } });
    const before = tracesIn(strict);
    const reply = await register(strict, { redirect_uris: [REDIRECT_URI] });
    expect([reply.status, reply.json.error]).toEqual([400, 'unapproved_software_statement']);
    expect(tracesIn(strict)).toEqual(before);
    expect(
      (await register(strict, { redirect_uris: [REDIRECT_URI], software_statement: await statement() })).status,
    ).toBe(201);
  });
});
