import { describe, expect, test } from 'bun:test';
import { commandLine } from '../../cli.fixture.ts';

const CALLBACK = 'https://app.example/callback';
const add = ['clients', 'add', '--name', 'App', '--id', 'app', '--grant', 'authorization_code'];

describe('cardea clients, for those that people sign in to', () => {
  test('every flag of add arrives in the names of RFC 7591', async () => {
    using cli = await commandLine();
    const added = await cli.json([
      ...add,
      ...['--grant', 'refresh_token', '--redirect-uri', CALLBACK, '--redirect-uri', `${CALLBACK}?app=2`],
      ...['--post-logout-redirect-uri', 'https://app.example/bye', '--scope', 'openid profile offline_access files'],
      ...['--consent', 'explicit', '--no-pkce', '--subject-type', 'pairwise', '--sector', 'app.example'],
      ...['--id-token-alg', 'ES256', '--userinfo-alg', 'ES256', '--default-max-age', '1h', '--rotate-refresh'],
      ...['--refresh-idle', '7d', '--refresh-max', '90d', '--logo-uri', 'https://app.example/logo.svg'],
      ...['--client-uri', 'https://app.example/', '--policy-uri', 'https://app.example/p'],
      ...['--tos-uri', 'https://app.example/t'],
    ]);
    expect(added).toMatchObject({
      client_id: 'app',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [CALLBACK, `${CALLBACK}?app=2`],
      post_logout_redirect_uris: ['https://app.example/bye'],
      scope: 'openid profile offline_access files',
      created_scopes: ['files'],
      consent: 'explicit',
      require_pkce: false,
      subject_type: 'pairwise',
      sector_identifier: 'app.example',
      id_token_signed_response_alg: 'ES256',
      userinfo_signed_response_alg: 'ES256',
      default_max_age: 3600,
      rotate_refresh_tokens: true,
      refresh_idle_ttl: 7 * 86_400,
      refresh_max_ttl: 90 * 86_400,
      logo_uri: 'https://app.example/logo.svg',
      client_uri: 'https://app.example/',
      policy_uri: 'https://app.example/p',
      tos_uri: 'https://app.example/t',
    });
    const shown = (await cli.type(['clients', 'show', 'app'])).stdout;
    for (const text of [CALLBACK, 'not required', 'pairwise (app.example)', 'explicit', 'replaced at each use']) {
      expect(shown).toContain(text);
    }
    const changed = await cli.json([
      ...['clients', 'mod', 'app', '--add-redirect-uri', 'https://two.example/cb', '--remove-redirect-uri', CALLBACK],
      ...['--post-logout-redirect-uri', 'https://app.example/out', '--consent', 'implicit', '--pkce'],
      ...['--subject-type', 'public', '--sector', 'none', '--id-token-alg', 'default', '--userinfo-alg', 'none'],
      ...['--default-max-age', 'none', '--no-rotate-refresh', '--refresh-idle', 'default', '--refresh-max', 'default'],
      ...['--logo-uri', 'none', '--client-uri', 'none', '--policy-uri', 'none', '--tos-uri', 'none'],
    ]);
    expect(changed).toMatchObject({
      redirect_uris: [`${CALLBACK}?app=2`, 'https://two.example/cb'],
      post_logout_redirect_uris: ['https://app.example/out'],
      consent: 'implicit',
      require_pkce: true,
      subject_type: 'public',
    });
    for (const gone of ['sector_identifier', 'id_token_signed_response_alg', 'default_max_age', 'refresh_max_ttl']) {
      expect(changed).not.toHaveProperty(gone);
    }
  });

  test('a public native client has no secret, and a scheme of its own', async () => {
    using cli = await commandLine();
    const words = [...add, '--native', '--auth-method', 'none', '--redirect-uri', 'com.example.app:/cb'];
    const added = await cli.json(words);
    expect(added).toMatchObject({ application_type: 'native', token_endpoint_auth_method: 'none', secrets: [] });
    expect(added).not.toHaveProperty('client_secret');
    expect((await cli.type(['clients', 'mod', 'app', '--web'])).exitCode).toBe(1);
  });

  test('without a redirect URI it is refused with what is missing', async () => {
    using cli = await commandLine();
    const { exitCode, stderr } = await cli.type([...add, '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      error: 'client.invalid',
      field: 'redirectUris',
      message: expect.stringContaining('needed by the grant authorization_code'),
    });
  });

  test.each([
    [['--redirect-uri', 'javascript:alert(1)'], 1, 'which browsers run'],
    [['--redirect-uri', 'http://app.example/cb'], 1, 'is not https'],
    [['--redirect-uri', CALLBACK, '--auth-method', 'none', '--no-pkce'], 1, 'public client'],
    [['--redirect-uri', CALLBACK, '--consent', 'always'], 2, 'is none of'],
    [['--redirect-uri', CALLBACK, '--id-token-alg', 'HS256'], 1, 'which this server signs with'],
  ])('%j is refused', async (words, code, message) => {
    using cli = await commandLine();
    const { exitCode, stderr } = await cli.type([...add, ...words]);
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: expect.stringContaining(message) });
  });

  test.each([
    [['--pkce', '--no-pkce'], 'exclude each other'],
    [['--native', '--web'], 'exclude each other'],
    [['--rotate-refresh', '--no-rotate-refresh'], 'exclude each other'],
  ])('mod %j is a usage error', async (words, message) => {
    using cli = await commandLine();
    await cli.json([...add, '--redirect-uri', CALLBACK]);
    const { exitCode, stderr } = await cli.type(['clients', 'mod', 'app', ...words]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
  });
});
