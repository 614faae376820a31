import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import * as oidc from 'openid-client';
import { type ClientKey, createClientKey } from '../harness/assertions.ts';
import { as, introspect, obtainToken, post, type Reply } from '../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';

setDefaultTimeout(60_000);

const ORDERS = 'https://orders.example';
const BILLING = 'https://billing.example';
const BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

let here: RunningCardea;
let there: RunningCardea;
let gateway: AddedClient;
let robot: AddedClient;
let deployer: AddedClient;
let key: ClientKey;
let folder: string;

beforeAll(async () => {
  [here, there] = await Promise.all([startCardea(), startCardea()]);
  folder = await mkdtemp(join(tmpdir(), 'cardea-trust-'));
  const scope = 'read write';
  robot = await addClient(here, { name: 'Robot', scope });
  const words = ['--exchange-target', BILLING];
  await addResource(here, { uri: ORDERS, format: 'opaque', scope });
  await addResource(here, { uri: BILLING, format: 'opaque', scope });
  gateway = await addClient(here, { name: 'Gateway', grants: ['token-exchange'], scope, words });
  await here.cli(['resources', 'mod', ORDERS, '--add-introspector', gateway.clientId]);
  await here.cli(['clients', 'mod', robot.clientId, '--resource', ORDERS]);
  deployer = await addClient(there, { name: 'Deployer', grants: ['jwt-bearer'], scope });
  key = await createClientKey('ES256', 'here');
  const file = join(folder, 'keys.json');
  await writeFile(file, JSON.stringify({ keys: [key.publicJwk] }));
  await there.cli([
    ...['issuers', 'add', here.issuer, '--jwks', file, '--subjects', 'service'],
    ...['--scope', 'read', '--client', deployer.clientId],
  ]);
});

afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await rm(folder, { recursive: true, force: true });
});

/** The word of one issuer for another. */
const assertion = (claims: Readonly<Record<string, unknown>> = {}): Promise<string> =>
  new SignJWT({ sub: 'job-1', jti: randomUUID(), ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'here' })
    .setIssuer(here.issuer)
    .setAudience(there.issuer)
    .setIssuedAt()
    .setExpirationTime('2m')
    .sign(key.privateKey);

const bear = async (text: string): Promise<Reply> =>
  post(there.endpoint('token'), { grant_type: BEARER, assertion: text }, as(deployer));

test('a server takes the word of another one, once, within what it was trusted with', async () => {
  const text = await assertion();
  const { status, json } = await bear(text);
  expect({ status, scope: json.scope, type: json.token_type }).toEqual({ status: 200, scope: 'read', type: 'Bearer' });
  const about = await introspect(there, deployer, String(json.access_token));
  expect(about.json).toMatchObject({ active: true, sub: `${here.issuer}#job-1`, client_id: deployer.clientId });
  const again = await bear(text);
  expect([again.status, again.json.error]).toEqual([400, 'invalid_grant']);
  expect((await bear(await assertion({ scope: 'write' }))).json.error).toBe('invalid_scope');
});

test('and no more once it is trusted no longer', async () => {
  await there.cli(['issuers', 'mod', here.issuer, '--disable']);
  expect((await bear(await assertion())).json.error).toBe('invalid_grant');
  await there.cli(['issuers', 'mod', here.issuer, '--enable']);
  expect((await bear(await assertion())).status).toBe(200);
});

test('a token of one server is nothing at another: not as a subject, not as an assertion', async () => {
  const token = await obtainToken(here, robot);
  const exchanger = await addClient(there, {
    name: 'Exchanger',
    grants: ['token-exchange'],
    words: ['--exchange-target', there.issuer],
  });
  const form = { grant_type: EXCHANGE, subject_token: token, subject_token_type: ACCESS_TOKEN };
  expect((await post(there.endpoint('token'), form, as(exchanger))).json.error).toBe('invalid_request');
  expect((await bear(token)).json.error).toBe('invalid_grant');
});

test('openid-client exchanges a token by the generic grant (RFC 8693; parity: zitadel/oidc; RFC 8693)', async () => {
  const config = await oidc.discovery(
    new URL(here.issuer),
    gateway.clientId,
    undefined,
    oidc.ClientSecretBasic(gateway.clientSecret),
    { execute: [oidc.allowInsecureRequests] },
  );
  const tokens = await oidc.genericGrantRequest(config, EXCHANGE, {
    subject_token: await obtainToken(here, robot),
    subject_token_type: ACCESS_TOKEN,
    resource: BILLING,
  });
  expect(tokens.issued_token_type).toBe(ACCESS_TOKEN);
  const about = await oidc.tokenIntrospection(config, tokens.access_token);
  expect(about).toMatchObject({ active: true, sub: robot.clientId, act: { sub: gateway.clientId }, aud: BILLING });
});
