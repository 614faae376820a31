import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { allowInsecureRequests, ClientSecretBasic, clientCredentialsGrant, discovery } from 'openid-client';
import { freePort } from '../../harness/free-port.ts';
import { introspect, obtainToken, requestToken, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const DOCUMENTS = ['oauth-authorization-server', 'openid-configuration', 'oauth-protected-resource', 'jwks.json'];
let cardea: RunningCardea;
let client: AddedClient;
let origin: string;

beforeAll(async () => {
  const port = freePort();
  origin = `http://127.0.0.1:${port}`;
  cardea = await startCardea({ port, env: { CARDEA_ISSUER: `${origin}/tenants/one`, CARDEA_DEMO: 'false' } });
  client = await addClient(cardea, { name: 'path', scope: 'metrics' });
});

afterAll(() => cardea.stop());

describe('an issuer with a path', () => {
  test.each(DOCUMENTS)(
    'has %s in the inserted and in the appended form, the same bytes (RFC 8414 §3.1)',
    async (name) => {
      const inserted = await send(`${origin}/.well-known/${name}/tenants/one`);
      const appended = await send(`${origin}/tenants/one/.well-known/${name}`);
      expect([inserted.status, appended.status]).toEqual([200, 200]);
      expect(inserted.text).toBe(appended.text);
      for (const path of [`/.well-known/${name}`, `/.well-known/${name}/tenants`, `/.well-known/${name}/tenants/two`])
        expect((await send(origin + path)).status).toBe(404);
    },
  );

  test('is found by a client of others in both ways, which then gets a token', async () => {
    for (const algorithm of ['oauth2', 'oidc'] as const) {
      const config = await discovery(
        new URL(cardea.issuer),
        client.clientId,
        {},
        ClientSecretBasic(client.clientSecret),
        {
          algorithm,
          execute: [allowInsecureRequests],
        },
      );
      expect(config.serverMetadata().issuer).toBe(`${origin}/tenants/one`);
      expect((await clientCredentialsGrant(config)).access_token).toStartWith('cda_at_');
    }
  });

  test('stands in its tokens, endpoints and challenges', async () => {
    const token = await obtainToken(cardea, client);
    expect((await introspect(cardea, client, token)).json).toMatchObject({ iss: cardea.issuer, aud: cardea.issuer });
    const metrics = await send(`${cardea.issuer}/api/v1/metrics`);
    expect(metrics.headers.get('www-authenticate')).toContain(
      `resource_metadata="${origin}/.well-known/oauth-protected-resource/tenants/one"`,
    );
    const { json } = await send(`${origin}/.well-known/oauth-protected-resource/tenants/one`);
    expect(json).toMatchObject({ resource: cardea.issuer, authorization_servers: [cardea.issuer] });
  });

  test('is nobody outside of its path', async () => {
    expect((await requestToken(cardea, client)).status).toBe(200);
    for (const path of ['/api/v1/oauth/token', '/tenants/two/api/v1/oauth/token', '/api/v1/metrics'])
      expect((await send(origin + path, { method: 'POST' })).status).toBe(404);
  });
});
