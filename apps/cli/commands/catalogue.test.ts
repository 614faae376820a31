import { describe, expect, test } from 'bun:test';
import { commandLine } from '../cli.fixture.ts';

const URI = 'https://api.example';

describe('cardea auth', () => {
  test('add shows a token once; ls, show and rm know it by its id and by itself (parity: cardea auth)', async () => {
    using cli = await commandLine();
    const added = await cli.json(['auth', 'add', '--name', 'Prometheus', '--scope', 'metrics', '--expires', '90d']);
    const token = String(added.access_token);
    const id = String(added.id);
    expect(added).toMatchObject({
      access_token: expect.stringMatching(/^cda_at_/),
      token_type: 'Bearer',
      name: 'Prometheus',
      active: true,
      client_id: 'cardea-cli',
      scope: 'metrics',
    });
    expect(Number(added.exp) - Number(added.iat)).toBe(90 * 86_400);
    for (const words of [
      ['auth', 'ls'],
      ['auth', 'ls', '--json'],
      ['auth', 'show', token],
      ['auth', 'show', id, '--json'],
    ]) {
      const { exitCode, stdout, stderr } = await cli.type(words);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toContain(id);
      expect(stdout + stderr).not.toContain(token);
    }
    expect(await cli.json(['auth', 'show', '-'], { stdin: `${token}\n` })).toMatchObject({ id });
    expect(await cli.json(['auth', 'rm', '-'], { stdin: token })).toMatchObject({
      id,
      active: false,
      state: 'revoked',
    });
    expect((await cli.type(['auth', 'rm', id])).exitCode).toBe(1);
    expect(await cli.json<readonly unknown[]>(['auth', 'ls'])).toEqual([]);
    expect((await cli.type(['auth', 'ls', '--ended'])).stdout).toContain('revoked');
  });

  test('ls goes on where it ended', async () => {
    using cli = await commandLine();
    for (const name of ['a', 'b']) await cli.json(['auth', 'add', '--name', name]);
    const first = await cli.type(['auth', 'ls', '--limit', '1']);
    const more = /cardea (auth ls --cursor \S+)/.exec(first.stderr)?.[1] ?? '';
    expect((await cli.type(more.split(' '))).stdout).toMatch(/\ba\b/);
  });

  test('reset wants --yes and revokes all', async () => {
    using cli = await commandLine();
    const { id } = await cli.json(['auth', 'add', '--name', 'a']);
    expect((await cli.type(['auth', 'reset'])).exitCode).toBe(2);
    expect(await cli.json(['auth', 'reset', '--yes'])).toMatchObject({ tokens_revoked: true });
    expect(await cli.json(['auth', 'show', String(id)])).toMatchObject({ state: 'revoked' });
    expect((await cli.type(['auth', 'reset', '--client', 'nobody', '--yes'])).exitCode).toBe(1);
  });
});

describe('cardea resources, scopes and keys', () => {
  test('resources are added, shown, changed and removed', async () => {
    using cli = await commandLine();
    await cli.json(['clients', 'add', '--name', 'API', '--id', 'api', '--grant', 'none']);
    expect(await cli.json(['resources', 'add', URI, '--scope', 'a b', '--introspector', 'api'])).toMatchObject({
      resource: URI,
      resource_name: URI,
      token_format: 'jwt',
      scopes_supported: ['a', 'b'],
      introspectors: ['api'],
      created_scopes: ['a', 'b'],
    });
    const words = [
      'resources',
      'mod',
      URI,
      '--name',
      'API',
      '--format',
      'opaque',
      '--remove-scope',
      'b',
      '--token-ttl',
      '5m',
    ];
    expect(await cli.json(words)).toMatchObject({
      token_format: 'opaque',
      scopes_supported: ['a'],
      access_token_ttl: 300,
      version: 2,
    });
    expect(await cli.json(['resources', 'show', URI])).toMatchObject({ resource_name: 'API' });
    expect((await cli.type(['resources', 'ls'])).stdout).toContain(URI);
    expect((await cli.type(['resources', 'mod', URI])).exitCode).toBe(2);
    expect((await cli.type(['resources', 'rm', URI])).exitCode).toBe(2);
    expect(await cli.json(['resources', 'rm', URI, '--yes'])).toEqual({ resource: URI, removed: true });
    expect((await cli.type(['resources', 'show', URI])).exitCode).toBe(1);
  });

  test('scopes are added, listed, changed and removed', async () => {
    using cli = await commandLine();
    const added = await cli.json(['scopes', 'add', 'a', '--description', 'See', '--claim', 'name email']);
    expect(added).toEqual({ scope: 'a', description: 'See', claims: ['name', 'email'] });
    expect(await cli.json(['scopes', 'mod', 'a', '--description', 'Look'])).toMatchObject({ description: 'Look' });
    expect((await cli.type(['scopes', 'mod', 'a'])).exitCode).toBe(2);
    expect((await cli.type(['scopes', 'ls'])).stdout).toContain('Look');
    expect((await cli.type(['scopes', 'add', 'a'])).exitCode).toBe(1);
    expect(await cli.json(['scopes', 'rm', 'a', '--yes'])).toEqual({ scope: 'a', removed: true });
  });

  test('keys are listed, rotated and retired', async () => {
    using cli = await commandLine();
    expect(await cli.json(['keys', 'rotate'])).toMatchObject({ alg: 'ES256', state: 'next' });
    const { kid } = await cli.json(['keys', 'rotate', '--now']);
    expect((await cli.type(['keys', 'ls'])).stdout).toMatch(/KID +ALGORITHM +STATE/);
    expect((await cli.type(['keys', 'retire', String(kid)])).exitCode).toBe(2);
    expect(await cli.json(['keys', 'retire', String(kid), '--yes'])).toEqual({ kid, revoked: true });
    expect((await cli.type(['keys', 'retire', 'nothing', '--yes'])).exitCode).toBe(1);
    expect((await cli.type(['keys', 'rotate', '--algorithm', 'RS256'])).exitCode).toBe(1);
  });
});

describe('cardea providers', () => {
  test('are added, listed, shown, changed, tried and removed, and their secret is never shown', async () => {
    using cli = await commandLine();
    const secret = 'a secret of the provider';
    const words = ['providers', 'add', '--issuer', 'http://127.0.0.1:9', '--id', 'work', '--client-id', 'cardea'];
    const shared = ['--secret-file', '-', '--trust-email', '--match-by', 'email', '--on-match', 'link'];
    expect(await cli.json([...words, ...shared, '--allow-domain', 'example.com'], { stdin: secret })).toMatchObject({
      id: 'work',
      redirect_uri: expect.stringMatching(/\/login\/upstream\/callback\/work$/),
      auth_method: 'client_secret_basic',
      has_secret: true,
      match_by: 'email',
      on_match: 'link',
      allowed_domains: ['example.com'],
    });
    const github = ['providers', 'add', '--preset', 'github', '--client-id', 'g', '--secret-file', '-'];
    expect(await cli.json(github, { stdin: secret })).toMatchObject({ id: 'github', name: 'GitHub' });
    const listed = await cli.type(['providers', 'ls']);
    expect(listed.stdout).toMatch(/work .*http:\/\/127\.0\.0\.1:9/);
    const changes = ['--name', 'Work', '--add-domain', 'example.org', '--refresh-profile', '--disable'];
    expect(await cli.json(['providers', 'mod', 'work', ...changes])).toMatchObject({
      name: 'Work',
      enabled: false,
      allowed_domains: ['example.com', 'example.org'],
      refresh_profile: true,
      version: 2,
    });
    const shown = await cli.type(['providers', 'show', 'work']);
    expect(shown.stdout).toContain('by verified e-mail address: linked');
    expect(shown.stdout + listed.stdout).not.toContain(secret);
    expect((await cli.type(['providers', 'mod', 'work'])).exitCode).toBe(2);
    const tried = await cli.type(['providers', 'test', 'work']);
    expect(tried).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('failed  discovery') });
    expect((await cli.type(['providers', 'rm', 'work'])).exitCode).toBe(2);
    expect(await cli.json(['providers', 'rm', 'work', '--yes'])).toEqual({ id: 'work', removed: true });
    expect((await cli.type(['providers', 'show', 'work'])).exitCode).toBe(1);
  });

  test('endpoints of a server of one’s own come together, and links of people are listed', async () => {
    using cli = await commandLine();
    const words = ['providers', 'add', '--preset', 'github', '--client-id', 'g', '--auth-method', 'none'];
    const [authorization, token, userinfo] = ['a', 't', 'u'].map((path) => `https://git.example/${path}`);
    const one = ['--authorization-endpoint', authorization ?? ''];
    expect((await cli.type([...words, ...one])).exitCode).toBe(2);
    const all = [...one, '--token-endpoint', token ?? '', '--userinfo-endpoint', userinfo ?? ''];
    expect(await cli.json([...words, ...all])).toMatchObject({ endpoints: { authorization, token, userinfo } });
    await cli.json(['users', 'add', '--username', 'alice']);
    expect(await cli.json<readonly unknown[]>(['users', 'links', 'alice'])).toEqual([]);
    expect((await cli.type(['users', 'unlink', 'alice', 'github'])).exitCode).toBe(2);
    expect((await cli.type(['users', 'unlink', 'alice', 'github', '--yes'])).exitCode).toBe(1);
  });
});

describe('cardea itself', () => {
  test.each([
    [[], 0, 'stdout'],
    [['--help'], 0, 'stdout'],
    [['help', 'clients', 'add'], 0, 'stdout'],
    [['clients', '--help'], 0, 'stdout'],
    [['clients', 'add', '--help'], 0, 'stdout'],
    [['--version'], 0, 'stdout'],
    [['clients'], 2, 'stderr'],
    [['--nope'], 2, 'stderr'],
    [['nope'], 2, 'stderr'],
  ] as const)('%j ends with %d and speaks on %s', async (words, exitCode, stream) => {
    using cli = await commandLine();
    const result = await cli.type(words);
    expect(result.exitCode).toBe(exitCode);
    expect(result[stream]).not.toBe('');
    expect(result[stream === 'stdout' ? 'stderr' : 'stdout']).toBe('');
    expect(await Bun.file(`${cli.env.CARDEA_DATA_DIR}/cardea.db`).exists()).toBe(false);
  });

  test('a wrong setting is named, with what to do, and is exit code 78', async () => {
    using cli = await commandLine({ CARDEA_PORT: 'x' });
    const { exitCode, stderr } = await cli.type(['clients', 'ls']);
    expect(exitCode).toBe(78);
    expect(stderr).toContain('CARDEA_PORT');
  });
});

describe('cardea auth --user', () => {
  test('makes an app password, shown once; ls, show, rm and reset know it (PARITY, auth; app passwords)', async () => {
    using cli = await commandLine();
    await cli.json(['users', 'add', '--username', 'alice'], { secrets: ['kettle under the blue river'] });
    await cli.json(['scopes', 'add', 'files', '--description', 'Your files']);
    const add = ['auth', 'add', '--user', 'alice', '--name', 'rclone', '--scope', 'files'];
    const added = await cli.json([...add, '--expires', '30d']);
    const [password, id] = [String(added.app_password), String(added.id)];
    expect(password).toMatch(/^[0-9a-z]{6}(-[0-9a-z]{6}){3}$/);
    expect(Number(added.expires_at) - Number(added.created_at)).toBe(30 * 86_400);
    for (const words of [
      ['auth', 'ls', '--user', 'alice'],
      ['auth', 'ls', '--user', 'alice', '--json'],
      ['auth', 'show', id, '--user', 'alice'],
    ]) {
      const { exitCode, stdout, stderr } = await cli.type(words);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toContain(id);
      expect(stdout).not.toContain(password);
    }
    for (const wrong of [
      [...add, '--expires', 'never'],
      [...add, '--expires', '400d'],
      ['auth', 'add', '--user', 'alice', '--name', 'x', '--scope', 'metrics'],
      ['auth', 'add', '--user', 'nobody', '--name', 'x'],
      ['auth', 'show', 'nothing', '--user', 'alice'],
    ])
      expect((await cli.type(wrong)).exitCode).toBe(1);
    expect(await cli.json(['auth', 'rm', id, '--user', 'alice'])).toEqual({ id, revoked: true });
    expect((await cli.type(['auth', 'rm', id, '--user', 'alice'])).exitCode).toBe(1);
    await cli.json(add);
    await cli.json(['auth', 'reset', '--user', 'alice', '--yes']);
    expect(await cli.json<readonly unknown[]>(['auth', 'ls', '--user', 'alice'])).toEqual([]);
  });
});
