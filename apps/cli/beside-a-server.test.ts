import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type ServerLine, startServer } from './server.fixture.ts';

// Processes are started: a busy machine takes its time.
setDefaultTimeout(60_000);

describe('the command line beside a running server', () => {
  let server: ServerLine;

  beforeAll(async () => {
    server = await startServer();
  });

  afterAll(async () => {
    await server.end('SIGKILL');
    server[Symbol.dispose]();
  });

  const token = (id: unknown, secret: unknown): Promise<Response> =>
    fetch(`${server.issuer}/api/v1/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });

  test('a client it registers gets a token from the server at once, and none once it is disabled or removed', async () => {
    const words = ['clients', 'add', '--name', 'N', '--grant', 'client_credentials', '--scope', 'a b'];
    const { client_id: id, client_secret: secret } = await server.json(words);
    const response = await token(id, secret);
    expect(response.status).toBe(200);
    const { access_token: accessToken } = (await response.json()) as { access_token: string };
    expect(await server.json(['auth', 'show', '-'], { stdin: accessToken })).toMatchObject({
      client_id: id,
      scope: 'a b',
    });
    await server.json(['clients', 'mod', String(id), '--disable']);
    expect((await token(id, secret)).status).toBe(401);
    expect(await server.json(['auth', 'show', '-'], { stdin: accessToken })).toMatchObject({ state: 'revoked' });
    await server.json(['clients', 'rm', String(id), '--yes']);
    expect((await token(id, secret)).status).toBe(401);
  });

  test('a rotated secret works beside the old one until that is dropped', async () => {
    const { client_id: id, client_secret: first } = await server.json(['clients', 'add', '--name', 'N']);
    const { client_secret: second } = await server.json([
      'clients',
      'reset',
      String(id),
      '--secret',
      '--keep-old',
      '1h',
    ]);
    expect([(await token(id, first)).status, (await token(id, second)).status]).toEqual([200, 200]);
    await server.json(['clients', 'reset', String(id), '--drop-old']);
    expect([(await token(id, first)).status, (await token(id, second)).status]).toEqual([401, 200]);
  });

  test('an imported secret works', async () => {
    const secret = 'a secret from elsewhere';
    const { client_id: id } = await server.json(['clients', 'add', '--name', 'N', '--secret-file', '-'], {
      stdin: secret,
    });
    expect((await token(id, encodeURIComponent(secret))).status).toBe(200);
  });

  test('a rotated key is published by the server', async () => {
    const { kid } = await server.json(['keys', 'rotate', '--now']);
    const published = async (): Promise<readonly string[]> => {
      const { keys } = (await (await fetch(`${server.issuer}/.well-known/jwks.json`)).json()) as {
        keys: { kid: string }[];
      };
      return keys.map((key) => key.kid);
    };
    // The documents follow a moment after the answer
    const giveUpAtMs = performance.now() + 3_000;
    while (!(await published()).includes(String(kid)) && performance.now() < giveUpAtMs) await Bun.sleep(10);
    expect(await published()).toContain(String(kid));
  });

  test('a refusal is the same as without a server', async () => {
    const { exitCode, stderr } = await server.type(['clients', 'show', 'nobody', '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ error: 'client.not_found' });
  });

  test('the settings of the server are its own: a shell without its master key makes none', async () => {
    const key = join(server.folder, 'data', 'master.key');
    const before = statSync(key).mtimeMs;
    expect((await server.type(['keys', 'ls'], { env: { CARDEA_SECRET: '' } })).exitCode).toBe(78);
    expect((await server.type(['keys', 'ls'])).exitCode).toBe(0);
    expect(statSync(key).mtimeMs).toBe(before);
  });

  test('backup makes a private copy while it runs, and overwrites nothing', async () => {
    const file = join(server.folder, 'copy.db');
    expect(await server.json(['backup', 'copy.db'])).toEqual({ file, bytes: statSync(file).size });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { exitCode, stderr } = await server.type(['backup', 'copy.db', '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ error: 'backup.file_exists' });
    const nowhere = await server.type(['backup', 'missing/copy.db']);
    expect(nowhere.exitCode).toBe(1);
    expect(nowhere.stderr).toContain('the folder does not exist');
  });

  test('restore refuses while it runs; migrate has nothing to do', async () => {
    const { exitCode, stderr } = await server.type(['restore', 'copy.db', '--yes', '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      error: 'database.owned',
      message: expect.stringContaining(String(server.pid)),
    });
    expect(await server.json(['migrate'])).toEqual({ migrated_by: server.pid });
  });

  test('doctor finds all well, and the issuer where clients look for it', async () => {
    const { healthy, findings } = await server.json(['doctor']);
    expect(healthy).toBe(true);
    expect(findings).toContainEqual({ check: 'issuer', state: 'good', found: expect.stringContaining(server.issuer) });
  });
});

test('after kill -9 of the server the command line goes on by itself, with everything that was acknowledged', async () => {
  const server = await startServer();
  try {
    const { client_id: id } = await server.json(['clients', 'add', '--name', 'N']);
    await server.end('SIGKILL');
    expect(await server.json(['clients', 'show', String(id)])).toMatchObject({ client_name: 'N' });
  } finally {
    await server.end('SIGKILL');
    server[Symbol.dispose]();
  }
});

test('a server that is told to stop takes its socket with it', async () => {
  const server = await startServer();
  try {
    expect(await server.end('SIGTERM')).toBe(0);
    expect(await Bun.file(join(server.folder, 'data', 'cardea.sock')).exists()).toBe(false);
    expect((await server.type(['clients', 'ls'])).exitCode).toBe(0);
  } finally {
    await server.end('SIGKILL');
    server[Symbol.dispose]();
  }
});
