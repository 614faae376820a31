import { describe, expect, test } from 'bun:test';
import { quoted, type SnippetFacts } from './snippet.ts';
import { snippetsOf } from './snippets.ts';

const facts = (client: Partial<SnippetFacts['client']>): SnippetFacts => ({
  client: {
    ...{ id: 'c', authMethod: 'client_secret_basic', applicationType: 'web', grantTypes: [] },
    ...{ scopes: ['read'], resources: [], redirectUris: [], ...client },
  },
  ...{ issuer: 'https://id.example', basePath: '/api/v1/oauth', secret: "it's" },
});
const ids = (client: Partial<SnippetFacts['client']>) => snippetsOf(facts(client)).map(({ id }) => id);
const signsIn = ['authorization_code', 'refresh_token'];
const transpiler = new Bun.Transpiler({ loader: 'ts' });

describe('what is offered to copy', () => {
  test('fits the client: nothing with a secret for one that has none, nothing for people where nobody signs in', () => {
    expect(ids({ grantTypes: ['client_credentials'] })).toEqual([
      'snippet-curl',
      'snippet-openid-client-machine',
      'snippet-prometheus',
    ]);
    expect(ids({ grantTypes: signsIn })).toEqual(['snippet-openid-client', 'snippet-apache']);
    expect(ids({ grantTypes: signsIn, authMethod: 'none' })).toEqual(['snippet-openid-client']);
    expect(ids({ grantTypes: ['urn:ietf:params:oauth:grant-type:device_code'], authMethod: 'none' })).toEqual([
      'snippet-device',
    ]);
    const urn = 'urn:ietf:params:oauth:grant-type:';
    expect(ids({ grantTypes: [`${urn}token-exchange`, `${urn}jwt-bearer`, 'password', 'session'] })).toEqual([
      'snippet-exchange',
      'snippet-assertion',
      'snippet-password',
    ]);
    expect(ids({ grantTypes: ['password', 'session'], authMethod: 'none' })).toEqual([]);
    expect(ids({})).toEqual(['snippet-introspection']);
    expect(ids({ grantTypes: ['client_credentials'], authMethod: 'private_key_jwt' })).toEqual([]);
    expect(ids({ grantTypes: ['client_credentials'], authMethod: 'client_secret_jwt' })).toEqual([
      'snippet-openid-client-machine',
    ]);
  });

  test('proves the client as it is registered', () => {
    const texts = (authMethod: SnippetFacts['client']['authMethod']) =>
      snippetsOf(facts({ grantTypes: ['client_credentials', ...signsIn], authMethod }))
        .map(({ text }) => text)
        .join('\n');
    expect(texts('client_secret_basic')).toContain("-u 'c:");
    expect(texts('client_secret_basic')).toContain('oidc.ClientSecretBasic(');
    expect(texts('client_secret_post')).toContain("--data-urlencode 'client_secret=");
    expect(texts('client_secret_post')).not.toContain('-u ');
    expect(texts('client_secret_post')).toContain('OIDCProviderTokenEndpointAuth client_secret_post');
    expect(texts('none')).toContain('oidc.None()');
  });

  test('a secret with a quotation mark breaks out of no shell and no script', () => {
    const [curl, script] = snippetsOf(facts({ grantTypes: ['client_credentials'] }));
    expect(curl?.text).toContain(quoted("c:it's"));
    expect(quoted("it's")).toBe(`'it'\\''s'`);
    expect(script?.text).toContain("'it\\'s'");
  });

  test('scripts are scripts, and name the resource that the client is for', () => {
    const made = [{ grantTypes: ['client_credentials'] }, { grantTypes: signsIn, authMethod: 'none' as const }].flatMap(
      (client) => snippetsOf(facts({ ...client, resources: ['https://mcp.example/'], scopes: ['a"b', "c'd"] })),
    );
    const scripts = made.filter(({ id }) => id.startsWith('snippet-openid-client'));
    expect(scripts).toHaveLength(2);
    for (const { text } of scripts) {
      expect(() => transpiler.transformSync(text)).not.toThrow();
      expect(text).toContain("resource: 'https://mcp.example/'");
      expect(text).not.toContain('allowInsecureRequests');
    }
  });
});
