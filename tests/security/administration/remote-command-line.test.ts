import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { runCommand } from '../../harness/command-line.ts';
import { freePort } from '../../harness/free-port.ts';
import { addClient } from '../../harness/registrations.ts';
import { selfSignedCertificate } from '../../harness/self-signed.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
let folder: string;
let cert: string;
let cardea: RunningCardea;
let credential: { readonly CARDEA_CLIENT_ID: string; readonly CARDEA_CLIENT_SECRET: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cardea-remote-'));
  const files = await selfSignedCertificate(folder);
  cert = files.cert;
  const port = freePort();
  const tls = { CARDEA_TLS_CERT: files.cert, CARDEA_TLS_KEY: files.key };
  cardea = await startCardea({
    port,
    env: { CARDEA_ISSUER: `https://localhost:${port}`, CARDEA_DEMO: 'false', ...tls },
  });
  const { clientId, clientSecret } = await addClient(cardea, { name: 'remote', scope: 'admin:clients:read' });
  credential = { CARDEA_CLIENT_ID: clientId, CARDEA_CLIENT_SECRET: clientSecret };
});

afterAll(async () => {
  await cardea.stop();
  await rm(folder, { recursive: true, force: true });
});

/** `cardea clients ls --url …` in a process far from the server: it has the address and the credential alone. */
const listAt = async (url: string, env: Readonly<Record<string, string>> = {}) => {
  const far = { ...credential, CARDEA_DATA_DIR: join(folder, 'data'), ...env };
  const ended = await runCommand(['clients', 'ls', '--json', '--url', url], { env: far, exitCodes: [0, 1, 2] });
  expect(ended.stdout + ended.stderr).not.toContain(credential.CARDEA_CLIENT_SECRET);
  expect(existsSync(join(folder, 'data'))).toBe(false);
  return ended;
};

test('S104: a server is managed from elsewhere where its certificate is trusted, and not where it is not', async () => {
  const trusted = await listAt(cardea.issuer, { NODE_EXTRA_CA_CERTS: cert });
  expect([trusted.exitCode, trusted.stderr]).toEqual([0, '']);
  expect(trusted.json<readonly { client_name: string }[]>().map(({ client_name }) => client_name)).toEqual(['remote']);
  const unknown = await listAt(cardea.issuer);
  expect([unknown.exitCode, unknown.stdout]).toEqual([1, '']);
  expect(JSON.parse(unknown.stderr)).toMatchObject({
    error: 'server.certificate',
    mend: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
  });
});

test('S104: no secret goes to another name than the issuer has, whoever holds the certificate (RFC 8414 §3.3)', async () => {
  const other = cardea.issuer.replace('localhost', '127.0.0.1');
  const { exitCode, stderr } = await listAt(other, { NODE_EXTRA_CA_CERTS: cert });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stderr)).toMatchObject({ error: 'issuer.other', message: expect.stringContaining(cardea.issuer) });
});

test('S104: no secret leaves over plain http', async () => {
  let asked = 0;
  await using listener = Bun.serve({
    port: 0,
    hostname: '0.0.0.0',
    fetch: () => {
      asked += 1;
      return new Response();
    },
  });
  // An address of this machine that is not loopback by its looks
  const { exitCode, stderr } = await listAt(`http://0.0.0.0:${listener.port}`);
  expect([exitCode, JSON.parse(stderr).error, asked]).toEqual([2, 'usage', 0]);
});

test('a server of the strictest profile is managed by a client with a key, and its tokens are bound (FAPI 2.0 §5.3.2.1)', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  await using strict = await startCardea({ env: { CARDEA_PROFILE: 'fapi2', CARDEA_DEMO: 'false' } });
  const { clientId } = await addClient(strict, {
    ...{ name: 'keyed', scope: 'admin:clients:read', authMethod: 'private_key_jwt' },
    keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }],
  });
  const file = join(folder, 'key.json');
  const { d = '', ...shown } = await exportJWK(privateKey);
  const far = { CARDEA_CLIENT_ID: clientId, CARDEA_CLIENT_SECRET: '', CARDEA_CLIENT_KEY_FILE: file };
  await writeFile(file, JSON.stringify({ ...shown, d, kid: 'k1', alg: 'ES256' }));
  const listed = await listAt(strict.issuer, far);
  expect([listed.exitCode, listed.stderr]).toEqual([0, '']);
  expect(listed.stdout).toContain(clientId);
  for (const [content, error] of [
    [JSON.stringify({ ...shown, kid: 'k1' }), 'client_key.unusable'],
    [JSON.stringify({ kty: 'EC', crv: 'P-256', d }), 'key.unusable'],
    ['{', 'file.not_json'],
  ] as const) {
    await writeFile(file, content);
    const refused = await listAt(strict.issuer, far);
    expect([refused.exitCode, JSON.parse(refused.stderr).error, refused.stderr.includes(d)]).toEqual([1, error, false]);
  }
});
