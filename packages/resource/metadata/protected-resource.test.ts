import { describe, expect, test } from 'bun:test';
import { metadataUrlOf, protectedResourceMetadata } from './protected-resource.ts';

const photos = protectedResourceMetadata({
  resource: 'https://api.example.com/photos',
  authorizationServers: ['https://auth.example.com'],
  scopes: ['photos:read'],
  name: 'Photos',
  documentation: 'https://docs.example.com/photos',
});
const ask = (method: string): Response => photos.handler(new Request(photos.url, { method }));

describe('protected resource metadata (RFC 9728)', () => {
  test.each([
    ['https://api.example.com', 'https://api.example.com/.well-known/oauth-protected-resource'],
    ['https://api.example.com/', 'https://api.example.com/.well-known/oauth-protected-resource'],
    ['https://api.example.com/a/b', 'https://api.example.com/.well-known/oauth-protected-resource/a/b'],
    ['https://api.example.com:8443/a?k=v', 'https://api.example.com:8443/.well-known/oauth-protected-resource/a?k=v'],
  ])('of %s lies at %s (§3.1)', (resource, url) => expect(metadataUrlOf(resource)).toBe(url));

  test('names the resource, its issuers, scopes and how a token is sent (§2)', async () => {
    expect(photos.path).toBe('/.well-known/oauth-protected-resource/photos');
    const response = ask('GET');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      resource: 'https://api.example.com/photos',
      authorization_servers: ['https://auth.example.com'],
      scopes_supported: ['photos:read'],
      bearer_methods_supported: ['header'],
      resource_name: 'Photos',
      resource_documentation: 'https://docs.example.com/photos',
    });
  });

  test('leaves out what is not known', async () => {
    const { handler, url } = protectedResourceMetadata({ resource: 'https://a.example', authorizationServers: [] });
    const document = JSON.parse(await handler(new Request(url)).text());
    expect(Object.keys(document)).toEqual(['resource', 'authorization_servers', 'bearer_methods_supported']);
  });

  test('answers HEAD without a body, and no other method', async () => {
    expect(await ask('HEAD').text()).toBe('');
    const refused = ask('POST');
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});
