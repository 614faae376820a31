// TLS in the process (RFC 9325): what is negotiated, and a certificate that is renewed while clients are connected
import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { freePort } from '../../harness/free-port.ts';
import { as } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';
import { runProcess } from '../../runner/run-process.ts';
import { type CertificateFiles, makeCertificate } from './certificates.ts';
import { FORM } from './form.ts';
import { exchange, parseAnswers } from './raw-exchange.ts';

let folder: string;
let served: CertificateFiles;
let first: CertificateFiles;
let second: CertificateFiles;
let cardea: RunningCardea;
let client: AddedClient;
let trusted: readonly string[];

const install = async (files: CertificateFiles): Promise<void> => {
  await copyFile(files.key, served.key);
  await copyFile(files.cert, served.cert);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cardea-tls-'));
  served = { cert: join(folder, 'served.crt'), key: join(folder, 'served.key') };
  [first, second] = await Promise.all([makeCertificate(folder, 'first'), makeCertificate(folder, 'second')]);
  trusted = await Promise.all([first, second].map(({ cert }) => readFile(cert, 'utf8')));
  await install(first);
  const port = freePort();
  cardea = await startCardea({
    port,
    env: {
      CARDEA_ISSUER: `https://localhost:${port}`,
      CARDEA_TLS_CERT: served.cert,
      CARDEA_TLS_KEY: served.key,
    },
  });
  client = await addClient(cardea, { name: 'tls', scope: 'a' });
});
afterAll(async () => {
  await cardea.stop();
  await rm(folder, { recursive: true, force: true });
});

const requestToken = () =>
  fetch(cardea.endpoint('token'), {
    method: 'POST',
    headers: { ...as(client), 'content-type': FORM },
    body: 'grant_type=client_credentials',
    tls: { ca: [...trusted] },
  });

const get = (path: string) => fetch(cardea.issuer + path, { tls: { ca: [...trusted] } });

const dial = (): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const where = { host: '127.0.0.1', port: cardea.port, servername: 'localhost' };
    const socket = connect({ ...where, ca: [...trusted] }, () => resolve(socket));
    socket.once('error', reject);
  });

/** Asks on a connection that stays open; whether the server says that the answer is its last. */
const ask = (socket: TLSSocket): Promise<{ readonly status: number; readonly last: boolean }> =>
  new Promise((resolve, reject) => {
    if (socket.destroyed) throw new Error('closed before');
    let text = '';
    const end = (): void => reject(new Error(`closed after: ${text}`));
    const read = (data: Buffer): void => {
      text += data.toString();
      const [answer] = parseAnswers(text);
      if (!answer) return;
      socket.off('data', read);
      socket.off('close', end);
      resolve({ status: answer.status, last: answer.headers.get('connection') === 'close' });
    };
    socket.on('data', read);
    socket.on('close', end);
    socket.write('GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n');
  });

const handshake = async (...args: readonly string[]): Promise<boolean> => {
  const where = ['-connect', `127.0.0.1:${cardea.port}`, '-servername', 'localhost'];
  const { lines } = await runProcess(['openssl', 's_client', ...where, ...args], { cwd: folder, timeLimitMs: 20_000 });
  return lines.some((line) => /^New, TLSv1\.[23], Cipher is /.test(line));
};

test('serves every endpoint to a client that checks the certificate', async () => {
  expect((await requestToken()).status).toBe(200);
  for (const path of ['/livez', '/.well-known/jwks.json']) expect((await get(path)).status).toBe(200);
  const metadata: { readonly token_endpoint: string } = await (
    await get('/.well-known/oauth-authorization-server')
  ).json();
  expect(metadata.token_endpoint).toBe(cardea.endpoint('token'));
  await expect(fetch(`${cardea.issuer}/livez`)).rejects.toThrow();
});

describe('a handshake', () => {
  test.each(['-tls1_2', '-tls1_3'])('of %s is taken', async (version) => {
    expect(await handshake(version)).toBe(true);
  });

  test.each(['-tls1', '-tls1_1'])('of %s is refused (RFC 8996)', async (version) => {
    expect(await handshake(version, '-cipher', 'ALL:@SECLEVEL=0')).toBe(false);
  });

  test('with a weak cipher is refused (RFC 9325 §4.1)', async () => {
    for (const cipher of ['aNULL', 'eNULL', '3DES', 'AES128-SHA', 'ECDHE-ECDSA-AES128-SHA', 'CAMELLIA'])
      expect([cipher, await handshake('-tls1_2', '-cipher', `${cipher}:@SECLEVEL=0`)]).toEqual([cipher, false]);
  });

  test('is not a request in plain text', async () => {
    const { answers, goesOn } = await exchange(cardea.port, 'GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(answers.filter(({ status }) => status === 200)).toEqual([]);
    expect(goesOn).toBe(false);
  });
});

test('a renewed certificate is served, and no request and no open connection is lost', async () => {
  const kept = await dial();
  expect(kept.getPeerCertificate().subject.CN).toBe('first');
  expect(await ask(kept)).toEqual({ status: 200, last: false });

  await install(second);
  const statuses: number[] = [];
  let toldToLeave = false;
  const askKept = async (): Promise<void> => {
    const { status, last } = await ask(kept);
    statuses.push(status);
    toldToLeave = last;
  };
  // For a while the old certificate is served beside the new one.
  const served = await waitUntil(
    async () => {
      statuses.push((await requestToken()).status);
      const socket = await dial();
      const name = socket.getPeerCertificate().subject.CN;
      statuses.push((await ask(socket)).status);
      socket.destroy();
      // Used all the while, so that it is not idle.
      if (!toldToLeave) await askKept();
      return name === 'second' && name;
    },
    { what: 'the second certificate is served', timeoutMs: 30_000 },
  );
  expect(served).toBe('second');
  if (!toldToLeave) await askKept();
  expect(toldToLeave).toBe(true);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(cardea.logs()).not.toContain('"defect"');
}, 60_000);
