import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandLine, commandLine, type Typed } from './cli.fixture.ts';
import { commands } from './commands/table.ts';
import { remoteFlags } from './parse/flags-beside.ts';
import { type ServerLine, startServer } from './server.fixture.ts';

// Processes are started: a busy machine takes its time.
setDefaultTimeout(60_000);

const SECRETS = ['CARDEA_TOKEN', 'CARDEA_CLIENT_SECRET'];

describe('the command line at a server elsewhere', () => {
  let server: ServerLine;
  let elsewhere: CommandLine;
  let token: string;
  let client: { readonly id: string; readonly secret: string };

  beforeAll(async () => {
    server = await startServer();
    elsewhere = await commandLine();
    token = String((await server.json(['auth', 'add', '--name', 'cli', '--scope', 'admin:*'])).access_token);
    const words = ['clients', 'add', '--name', 'script', '--grant', 'client_credentials', '--scope', 'admin:clients:*'];
    const added = await server.json(words);
    client = { id: String(added.client_id), secret: String(added.client_secret) };
  });

  afterAll(async () => {
    elsewhere[Symbol.dispose]();
    await server.end('SIGKILL');
    server[Symbol.dispose]();
  });

  /** What is typed far from the server, where nothing of its settings is known. */
  const type = async (
    words: readonly string[],
    env: Readonly<Record<string, string>> = { CARDEA_TOKEN: token },
    typed: Typed = {},
  ) => {
    const result = await elsewhere.type(words, { ...typed, env });
    const given = [
      ...SECRETS.flatMap((name) => env[name] ?? []),
      ...words.filter((_, at) => words[at - 1] === '--token'),
    ];
    for (const secret of given.filter((one) => one.length > 8))
      expect(result.stdout + result.stderr).not.toContain(secret);
    return result;
  };
  const at = (...words: readonly string[]): readonly string[] => [...words, '--url', server.issuer];
  const failure = async (words: readonly string[], env?: Readonly<Record<string, string>>) => {
    const { exitCode, stdout, stderr } = await type([...words, '--json'], env);
    expect(stdout).toBe('');
    return { exitCode, ...(JSON.parse(stderr) as { error: string; message: string; mend: string }) };
  };

  const lists = commands
    .map(({ name }) => name)
    .filter((name) =>
      /^(clients|users|resources|scopes|issuers|providers|keys|auth|registration-tokens) ls$/.test(name),
    );

  test.each(lists)('cardea %s shows there what it shows beside the server', async (name) => {
    expect(lists.length).toBe(9);
    const there = await type([...at(...name.split(' ')), '--json']);
    expect(there.stderr).toBe('');
    expect(JSON.parse(there.stdout)).toEqual(await server.json(name.split(' ')));
  });

  test('a client is registered, shown, changed and removed there, in the name of whose token it was', async () => {
    const env = { CARDEA_CLIENT_ID: client.id, CARDEA_CLIENT_SECRET: client.secret };
    const added = await type([...at('clients', 'add', '--name', 'far', '--id', 'far'), '--json'], env);
    expect(JSON.parse(added.stdout)).toMatchObject({
      client_id: 'far',
      client_secret: expect.stringMatching(/^cda_cs_/),
    });
    expect((await type(at('clients', 'mod', 'far', '--name', 'farther'), env)).exitCode).toBe(0);
    expect(await server.json(['clients', 'show', 'far'])).toMatchObject({ client_name: 'farther' });
    expect((await type(at('clients', 'rm', 'far'), env)).exitCode).toBe(2);
    expect((await type(at('clients', 'rm', 'far', '--yes'), env)).exitCode).toBe(0);
    expect((await server.type(['clients', 'show', 'far'])).exitCode).toBe(1);
    const entries = await server.json<readonly { actor: { kind: string; id: string } }[]>([
      'audit',
      'ls',
      '--target',
      'far',
    ]);
    expect(entries.map(({ actor }) => [actor.kind, actor.id])).toEqual(entries.map(() => ['client', client.id]));
    expect(entries.length).toBe(3);
  });

  test('a pasted token is found, and what is long is read page by page', async () => {
    expect((await type([...at('auth', 'show', '-'), '--json'], undefined, { stdin: token })).exitCode).toBe(0);
    const there = await type(at('audit', 'export', '--token', token), {});
    expect(there.exitCode).toBe(0);
    expect(there.stdout.trim().split('\n').length).toBeGreaterThan(3);
  });

  test('nothing is made or read here: no folder, no key, no settings', async () => {
    expect((await type(at('keys', 'ls'), { CARDEA_TOKEN: token, CARDEA_PORT: 'nonsense' })).exitCode).toBe(0);
    expect(existsSync(join(elsewhere.folder, 'data'))).toBe(false);
    // And the variables for elsewhere are no wrong settings here
    expect((await server.type(['clients', 'ls'], { env: { CARDEA_TOKEN: token } })).exitCode).toBe(0);
  });

  test.each([
    ['an unknown token', { CARDEA_TOKEN: 'cda_at_unknown' }, 'token.refused', 'cardea auth add'],
    [
      'a wrong secret',
      { CARDEA_CLIENT_ID: 'x', CARDEA_CLIENT_SECRET: 'a wrong secret' },
      'token.denied',
      'CARDEA_CLIENT_SECRET',
    ],
  ])('%s is refused, and it is said what to do', async (_what, env, error, mend) => {
    expect(await failure(at('clients', 'ls'), env)).toMatchObject({
      exitCode: 1,
      error,
      mend: expect.stringContaining(mend),
    });
  });

  test('what the token is not for is named, and nothing was done', async () => {
    const env = { CARDEA_CLIENT_ID: client.id, CARDEA_CLIENT_SECRET: client.secret };
    const refused = await failure(at('users', 'add', '--username', 'eve', '--no-password'), env);
    expect(refused).toMatchObject({
      exitCode: 1,
      error: 'authority.scope',
      message: expect.stringContaining('admin:users:write'),
    });
    expect((await server.type(['users', 'show', 'eve'])).exitCode).toBe(1);
    const rights = await failure(at('clients', 'add', '--name', 'x', '--scope', 'admin:*'), env);
    expect(rights.error).toBe('authority.owners_only');
  });

  test('a refusal is the same as beside the server, and has the id by which the log there tells more', async () => {
    const there = await failure(at('clients', 'show', 'nobody'));
    expect(there).toMatchObject({ request_id: expect.stringMatching(/^\S{10,}$/) });
    expect({ ...there, exitCode: undefined, request_id: undefined }).toEqual({
      ...JSON.parse((await server.type(['clients', 'show', 'nobody', '--json'])).stderr),
      exitCode: undefined,
    });
  });

  test('a sign-in that is too old is told with what to do about it', async () => {
    const problem = { code: 'authority.step_up', message: 'This needs a fresh sign-in', mend: 'Sign in again' };
    const error = { message: problem.message, code: -32001, data: { code: 'UNAUTHORIZED', httpStatus: 401, problem } };
    let asked = 0;
    await using old = Bun.serve({
      port: 0,
      hostname: '127.0.0.1',
      fetch: () => {
        asked += 1;
        return Response.json({ error }, { status: 401 });
      },
    });
    const told = await failure(['keys', 'rotate', '--url', `http://127.0.0.1:${old.port}`]);
    expect(told).toMatchObject({ exitCode: 1, error: 'authority.step_up', mend: expect.stringContaining('new token') });
    expect(asked).toBe(1);
  });

  test.each([
    ['nobody is', '127.0.0.1:9', (): Response | undefined => undefined, 'server.unreachable'],
    [
      'another server is',
      undefined,
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
      'server.unexpected',
    ],
    ['a redirect leads away', undefined, () => Response.redirect('http://127.0.0.1:9/'), 'server.unexpected'],
    [
      'the database is away',
      undefined,
      () => Response.json({ error: 'temporarily_unavailable' }, { status: 503 }),
      'server.unavailable',
    ],
  ])('where %s, it is told', async (_what, host, respond, error) => {
    const answer = (): Response => respond() ?? new Response();
    await using stranger = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: answer });
    const told = await failure(['clients', 'ls', '--url', `http://${host ?? `127.0.0.1:${stranger.port}`}`]);
    expect([told.exitCode, told.error, told.mend === '']).toEqual([1, error, false]);
  });

  test.each([
    ['plain http', ['--url', 'http://id.example.com'], { CARDEA_TOKEN: 'a-token-of-mine' }, 'https'],
    ['an address that is none', ['--url', 'id.example.com'], { CARDEA_TOKEN: 'a-token-of-mine' }, 'https'],
    ['no token', ['--url', 'https://id.example.com'], {}, 'CARDEA_TOKEN'],
    [
      'a token and a client',
      ['--url', 'https://id.example.com'],
      { CARDEA_TOKEN: 'a-token-of-mine', CARDEA_CLIENT_ID: 'x' },
      'Unset',
    ],
    [
      'a client with two credentials',
      ['--url', 'https://id.example.com'],
      { CARDEA_CLIENT_ID: 'x', CARDEA_CLIENT_SECRET: 'a wrong secret', CARDEA_CLIENT_KEY_FILE: 'key.json' },
      'Unset',
    ],
    [
      'a client without its secret',
      ['--url', 'https://id.example.com'],
      { CARDEA_CLIENT_ID: 'x' },
      'CARDEA_CLIENT_SECRET',
    ],
    [
      'a token that is none',
      ['--url', 'https://id.example.com'],
      { CARDEA_TOKEN: 'two\nlines of a secret' },
      'CARDEA_TOKEN',
    ],
    ['a token for nowhere', ['--token', 'a-token-of-mine'], {}, '--url'],
  ])('%s is a wrong command line: nothing is sent', async (_what, words, env, mend) => {
    const told = await failure(['clients', 'ls', ...words], env);
    expect(told).toMatchObject({ exitCode: 2, error: 'usage', mend: expect.stringContaining(mend) });
  });

  test.each(commands.filter(({ isLocal }) => isLocal).map(({ name, args }) => [name, Object.keys(args)] as const))(
    'cardea %s is about its own machine, and is not sent elsewhere',
    async (name, args) => {
      const told = await failure([...at(...name.split(' '), ...args), '--token', token], {});
      expect(told).toMatchObject({
        exitCode: 2,
        error: 'usage',
        message: expect.stringContaining('has no flag --url'),
      });
      expect(existsSync(join(elsewhere.folder, 'data'))).toBe(false);
    },
  );
});

test('no command has a flag of its own by the name of one that leads elsewhere', () => {
  for (const { name, flags } of commands)
    expect([name, Object.keys(flags).filter((flag) => flag in remoteFlags)]).toEqual([name, []]);
});
