import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { type AppTokens, signInToApp } from '../harness/app-sign-in.ts';
import { auditAfter, tracesIn } from '../harness/beside.ts';
import { createDpopKey } from '../harness/dpop.ts';
import { as, introspect, post, type Reply, send } from '../harness/oauth.ts';
import { addPerson, alice } from '../harness/people.ts';
import { type AddedClient, addClient, addResource } from '../harness/registrations.ts';
import { createSecretWatch } from '../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';

// Two servers, and an agent that takes the word of the one to the other for the person who signed in to it
setDefaultTimeout(60_000);

const CHAT = 'https://chat.example/api';
const REDIRECT_URI = 'https://agent.example/cb';
const BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ID_JAG = 'urn:ietf:params:oauth:token-type:id-jag';
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token';

const secrets = createSecretWatch();
let here: RunningCardea;
let there: RunningCardea;
let agentHere: AddedClient;
let agentThere: AddedClient;
let tokens: AppTokens;
let aliceThere: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cardea-trust-'));
  [here, there] = await Promise.all([
    startCardea({ env: { CARDEA_IDENTITY_ASSERTIONS: 'both' } }),
    startCardea({ env: { CARDEA_IDENTITY_ASSERTIONS: 'both' } }),
  ]);
  await addResource(there, { uri: CHAT, format: 'opaque', scope: 'chat.read chat.write' });
  const resources = [CHAT];
  agentThere = await addClient(there, { name: 'Agent', grants: ['jwt-bearer'], scope: 'chat.read', resources });
  await there.cli(['resources', 'mod', CHAT, '--add-introspector', agentThere.clientId]);
  agentHere = await addClient(here, {
    name: 'Agent',
    grants: ['authorization_code', 'refresh_token', 'token-exchange'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid email offline_access',
    words: ['--identity-audience', `${there.issuer} ${agentThere.clientId} chat.read chat.write`],
  });
  secrets.keep(agentHere.clientSecret);
  secrets.keep(agentThere.clientSecret);
  await addPerson(here, alice);
  await here.cli(['users', 'mod', alice.username, '--email-verified']);
  const named = ['--username', 'a.liddell', '--email', alice.email, '--email-verified'];
  const added = await there.cli(['users', 'add', ...named, '--json']);
  aliceThere = added.json<{ id: string }>().id;
  const keys = join(folder, 'keys.json');
  await writeFile(keys, (await send(`${here.issuer}/.well-known/jwks.json`)).text);
  const words = ['--jwks', keys, '--subjects', 'email', '--scope', 'chat.read', '--client', agentThere.clientId];
  await there.cli(['issuers', 'add', here.issuer, '--assertions', 'id-jag', ...words]);
  const parameters = { scope: 'openid email offline_access' };
  ({ tokens } = await signInToApp(here, { client: agentHere, redirectUri: REDIRECT_URI, parameters }));
  secrets.keep(tokens.id_token);
});

afterAll(async () => {
  await Promise.all([secrets.stop(here), secrets.stop(there)]);
  await rm(folder, { recursive: true, force: true });
});

const exchange = async (values: Readonly<Record<string, string>> = {}, headers = {}): Promise<Reply> => {
  const subject = { subject_token: tokens.id_token, subject_token_type: ID_TOKEN };
  const form = { grant_type: EXCHANGE, requested_token_type: ID_JAG, audience: there.issuer, ...subject, ...values };
  const reply = await post(here.endpoint('token'), form, { ...as(agentHere), ...headers });
  if (reply.status === 200) secrets.keep(String(reply.json.access_token));
  return reply;
};

const present = (assertion: string, values: Readonly<Record<string, string>> = {}, headers = {}): Promise<Reply> =>
  post(there.endpoint('token'), { grant_type: BEARER, assertion, ...values }, { ...as(agentThere), ...headers });

test('both say so in discovery (draft §6, §7), and neither before it is switched on', async () => {
  const metadata = async (cardea: RunningCardea) =>
    (await send(`${cardea.issuer}/.well-known/oauth-authorization-server`)).json;
  for (const cardea of [here, there])
    expect(await metadata(cardea)).toMatchObject({
      identity_chaining_requested_token_types_supported: [ID_JAG],
      authorization_grant_profiles_supported: ['urn:ietf:params:oauth:grant-profile:id-jag'],
    });
  await using plain = await startCardea();
  const members = Object.keys(await metadata(plain));
  expect(members.filter((name) => /chaining|profiles_supported/.test(name))).toEqual([]);
});

test('an agent gets a token at the other server for the person who signed in at this one', async () => {
  const before = tracesIn(here);
  const issued = await exchange({ resource: CHAT, scope: 'chat.read chat.write' });
  expect(issued.json).toMatchObject({ issued_token_type: ID_JAG, token_type: 'N_A', expires_in: 300 });
  expect(issued.headers.get('cache-control')).toBe('no-store');
  expect(auditAfter(here, before.audit).map(({ action }) => action)).toEqual(['identity_assertion.issued']);
  expect(tracesIn(here).tokens).toBe(before.tokens);

  const assertion = String(issued.json.access_token);
  const answer = await present(assertion);
  const { status, json } = answer;
  // The agent may have less there than it may ask for
  expect({ status, scope: json.scope, type: json.token_type }).toEqual({
    status: 200,
    scope: 'chat.read',
    type: 'Bearer',
  });
  secrets.keep(String(json.access_token));
  const about = await introspect(there, agentThere, String(json.access_token));
  expect(about.json).toMatchObject({ active: true, aud: CHAT, client_id: agentThere.clientId, sub: aliceThere });

  const again = await present(assertion);
  expect([again.status, again.json.error]).toEqual([400, 'invalid_grant']);
});

test('the assertion is no access token anywhere', async () => {
  const assertion = String((await exchange()).json.access_token);
  for (const cardea of [here, there]) {
    const headers = { authorization: `Bearer ${assertion}` };
    expect((await send(cardea.endpoint('userinfo'), { headers })).status).toBe(401);
  }
  expect((await introspect(here, agentHere, assertion)).json).toEqual({ active: false });
});

test('made with a proof of a key it is good with the same key alone (RFC 9449)', async () => {
  const [key, other] = [await createDpopKey(), await createDpopKey()];
  const issued = await exchange({}, await key.header(here.endpoint('token')));
  const assertion = String(issued.json.access_token);
  expect([issued.json.token_type, decodeJwt(assertion).cnf]).toEqual(['N_A', { jkt: key.jkt }]);
  expect((await present(assertion)).json.error).toBe('invalid_grant');
  expect((await present(assertion, {}, await other.header(there.endpoint('token')))).json.error).toBe('invalid_grant');
  const answer = await present(assertion, {}, await key.header(there.endpoint('token')));
  expect([answer.status, answer.json.token_type]).toEqual([200, 'DPoP']);
  secrets.keep(String(answer.json.access_token));
});

test('no more once the person is locked at either server, or the other one trusts it no longer', async () => {
  const waiting = async () => String((await exchange()).json.access_token);
  const [first, second, third] = [await waiting(), await waiting(), await waiting()];
  await here.cli(['users', 'mod', alice.username, '--lock']);
  expect((await exchange()).json.error).toBe('invalid_request');
  // What was said before counts for its five minutes
  expect((await present(first)).status).toBe(200);
  await there.cli(['users', 'mod', 'a.liddell', '--lock']);
  expect((await present(second)).json.error).toBe('invalid_grant');
  await there.cli(['users', 'mod', 'a.liddell', '--enable']);
  await there.cli(['issuers', 'mod', here.issuer, '--disable']);
  expect((await present(third)).json.error).toBe('invalid_grant');
  await there.cli(['issuers', 'mod', here.issuer, '--enable']);
});
