import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test';
import { X509Certificate } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { openTls, type TlsOptions, TlsUnusable } from './open-tls.ts';
import { createReplaceableServer } from './replaceable-server.ts';

let folder: string;
let certFile: string;
let keyFile: string;
const inFolder = (name: string) => join(folder, name);

const openssl = async (...args: string[]): Promise<void> => {
  const child = Bun.spawn(['openssl', ...args], { stdout: 'ignore', stderr: 'pipe' });
  if ((await child.exited) !== 0) throw new Error(await new Response(child.stderr).text());
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardea-tls-'));
  certFile = inFolder('live.crt');
  keyFile = inFolder('live.key');
  for (const [name, days] of [
    ['one', '365'],
    ['two', '365'],
    ['soon', '3'],
  ] as const)
    await openssl(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', days],
      ...['-keyout', inFolder(`${name}.key`), '-out', inFolder(`${name}.crt`)],
      ...['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost'],
    );
  await openssl('pkey', '-in', inFolder('one.key'), '-aes256', '-passout', 'pass:x', '-out', inFolder('locked.key'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const install = (name: string) => {
  copyFileSync(inFolder(`${name}.crt`), certFile);
  copyFileSync(inFolder(`${name}.key`), keyFile);
};
beforeEach(() => install('one'));

const lines: string[] = [];
const write = (_fields: object, message: string) => void lines.push(message);
const log = { info: write, warn: write, error: write };
beforeEach(() => void lines.splice(0));

const open = async (options: TlsOptions = { lookEveryMs: 5 }, issuer = 'https://localhost') => {
  const tls = await openTls({ tlsCert: certFile, tlsKey: keyFile, issuer }, log, options);
  if (!tls) throw new Error('no TLS');
  return tls;
};

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await Bun.sleep(2);
};

const nameOf = (pem: string) => new X509Certificate(pem).subject;

describe('TLS', () => {
  test('is off where no certificate is configured', async () => {
    expect(await openTls({ tlsCert: undefined, tlsKey: undefined, issuer: 'http://localhost' }, log)).toBeUndefined();
  });

  test('a new certificate is served to new connections, and no request of an old one is lost', async () => {
    const tls = await open();
    const held = Promise.withResolvers<void>();
    const answer = async (request: Request, closing: boolean): Promise<Response> => {
      if (request.url.endsWith('/slow')) await held.promise;
      return new Response('answer', closing ? { headers: { connection: 'close' } } : {});
    };
    const server = createReplaceableServer({
      drainMs: 1000,
      options: ({ closing }) => ({
        port: 0,
        hostname: '127.0.0.1',
        tls: { ...tls.files },
        fetch: (request) => answer(request, closing),
      }),
    });
    const stop = tls.onChange(() => server.replace());
    const dial = (): Promise<TLSSocket> =>
      new Promise((resolve, reject) => {
        const where = { port: server.current.port ?? 0, host: '127.0.0.1', servername: 'localhost' };
        const socket = connect({ ...where, rejectUnauthorized: false }, () => resolve(socket));
        socket.once('error', reject);
      });
    const ask = (socket: TLSSocket, path = '/'): Promise<string> =>
      new Promise((resolve) => {
        let text = '';
        socket.on('data', (data) => {
          text += data;
          if (text.endsWith('answer')) resolve(text.toLowerCase());
        });
        socket.once('close', () => resolve(`closed after: ${text}`));
        socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      });

    const [slow, quick, idle] = [await dial(), await dial(), await dial()];
    const stopped = new Promise((resolve) => idle.once('close', resolve));
    await ask(idle);
    expect(slow.getPeerCertificate().subject.CN).toBe('one');
    expect(await ask(quick)).not.toContain('connection: close');
    const waiting = ask(slow, '/slow');
    const before = server.current;
    await until(() => before.pendingRequests === 1);
    install('two');
    await until(() => server.current !== before);
    // The one before answers for a while and says that it will not for long.
    expect(await ask(quick)).toContain('connection: close');
    await until(() => lines.includes('serving a new TLS certificate'));
    await stopped;
    const fresh = await dial();
    expect(fresh.getPeerCertificate().subject.CN).toBe('two');
    expect(await ask(fresh)).toStartWith('http/1.1 200');
    held.resolve();
    expect(await waiting).toStartWith('http/1.1 200');
    stop();
    for (const socket of [slow, quick, fresh]) socket.destroy();
    await server.stop(true);
  });

  test('a port that another server shares is refused, although ours could be shared', () => {
    const serving = { port: 0, hostname: '127.0.0.1', fetch: () => new Response('other') };
    const other = Bun.serve({ ...serving, reusePort: true });
    const create = () =>
      createReplaceableServer({ drainMs: 0, options: () => ({ ...serving, port: other.port ?? 0 }) });
    expect(create).toThrow(expect.objectContaining({ code: 'EADDRINUSE' }));
    void other.stop(true);
  });

  test('a bad new pair is told once, and the pair before stays until a good one comes', async () => {
    const tls = await open();
    const got: string[] = [];
    const stop = tls.onChange(({ cert }) => got.push(nameOf(cert)));
    copyFileSync(inFolder('two.key'), keyFile);
    await until(() => lines.some((line) => line.includes('is not the key of the certificate')));
    expect(nameOf(tls.files.cert)).toBe('CN=one');
    expect(lines.join('\n')).toContain('The certificate before is served on.');
    writeFileSync(certFile, 'half a certif');
    await until(() => lines.some((line) => line.includes('holds no certificate')));
    install('two');
    await until(() => got.length > 0);
    expect(got).toEqual(['CN=two']);
    expect(nameOf(tls.files.cert)).toBe('CN=two');
    expect(lines.filter((line) => line.includes('is not the key'))).toHaveLength(1);
    stop();
  });

  test('a link that is turned to another file is a change', async () => {
    rmSync(certFile);
    symlinkSync(inFolder('one.crt'), certFile);
    const tls = await open();
    const stop = tls.onChange(() => {});
    rmSync(certFile);
    symlinkSync(inFolder('two.crt'), certFile);
    copyFileSync(inFolder('two.key'), keyFile);
    await until(() => nameOf(tls.files.cert) === 'CN=two');
    stop();
    rmSync(certFile);
  });

  const unusable = [
    ['a missing file', () => rmSync(certFile), 'live.crt cannot be read'],
    ['what is no certificate', () => writeFileSync(certFile, 'x'), 'holds no certificate'],
    ['what is no key', () => writeFileSync(keyFile, 'x'), 'holds no private key'],
    ['an encrypted key', () => copyFileSync(inFolder('locked.key'), keyFile), 'openssl pkey'],
    ['the key of another certificate', () => copyFileSync(inFolder('two.key'), keyFile), 'is not the key of'],
    [
      'a chain in the wrong order',
      () =>
        writeFileSync(certFile, readFileSync(inFolder('two.crt'), 'utf8') + readFileSync(inFolder('one.crt'), 'utf8')),
      'Write that one first',
    ],
  ] as const;
  for (const [what, damage, words] of unusable)
    test(`${what} stops the start with a line that says how to mend it`, async () => {
      damage();
      const error = await open().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(TlsUnusable);
      expect(String(error)).toContain(words);
    });

  test('a certificate that expires within 14 days, is expired or is for another host is warned about', async () => {
    await open();
    expect(lines).toEqual([]);
    install('soon');
    await open();
    expect(lines.splice(0)).toEqual([expect.stringMatching(/expires in [23] days/)]);
    await open({ nowMs: () => Date.now() + 10 * 86_400_000 });
    expect(lines.splice(0)).toEqual([expect.stringContaining('expired on')]);
    install('one');
    await open({}, 'https://id.example.com');
    expect(lines).toEqual([expect.stringContaining('is not for id.example.com')]);
  });

  test('an approaching expiry is told again every day', async () => {
    let nowMs = Date.now();
    const tls = await open({ nowMs: () => nowMs, lookEveryMs: 5 });
    const stop = tls.onChange(() => {});
    nowMs += 360 * 86_400_000;
    await until(() => lines.some((line) => line.includes('expires in 4 days')));
    stop();
  });
});
