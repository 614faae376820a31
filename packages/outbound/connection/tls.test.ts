import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFetcher } from '../document/fetcher.ts';
import { type RawServer, replyWith, response, startRawServer } from './raw-server.fixture.ts';

const clock = { nowMs: () => Date.now() };
let folder: string;
let authority: string;
const servers: RawServer[] = [];

const openssl = async (...args: readonly string[]): Promise<void> => {
  const process = Bun.spawn(['openssl', ...args], { cwd: folder, stdout: 'ignore', stderr: 'pipe' });
  if ((await process.exited) !== 0) throw new Error(await new Response(process.stderr).text());
};

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'] as const;

/** `openssl ca` and not `openssl x509`: every version of it lets the dates be chosen. */
const AUTHORITY = `
[ca]
default_ca = tests
[tests]
database = index.txt
rand_serial = yes
new_certs_dir = .
certificate = authority.crt
private_key = authority.key
default_md = sha256
policy = names
copy_extensions = copy
unique_subject = no
[names]
commonName = supplied
`;

/** A certificate for these names and addresses; signed by the authority, or by itself. */
const certificate = async (name: string, altNames: string, kind: 'valid' | 'expired' | 'self-signed' = 'valid') => {
  const request = [...KEY, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-addext', `subjectAltName=${altNames}`];
  if (kind === 'self-signed') await openssl('req', '-x509', ...request, '-days', '1', '-out', `${name}.crt`);
  else {
    await openssl('req', ...request, '-out', `${name}.csr`);
    const end = kind === 'expired' ? '20200102000000Z' : '20991231000000Z';
    const dates = ['-startdate', '20200101000000Z', '-enddate', end];
    await openssl(
      'ca',
      '-batch',
      '-notext',
      '-config',
      'ca.cnf',
      ...dates,
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.crt`,
    );
  }
  const read = (ending: string) => Bun.file(join(folder, `${name}.${ending}`)).text();
  return { cert: await read('crt'), key: await read('key') };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cardea-tls-'));
  await Bun.write(join(folder, 'ca.cnf'), AUTHORITY);
  await Bun.write(join(folder, 'index.txt'), '');
  await openssl('req', '-x509', ...KEY, '-subj', '/CN=authority', '-keyout', 'authority.key', '-out', 'authority.crt');
  authority = await Bun.file(join(folder, 'authority.crt')).text();
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await rm(folder, { recursive: true });
});

const serve = async (pair: { readonly cert: string; readonly key: string }): Promise<RawServer> => {
  const server = await startRawServer(replyWith(response('{"keys":[]}')), pair);
  servers.push(server);
  return server;
};

/** Public names that lead to this machine, for these tests alone. */
const fetcher = (ca?: readonly string[]) =>
  createFetcher({ clock, resolve: async () => ['127.0.0.1'], allowAddress: (address) => address === '127.0.0.1', ca });

describe('TLS', () => {
  test('the certificate is verified for the name of the URL, over a connection to the checked address', async () => {
    const server = await serve(await certificate('good', 'DNS:keys.example.com'));
    const outcome = await fetcher([authority]).fetchJson(`https://keys.example.com:${server.port}/jwks`);
    expect(outcome).toMatchObject({ status: 200, json: { keys: [] } });
    expect(await fetcher([authority]).fetchJson(`https://KEYS.example.com.:${server.port}/`)).toMatchObject({
      status: 200,
    });
    expect(server.requests).toHaveLength(2);
  });

  test('a certificate for an address is verified for that address', async () => {
    const server = await serve(await certificate('address', 'IP:127.0.0.1'));
    expect(await fetcher([authority]).fetchJson(`https://127.0.0.1:${server.port}/`)).toMatchObject({ status: 200 });
    expect(await fetcher([authority]).fetchJson(`https://keys.example.com:${server.port}/`)).toMatchObject({
      failure: 'tls',
    });
  });

  test('a certificate of another name, of the address alone, of nobody we trust, or out of date is refused, and nothing is sent', async () => {
    const others = [
      await certificate('other', 'DNS:other.example.com'),
      await certificate('ip', 'IP:127.0.0.1'),
      await certificate('self', 'DNS:keys.example.com', 'self-signed'),
      await certificate('old', 'DNS:keys.example.com', 'expired'),
      await certificate('wildcard', 'DNS:*.com'),
    ];
    for (const pair of others) {
      const server = await serve(pair);
      expect(await fetcher([authority]).fetchJson(`https://keys.example.com:${server.port}/`)).toMatchObject({
        failure: 'tls',
      });
      expect(server.requests).toEqual([]);
    }
  });

  test('without a private authority only the usual ones are trusted', async () => {
    const server = await serve(await certificate('private', 'DNS:keys.example.com'));
    expect(await fetcher().fetchJson(`https://keys.example.com:${server.port}/`)).toMatchObject({ failure: 'tls' });
    expect(server.requests).toEqual([]);
  });

  test('a server that speaks plain HTTP, or nothing, where TLS is due is refused', async () => {
    const plain = await startRawServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    servers.push(plain);
    const outcome = await fetcher([authority]).fetchJson(`https://keys.example.com:${plain.port}/`, { timeoutMs: 200 });
    expect(['tls', 'timeout']).toContain('failure' in outcome ? outcome.failure : '');
  });

  test('S143: a handshake that hangs is left when time is up', async () => {
    const silent = await startRawServer(() => undefined);
    servers.push(silent);
    const outcome = await fetcher([authority]).fetchJson(`https://keys.example.com:${silent.port}/`, { timeoutMs: 60 });
    expect(outcome).toMatchObject({ failure: 'timeout' });
  });
});
