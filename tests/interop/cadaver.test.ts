import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPerson, alice } from '../harness/people.ts';
import { addClient, addResource } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { startWebdav, type WebdavServer } from './peers/webdav-server.ts';

// Debian's cadaver speaks Basic alone, as desktop clients of WebDAV do: an app password is what it can use
setDefaultTimeout(60_000);

const AUDIENCE = 'https://dav.example.com';
const DEADLINE_MS = 30_000;
const NOTE = 'what cadaver wrote\n';

let cardea: RunningCardea;
let dav: WebdavServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cardea-cadaver-'));
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  await addPerson(cardea, alice);
  const { clientId, clientSecret } = await addClient(cardea, { name: 'file server', grants: ['none'] });
  await addResource(cardea, { uri: AUDIENCE, format: 'opaque', scope: 'files', introspectors: [clientId] });
  dav = startWebdav({ issuer: cardea.issuer, audience: AUDIENCE, clientId, clientSecret });
  await writeFile(join(folder, 'note.txt'), NOTE);
});
afterAll(async () => {
  await dav?.stop();
  await cardea?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Types commands into cadaver, which knows the name and the password from its .netrc. */
const type = async (login: { readonly name: string; readonly password: string }, ...lines: readonly string[]) => {
  await writeFile(join(folder, '.netrc'), `machine 127.0.0.1\nlogin ${login.name}\npassword ${login.password}\n`, {
    mode: 0o600,
  });
  const child = Bun.spawn(['cadaver', dav.url], {
    cwd: folder,
    env: { ...process.env, HOME: folder, LANG: 'C' },
    stdin: new Blob([`${lines.join('\n')}\nquit\n`]),
    stdout: 'pipe',
    stderr: 'pipe',
    timeout: DEADLINE_MS,
  });
  const output = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  await child.exited;
  return output.join('');
};

const addAppPassword = async (expires = '1d') => {
  const words = ['--user', alice.username, '--name', 'cadaver', '--scope', 'files', '--expires', expires];
  const {
    app_password: password,
    id,
    sub,
  } = (await cardea.cli(['auth', 'add', ...words, '--json'])).json<
    Readonly<Record<'app_password' | 'id' | 'sub', string>>
  >();
  return { name: alice.username, password, id, sub };
};

/** What is remembered of an answer is over within five seconds (design D4). */
const untilRefused = ({ name, password }: { readonly name: string; readonly password: string }) =>
  waitUntil(
    async () => {
      const headers = { authorization: `Basic ${btoa(`${name}:${password}`)}` };
      return (await fetch(dav.url, { method: 'PROPFIND', headers })).status === 401;
    },
    { what: 'the app password is refused', timeoutMs: DEADLINE_MS },
  );

describe('cadaver at a WebDAV server behind the guard (parity: WebDAV Basic)', () => {
  test('puts, lists, gets and removes a file with an app password (RFC 7617)', async () => {
    const login = await addAppPassword();
    expect(await type(login, 'put note.txt', 'ls')).toMatch(/succeeded[\s\S]*note\.txt/);
    expect(dav.files.get('/note.txt')).toBe(NOTE);
    await type(login, 'get note.txt read.txt');
    expect(await Bun.file(join(folder, 'read.txt')).text()).toBe(NOTE);
    await type(login, 'delete note.txt');
    expect(dav.files.size).toBe(0);
    expect(new Set(dav.visits.map(({ subject }) => subject))).toEqual(new Set([login.sub]));
  });

  test('is refused with any other password', async () => {
    const before = dav.visits.length;
    const said = await type({ name: alice.username, password: 'not-the-right-one' }, 'ls');
    expect(said).toMatch(/Authentication failed|Could not authenticate|401/i);
    expect(dav.visits).toHaveLength(before);
  });

  test('is refused once the app password was revoked or has expired', async () => {
    const login = await addAppPassword();
    expect(await type(login, 'ls')).toContain('collection is empty');
    await cardea.cli(['auth', 'rm', login.id, '--user', alice.username]);
    const short = await addAppPassword('2s');
    for (const gone of [login, short]) {
      await untilRefused(gone);
      const before = dav.visits.length;
      expect(await type(gone, 'ls')).toMatch(/Authentication failed|Could not authenticate|401/i);
      expect(dav.visits).toHaveLength(before);
    }
  });
});
