import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { allowInsecureRequests, processResourceDiscoveryResponse, resourceDiscoveryRequest } from 'oauth4webapi';
import { obtainToken, send } from '../../harness/oauth.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
let cardea: RunningCardea;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
});

afterAll(() => cardea.stop());

const document = () => send(`${cardea.issuer}/.well-known/oauth-protected-resource`);

test('names the resource, its authorization server and how tokens are sent (RFC 9728 §2)', async () => {
  const { json, headers } = await document();
  expect(headers.get('content-type')).toBe('application/json');
  expect(json).toMatchObject({
    resource: cardea.issuer,
    authorization_servers: [cardea.issuer],
    bearer_methods_supported: ['header'],
  });
});

test('is read by a client of others (RFC 9728 §3.3)', async () => {
  const resource = new URL(cardea.issuer);
  const response = await resourceDiscoveryRequest(resource, { [allowInsecureRequests]: true });
  const metadata = await processResourceDiscoveryResponse(resource, response);
  expect(metadata.authorization_servers).toEqual([cardea.issuer]);
});

test('the challenge of the API points to it, and it to a server that gives the right token (RFC 9728 §5.1)', async () => {
  const client = await addClient(cardea, { name: 'metrics', scope: 'metrics' });
  const api = `${cardea.issuer}/api/v1/metrics`;
  const challenge = (await send(api)).headers.get('www-authenticate') ?? '';
  const [, pointer = ''] = /resource_metadata="([^"]+)"/.exec(challenge) ?? [];
  const { json } = await send(pointer);
  const token = await obtainToken(cardea, client, { resource: String(json.resource), scope: 'metrics' });
  expect((await send(api, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
});

test('the authorization server names the resource in turn (RFC 9728 §4)', async () => {
  const { json } = await send(`${cardea.issuer}/.well-known/oauth-authorization-server`);
  expect(json.protected_resources).toEqual([(await document()).json.resource]);
});
