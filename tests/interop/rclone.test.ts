import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { addPerson, alice } from '../harness/people.ts';
import { type AddedClient, addClient, addResource } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { startWebdav, type WebdavServer } from './peers/webdav-server.ts';

setDefaultTimeout(60_000);

const AUDIENCE = 'https://dav.example.com';
const DEADLINE_MS = 30_000;

let cardea: RunningCardea;
let app: AddedClient;
let dav: WebdavServer;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  await addPerson(cardea, alice);
  const server = await addClient(cardea, { name: 'file server', grants: ['none'] });
  await addResource(cardea, { uri: AUDIENCE, format: 'opaque', scope: 'files', introspectors: [server.clientId] });
  app = await addClient(cardea, { name: 'app', scope: 'files', resources: [AUDIENCE] });
  const { clientId, clientSecret } = server;
  dav = startWebdav({ issuer: cardea.issuer, audience: AUDIENCE, clientId, clientSecret: clientSecret ?? '' });
});
afterAll(async () => {
  await dav?.stop();
  await cardea?.stop();
});

const run = async (...words: readonly string[]) => {
  const process = Bun.spawn(
    ['rclone', '--config', '/dev/null', '--retries', '1', '--low-level-retries', '1', ...words],
    {
      stdout: 'pipe',
      stderr: 'pipe',
      stdin: new Blob(['what rclone wrote\n']),
      timeout: DEADLINE_MS,
    },
  );
  const [stdout, stderr] = await Promise.all([
    new Response(process.stdout).text(),
    new Response(process.stderr).text(),
  ]);
  return { exitCode: await process.exited, stdout, stderr };
};

const at = () => ['--webdav-url', dav.url, '--webdav-vendor', 'other'];
const withPassword = async (username: string, password: string) => {
  const { stdout } = await run('obscure', password);
  return [...at(), '--webdav-user', username, '--webdav-pass', stdout.trim()];
};
const withToken = (token: string) => [...at(), '--webdav-bearer-token', token];

const addAppPassword = async (expires = '1d') => {
  const words = ['auth', 'add', '--user', alice.username, '--name', 'rclone', '--scope', 'files', '--expires', expires];
  const { stdout } = await cardea.cli([...words, '--json']);
  const { app_password: password, id, sub }: Record<'app_password' | 'id' | 'sub', string> = JSON.parse(stdout);
  return { password, id, sub };
};

const addToken = async (): Promise<string> => {
  const response = await fetch(cardea.endpoint('token'), {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${app.clientId}:${app.clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource: AUDIENCE, scope: 'files' }),
  });
  return JSON.parse(await response.text()).access_token;
};

/** What is remembered of an answer is over within five seconds (design D4): asks until the credential is refused. */
const untilRefused = (authorization: string): Promise<Response> =>
  waitUntil(
    async () => {
      const response = await fetch(dav.url, { method: 'PROPFIND', headers: { authorization } });
      return response.status === 401 && response;
    },
    { what: 'the credential is refused', timeoutMs: DEADLINE_MS },
  );

const basic = (password: string): string => `Basic ${btoa(`${alice.username}:${password}`)}`;

describe('rclone at a WebDAV server behind the guard', () => {
  test('writes, lists, reads and removes with an app password (RFC 7617; parity: WebDAV Basic)', async () => {
    const { password, sub } = await addAppPassword();
    const login = await withPassword(alice.username, password);
    expect(await run('rcat', ':webdav:note.txt', ...login)).toMatchObject({ exitCode: 0 });
    expect(await run('lsf', ':webdav:', ...login)).toMatchObject({ exitCode: 0, stdout: 'note.txt\n' });
    expect(await run('cat', ':webdav:note.txt', ...login)).toMatchObject({ stdout: 'what rclone wrote\n' });
    expect(await run('deletefile', ':webdav:note.txt', ...login)).toMatchObject({ exitCode: 0 });
    expect(dav.files.size).toBe(0);
    expect(new Set(dav.visits.map(({ subject }) => subject))).toEqual(new Set([sub]));
    const { stdout } = await cardea.cli(['auth', 'ls', '--user', alice.username, '--json']);
    expect(JSON.parse(stdout)[0].last_used_at).toBeNumber();
  });

  test('is let in with a bearer token (RFC 6750; parity: rclone)', async () => {
    const login = withToken(await addToken());
    expect(await run('rcat', ':webdav:token.txt', ...login)).toMatchObject({ exitCode: 0 });
    expect(await run('cat', ':webdav:token.txt', ...login)).toMatchObject({ stdout: 'what rclone wrote\n' });
  });

  test('is refused with the own password of the person, and with the app password of somebody else', async () => {
    const { password } = await addAppPassword();
    const before = dav.visits.length;
    for (const login of [
      await withPassword(alice.username, alice.password),
      await withPassword('bob', password),
      await withPassword(alice.username, `${password.slice(0, -1)}${password.endsWith('0') ? '1' : '0'}`),
    ]) {
      const { exitCode, stderr } = await run('lsf', ':webdav:', ...login);
      expect([exitCode === 0, stderr.includes('401')]).toEqual([false, true]);
    }
    expect(dav.visits).toHaveLength(before);
  });

  test('is refused once the app password is revoked or has expired: 401, with both schemes', async () => {
    const { password, id } = await addAppPassword();
    const login = await withPassword(alice.username, password);
    expect((await run('lsf', ':webdav:', ...login)).exitCode).toBe(0);
    await cardea.cli(['auth', 'rm', id, '--user', alice.username]);
    const { headers } = await untilRefused(basic(password));
    expect(headers.get('www-authenticate')).toMatch(
      /^Bearer realm="files", error="invalid_token".*, Basic realm="files"/,
    );
    expect((await run('lsf', ':webdav:', ...login)).stderr).toContain('401');

    const short = await addAppPassword('2s');
    await untilRefused(basic(short.password));
    const late = await run('lsf', ':webdav:', ...(await withPassword(alice.username, short.password)));
    expect(late.stderr).toContain('401');
  });

  test('is refused once its token is revoked', async () => {
    const token = await addToken();
    expect((await run('lsf', ':webdav:', ...withToken(token))).exitCode).toBe(0);
    await cardea.cli(['auth', 'rm', token]);
    await untilRefused(`Bearer ${token}`);
    expect((await run('lsf', ':webdav:', ...withToken(token))).stderr).toContain('401');
  });
});
