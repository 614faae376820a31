import { describe, expect, test } from 'bun:test';
import { adminFixture, refusalOf } from '../admin.fixture.ts';

const CALLBACK = 'https://app.example/callback';
const app = { name: 'App', grantTypes: ['authorization_code', 'refresh_token'], redirectUris: [CALLBACK] };

describe('a client that people sign in to', () => {
  test('asks for PKCE and for consent once, has public subjects and the response type code', async () => {
    const { admin } = await adminFixture();
    const { client } = await admin.clients.add({ ...app, scopes: ['openid', 'profile', 'files'] });
    expect(client).toMatchObject({
      redirectUris: [CALLBACK],
      applicationType: 'web',
      requirePkce: true,
      consent: 'remembered',
      responseTypes: ['code'],
      postLogoutRedirectUris: [],
      subjectType: 'public',
    });
  });

  test('is what a client with a redirect URI and no grant is', async () => {
    const { admin } = await adminFixture();
    const { client } = await admin.clients.add({ name: 'App', redirectUris: [CALLBACK] });
    expect(client.grantTypes).toEqual(['authorization_code']);
  });

  test('needs no registration for its identity scopes', async () => {
    const { admin } = await adminFixture();
    const scopes = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access', 'files'];
    const { createdScopes, client } = await admin.clients.add({ ...app, scopes });
    expect(createdScopes).toEqual(['files']);
    expect(client.scopes).toEqual(scopes);
    expect((await admin.scopes.list()).items.map(({ name }) => name)).toEqual(['files']);
  });

  test('may be public', async () => {
    const { admin } = await adminFixture();
    const { client, secret } = await admin.clients.add({ ...app, authMethod: 'none' });
    expect({ secrets: client.secrets, secret }).toEqual({ secrets: [], secret: undefined });
  });

  test('a native one may have a scheme of its own and loopback addresses (RFC 8252 §7)', async () => {
    const { admin } = await adminFixture();
    const redirectUris = ['com.example.app:/callback', 'http://127.0.0.1/callback', 'http://[::1]/callback'];
    const native = await admin.clients.add({ ...app, redirectUris, applicationType: 'native', authMethod: 'none' });
    expect(native.client.redirectUris).toEqual(redirectUris);
    expect(await refusalOf(admin.clients.modify({ id: native.client.id, applicationType: 'web' }))).toMatchObject({
      code: 'client.invalid',
      field: 'redirectUris',
    });
  });

  test.each([
    'http://app.example/callback',
    'https://app.example/callback#f',
    'https://u:p@app.example/callback',
    'https://app.example/../callback',
    'https://app.example/%2e%2e/callback',
    'https://*.app.example/callback',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://app.example/1',
    'com.example.app:/callback',
    '/callback',
    'app.example/callback',
    '',
    'https://app.example/call back',
    'https://app.example/é',
    'https://app.example\\@evil.example/',
    `https://app.example/${'x'.repeat(2048)}`,
  ])('refuses the redirect URI %.60s, after sign-in and after sign-out (S002)', async (uri) => {
    const { admin, audit } = await adminFixture();
    for (const field of ['redirectUris', 'postLogoutRedirectUris']) {
      const refusal = await refusalOf(admin.clients.add({ ...app, [field]: [uri] }));
      expect(refusal).toMatchObject({ code: 'client.invalid', field });
    }
    expect(await audit()).toEqual([]);
  });

  test.each([
    [{ ...app, redirectUris: [] }, 'redirectUris'],
    [{ ...app, redirectUris: Array.from({ length: 65 }, (_, i) => `${CALLBACK}/${i}`) }, 'redirectUris'],
    [{ ...app, authMethod: 'none' as const, requirePkce: false }, 'requirePkce'],
    [{ ...app, authMethod: 'none' as const, rotateRefreshTokens: false }, 'rotateRefreshTokens'],
    [{ ...app, responseTypes: ['token' as const] }, 'responseTypes'],
    [
      { ...app, subjectType: 'pairwise' as const, redirectUris: [CALLBACK, 'https://other.example/'] },
      'sectorIdentifier',
    ],
    [{ ...app, sectorIdentifier: 'https://app.example/sector' }, 'sectorIdentifier'],
    [{ ...app, idTokenSigningAlgorithm: 'none' }, 'idTokenSigningAlgorithm'],
    [{ ...app, idTokenSigningAlgorithm: 'HS256' }, 'idTokenSigningAlgorithm'],
    [{ ...app, userinfoSigningAlgorithm: 'RS256' }, 'userinfoSigningAlgorithm'],
    [{ ...app, defaultMaxAgeSeconds: -1 }, 'defaultMaxAgeSeconds'],
    [{ ...app, refreshIdleSeconds: 0 }, 'refreshIdleSeconds'],
    [{ ...app, refreshIdleSeconds: 100, refreshMaxSeconds: 99 }, 'refreshIdleSeconds'],
    [{ ...app, refreshMaxSeconds: 1.5 }, 'refreshMaxSeconds'],
    [{ ...app, logoUri: 'http://app.example/logo.png' }, 'logoUri'],
    [{ ...app, clientUri: 'javascript:alert(1)' }, 'clientUri'],
    [{ ...app, policyUri: 'app.example' }, 'policyUri'],
    [{ ...app, termsUri: 'https://u:p@app.example/' }, 'termsUri'],
  ])('refuses %j by the field %s', async (input, field) => {
    const { admin, audit } = await adminFixture();
    expect(await refusalOf(admin.clients.add(input))).toMatchObject({ code: 'client.invalid', field });
    expect(await audit()).toEqual([]);
  });

  test('all its settings are kept, changed, and taken away', async () => {
    const { admin } = await adminFixture();
    const settings = {
      requirePkce: false,
      consent: 'explicit',
      postLogoutRedirectUris: ['https://app.example/bye'],
      subjectType: 'pairwise',
      sectorIdentifier: 'app.example',
      idTokenSigningAlgorithm: 'ES256',
      userinfoSigningAlgorithm: 'ES256',
      defaultMaxAgeSeconds: 0,
      refreshIdleSeconds: 60,
      refreshMaxSeconds: 600,
      rotateRefreshTokens: true,
      logoUri: 'https://app.example/logo.png',
      clientUri: 'https://app.example/',
      policyUri: 'https://app.example/policy',
      termsUri: 'https://app.example/terms',
    } as const;
    const { client } = await admin.clients.add({ ...app, ...settings });
    expect(client).toMatchObject(settings);
    const cleared = await admin.clients.modify({
      id: client.id,
      requirePkce: true,
      consent: 'implicit',
      subjectType: 'public',
      sectorIdentifier: null,
      idTokenSigningAlgorithm: null,
      userinfoSigningAlgorithm: null,
      defaultMaxAgeSeconds: null,
      refreshIdleSeconds: null,
      refreshMaxSeconds: null,
      rotateRefreshTokens: null,
      logoUri: null,
      clientUri: null,
      policyUri: null,
      termsUri: null,
    });
    const { client: plain } = await admin.clients.add({ ...app, consent: 'implicit' });
    expect(cleared.client).toEqual({
      ...plain,
      id: client.id,
      secrets: client.secrets,
      postLogoutRedirectUris: settings.postLogoutRedirectUris,
      version: client.version + 1,
    });
  });

  test('a client without PKCE cannot become public', async () => {
    const { admin } = await adminFixture();
    const { client } = await admin.clients.add({ ...app, requirePkce: false });
    const refusal = await refusalOf(admin.clients.modify({ id: client.id, authMethod: 'none' }));
    expect(refusal).toMatchObject({ code: 'client.invalid', field: 'requirePkce' });
  });
});
