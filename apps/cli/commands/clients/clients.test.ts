import { describe, expect, test } from 'bun:test';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { commandLine } from '../../cli.fixture.ts';

const URI = 'https://api.example';
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });

describe('cardea clients, without a server', () => {
  test('add prints client_id and client_secret in the names of RFC 7591, on standard output alone', async () => {
    using cli = await commandLine();
    const words = ['clients', 'add', '--name', 'N', '--grant', 'client_credentials', '--scope', 'a b', '--json'];
    const { exitCode, stdout } = await cli.type(words);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      client_id: expect.stringMatching(/^c_[0-9A-Za-z]{22}$/),
      client_secret: expect.stringMatching(/^cda_cs_/),
      client_secret_expires_at: 0,
      client_name: 'N',
      client_id_issued_at: expect.any(Number),
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials'],
      scope: 'a b',
      resources: [],
      redirect_uris: [],
      application_type: 'web',
      response_types: ['code'],
      post_logout_redirect_uris: [],
      dpop_bound_access_tokens: false,
      require_pkce: true,
      require_pushed_authorization_requests: false,
      require_signed_request_object: false,
      consent: 'remembered',
      subject_type: 'public',
      registered_by: 'operator',
      enabled: true,
      secrets: [{ id: expect.any(String), created_at: expect.any(Number) }],
      updated_at: expect.any(Number),
      version: expect.any(Number),
      created_scopes: ['a', 'b'],
    });
  });

  test('add tells people once, with a warning, and says which scopes it registered', async () => {
    using cli = await commandLine();
    const { exitCode, stdout, stderr } = await cli.type(['clients', 'add', '--name', 'N', '--scope', 'a']);
    expect(exitCode).toBe(0);
    const secret = /client secret {2}(\S+)/.exec(stdout)?.[1] ?? 'none';
    expect(secret).toStartWith('cda_cs_');
    expect(stderr).toContain('only time the client secret is shown');
    expect(stderr).toContain('the scope a');
    expect(stderr).toContain('Made a new database');
    const id = /client id {6}(\S+)/.exec(stdout)?.[1] ?? 'none';
    for (const words of [
      ['clients', 'ls'],
      ['clients', 'show', id],
      ['clients', 'ls', '--json'],
      ['clients', 'show', id, '--json'],
    ]) {
      const later = await cli.type(words);
      expect(later.exitCode).toBe(0);
      expect(later.stdout).toContain(id);
      expect(later.stdout + later.stderr).not.toMatch(/cda_cs_|digest|argon2id/);
    }
  });

  test('every flag of add arrives, and mod changes or takes away what it names', async () => {
    using cli = await commandLine();
    await cli.json(['resources', 'add', URI]);
    const added = await cli.json([
      ...['clients', 'add', '--name', 'N', '--id', 'n', '--auth-method', 'client_secret_post', '--resource', URI],
      ...['--token-ttl', '15m', '--max-token-ttl', '2h', '--token-limit', '5', '--rate', '60', '--disable'],
    ]);
    expect(added).toMatchObject({
      client_id: 'n',
      token_endpoint_auth_method: 'client_secret_post',
      resources: [URI],
      access_token_ttl: 900,
      max_access_token_ttl: 7200,
      token_limit: 5,
      requests_per_minute: 60,
      enabled: false,
    });
    const changed = await cli.json([
      ...['clients', 'mod', 'n', '--name', 'M', '--add-scope', 'a b', '--remove-scope', 'a', '--remove-resource', URI],
      ...['--token-ttl', 'default', '--max-token-ttl', 'default', '--token-limit', 'none', '--rate', '30', '--enable'],
    ]);
    expect(changed).toMatchObject({
      client_name: 'M',
      scope: 'b',
      resources: [],
      requests_per_minute: 30,
      enabled: true,
      version: Number(added.version) + 1,
    });
    for (const gone of ['access_token_ttl', 'max_access_token_ttl', 'token_limit', 'client_secret']) {
      expect(changed).not.toHaveProperty(gone);
    }
  });

  test('keys come from a file, public ones alone', async () => {
    using cli = await commandLine();
    const jwk = pair.publicKey.export({ format: 'jwk' });
    await Bun.write(join(cli.folder, 'public.json'), JSON.stringify({ keys: [jwk] }));
    await Bun.write(join(cli.folder, 'private.json'), JSON.stringify(pair.privateKey.export({ format: 'jwk' })));
    const words = ['clients', 'add', '--name', 'N', '--auth-method', 'private_key_jwt', '--jwks'];
    const added = await cli.json([...words, 'public.json', '--assertion-alg', 'ES256']);
    expect(added).toMatchObject({ jwks: { keys: [jwk] }, token_endpoint_auth_signing_alg: 'ES256', secrets: [] });
    expect(added).not.toHaveProperty('client_secret');
    const refused = await cli.type([...words, 'private.json', '--json']);
    expect(refused.exitCode).toBe(1);
    expect(JSON.parse(refused.stderr)).toMatchObject({ error: 'client.invalid', field: 'jwks' });
    expect((await cli.type([...words, 'missing.json'])).exitCode).toBe(1);
    expect((await cli.type([...words, '-'], { stdin: 'no json' })).exitCode).toBe(1);
    expect((await cli.json([...words, '-'], { stdin: JSON.stringify(jwk) })).jwks).toEqual({ keys: [jwk] });
  });

  test('a secret comes from standard input without its newline, and is shown nowhere', async () => {
    using cli = await commandLine();
    const stdin = 'correct horse battery staple\n';
    const added = await cli.type(['clients', 'add', '--name', 'N', '--secret-file', '-', '--json'], { stdin });
    expect(added.exitCode).toBe(0);
    expect(added.stdout).not.toContain('correct');
    expect(JSON.parse(added.stdout)).not.toHaveProperty('client_secret');
    const weak = await cli.type(['clients', 'add', '--name', 'N', '--secret-file', '-'], { stdin: 'hunter2' });
    expect(weak.exitCode).toBe(1);
    expect(weak.stderr).not.toContain('hunter2');
  });

  test('reset rotates with the old secret kept, drops it, and revokes tokens', async () => {
    using cli = await commandLine();
    const first = await cli.json(['clients', 'add', '--name', 'N', '--id', 'n']);
    const second = await cli.json(['clients', 'reset', 'n', '--secret', '--keep-old', '7d']);
    expect(second.client_secret).not.toBe(first.client_secret);
    expect(second.secrets).toMatchObject([{}, { expires_at: expect.any(Number) }]);
    expect((await cli.json(['clients', 'reset', 'n', '--drop-old'])).secrets).toHaveLength(1);
    expect(await cli.json(['clients', 'reset', 'n', '--tokens'])).toMatchObject({ tokens_revoked: true });
    const leaked = ['clients', 'reset', 'n', '--secret', '--tokens'];
    expect((await cli.type(leaked)).exitCode).toBe(2);
    expect((await cli.type(leaked, { answer: false })).exitCode).toBe(1);
    expect((await cli.json(['clients', 'show', 'n'])).version).toBe(Number(first.version) + 2);
    expect((await cli.json([...leaked, '--yes'])).secrets).toHaveLength(1);
  });

  test('rm asks at a terminal, wants --yes elsewhere, and removes once', async () => {
    using cli = await commandLine();
    await cli.json(['clients', 'add', '--name', 'N', '--id', 'n']);
    const unasked = await cli.type(['clients', 'rm', 'n']);
    expect(unasked).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unasked.stderr).toContain('--yes');
    expect((await cli.type(['clients', 'rm', 'n'], { answer: false })).exitCode).toBe(1);
    expect(await cli.json(['clients', 'rm', 'n'], { answer: true })).toEqual({ client_id: 'n', removed: true });
    const gone = await cli.type(['clients', 'rm', 'n', '--yes', '--json']);
    expect(gone).toMatchObject({ exitCode: 1, stdout: '' });
    expect(JSON.parse(gone.stderr)).toMatchObject({
      error: 'client.not_found',
      mend: expect.stringContaining('clients ls'),
    });
  });

  test.each([
    [['clients', 'add'], '--name is needed'],
    [['clients', 'add', '--name', 'N', '--auth-method', 'basic'], 'is none of'],
    [['clients', 'add', '--name', 'N', '--token-ttl', 'soon'], 'is not a duration'],
    [['clients', 'add', '--name', 'N', '--rate', '1.5'], 'is not a whole number'],
    [['clients', 'mod', 'n'], 'nothing is to be changed'],
    [['clients', 'mod', 'n', '--enable', '--disable'], 'exclude each other'],
    [['clients', 'reset', 'n'], 'what is to be reset'],
    [['clients', 'reset', 'n', '--tokens', '--keep-old', '1d'], '--keep-old goes with --secret'],
    [['clients', 'reset', 'n', '--secret', '--drop-old'], '--drop-old goes without --secret'],
  ])('%j is a usage error and exit code 2', async (words, message) => {
    using cli = await commandLine();
    await cli.json(['clients', 'add', '--name', 'N', '--id', 'n']);
    const { exitCode, stdout, stderr } = await cli.type(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('an unregistered resource is refused with the command that registers it', async () => {
    using cli = await commandLine();
    const { exitCode, stderr } = await cli.type(['clients', 'add', '--name', 'N', '--resource', URI]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('cardea resources add');
  });
});
