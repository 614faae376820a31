import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { auditAfter, readableAtRest } from '../../harness/beside.ts';
import {
  as,
  basic,
  bearer,
  introspect,
  obtainToken,
  post,
  postJson,
  type Reply,
  requestToken,
  revoke,
  send,
} from '../../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

const API = 'https://api.example.com/canaries';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const CHOSEN = 'canary-chosen-secret-4711';
const MASTER_KEY = 'pM3Ue0Zx9vQk7TtB2yWnR5sLcHdJfGaX8iOuEoV1zK4=';
const SELECTOR_CHARS = 22;

let cardea: RunningCardea;
/** What must be found nowhere but in the answer that gave it. */
const canaries = new Map<string, string>();
const bodies: string[] = [];
let metrics: string;
let audit: string;
let atRest: readonly string[];
let files: readonly { readonly name: string; readonly mode: number; readonly content: string }[];
let logs: string;

const keep = (name: string, secret: string): string => {
  canaries.set(name, secret);
  return secret;
};

/** The half of a handle that is secret; its selector is no secret, and is logged on purpose. */
const verifierOf = (handle: string): string => handle.slice('cda_xx_'.length + SELECTOR_CHARS);
const signatureOf = (jwt: string): string => jwt.split('.')[2] ?? '';

const refused = async (answer: Promise<Reply>): Promise<void> => {
  const { status, text, headers } = await answer;
  expect(status).toBeGreaterThanOrEqual(400);
  bodies.push(text, JSON.stringify([...headers]));
};

const signed = async (client: AddedClient, key: CryptoKey | Uint8Array, alg: string, jti: string): Promise<string> =>
  new SignJWT({ jti })
    .setProtectedHeader({ alg, ...(alg === 'ES256' ? { kid: 'canary' } : {}) })
    .setIssuer(client.clientId)
    .setSubject(client.clientId)
    .setAudience(cardea.issuer)
    .setExpirationTime('2m')
    .sign(key);

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOG_LEVEL: 'trace', CARDEA_SECRET: keep('master key', MASTER_KEY) } });
  await addResource(cardea, { uri: API, format: 'jwt', scope: 'a' });
  const words = ['clients', 'add', '--name', 'chosen', '--scope', 'a', '--json', '--secret-file', '-'];
  const { client_id } = (await cardea.cli(words, { stdin: CHOSEN })).json<{ client_id: string }>();
  const chosen = { clientId: client_id, clientSecret: keep('chosen secret', CHOSEN) };
  const generated = await addClient(cardea, { name: 'generated', scope: 'a metrics', resources: [API, cardea.issuer] });
  keep('generated secret', verifierOf(generated.clientSecret));
  const mac = await addClient(cardea, { name: 'mac', authMethod: 'client_secret_jwt' });
  keep('sealed secret', verifierOf(mac.clientSecret));
  const pair = await generateKeyPair('ES256', { extractable: true });
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'canary', alg: 'ES256', use: 'sig' }];
  const signer = await addClient(cardea, { name: 'signer', authMethod: 'private_key_jwt', keys });

  const opaque = await obtainToken(cardea, generated, { resource: cardea.issuer, scope: 'metrics' });
  keep('opaque token', verifierOf(opaque));
  const jwt = await obtainToken(cardea, generated, { resource: API, scope: 'a' });
  keep('JWT', signatureOf(jwt));
  keep('token of a chosen secret', verifierOf(await obtainToken(cardea, chosen)));
  for (const [client, key, alg] of [
    [mac, new TextEncoder().encode(mac.clientSecret), 'HS256'],
    [signer, pair.privateKey, 'ES256'],
  ] as const) {
    const assertion = await signed(client, key, alg, crypto.randomUUID());
    keep(`assertion by ${alg}`, signatureOf(assertion));
    const form = {
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: assertion,
    };
    const answer = await post(cardea.endpoint('token'), form);
    expect(answer.status).toBe(200);
    keep(`token by ${alg}`, verifierOf(String(answer.json.access_token)));
    await refused(post(cardea.endpoint('token'), form));
    await refused(postJson(cardea.endpoint('token'), { ...form, client_assertion: [assertion] }));
  }
  await introspect(cardea, generated, opaque);

  // Secrets at every wrong place, and wrong secrets at the right one
  const token = cardea.endpoint('token');
  // At the place of something that is no secret, a secret is known by its prefix alone
  const misplaced = generated.clientSecret;
  const wrong = keep('wrong secret', 'canary-wrong-secret-4712');
  await refused(requestToken(cardea, { ...generated, clientSecret: wrong }));
  await refused(requestToken(cardea, { clientId: misplaced, clientSecret: wrong }));
  await refused(post(token, `client_id=x&client_secret=${wrong}&client_secret=${wrong}&grant_type=client_credentials`));
  await refused(
    post(`${token}?client_secret=${wrong}&access_token=${opaque}`, { grant_type: misplaced }, as(generated)),
  );
  await refused(postJson(token, `{"client_secret":"${wrong}",`));
  await refused(postJson(token, { client_secret: { nested: wrong } }));
  await refused(post(token, wrong, { 'content-type': 'text/plain', 'x-secret': wrong }));
  await refused(post(token, { scope: misplaced, grant_type: 'client_credentials' }, as(generated)));
  await refused(
    post(token, { resource: `https://x:${wrong}@h.example`, grant_type: 'client_credentials' }, as(generated)),
  );
  await refused(post(token, { grant_type: 'client_credentials' }, { authorization: `Bearer ${wrong}` }));
  await refused(post(token, { grant_type: 'client_credentials' }, { authorization: `Basic ${wrong}` }));
  await refused(post(cardea.endpoint('revoke'), {}, basic(generated.clientId, wrong)));
  await refused(send(`${cardea.issuer}/api/v1/metrics?access_token=${opaque}`));
  await refused(send(`${cardea.issuer}/api/v1/metrics`, { headers: bearer(wrong) }));
  await refused(send(`${cardea.issuer}/api/v1/metrics`, { headers: { 'x-auth-token': jwt } }));
  await refused(
    send(`${cardea.issuer}/${misplaced}?token=${opaque}`, {
      headers: { cookie: `session=${wrong}`, referer: `https://x/?code=${wrong}` },
    }),
  );
  await refused(send(`${cardea.issuer}/api/v1/oauth/token/${opaque}`));
  metrics = (await send(`${cardea.issuer}/api/v1/metrics`, { headers: bearer(opaque) })).text;
  await cardea.cli(['clients', 'reset', generated.clientId, '--secret', '--yes', '--json']);
  await cardea.cli(['keys', 'rotate', '--now', '--json']);
  await revoke(cardea, generated, opaque);
  audit = JSON.stringify(auditAfter(cardea, 0));
  atRest = await readableAtRest(cardea, canaries.values());
  files = await Promise.all((await readdir(cardea.dataDir)).map(readOf(cardea.dataDir)));
  await cardea.stop();
  logs = cardea.logs();
}, 60_000);

afterAll(() => cardea.stop());

const readOf = (folder: string) => async (name: string) => {
  const path = join(folder, name);
  const { mode } = await stat(path);
  const bytes = name.startsWith('cardea.db') ? await Bun.file(path).bytes() : new Uint8Array();
  return { name, mode, content: Buffer.from(bytes).toString('latin1') };
};

const found = (text: string): readonly string[] =>
  [...canaries].filter(([, secret]) => text.includes(secret)).map(([name]) => name);

describe('no secret, token, verifier, assertion or private key is found (S157, INV6)', () => {
  test('in the answers to what was refused', () => {
    expect(bodies.length).toBeGreaterThan(40);
    expect(found(bodies.join('\n'))).toEqual([]);
  });

  test('in the metrics', () => {
    expect(metrics).toContain('cardea_http_requests_total');
    expect(found(metrics)).toEqual([]);
  });

  test('in the audit log', () => {
    expect(audit).toContain('access_token.issued');
    expect(found(audit)).toEqual([]);
  });

  test('in the files of the database, byte by byte, the log of writes and free pages among them', () => {
    expect(atRest).toEqual([]);
    expect(files.map(({ name }) => name)).toContain('cardea.db-wal');
    for (const { name, mode, content } of files) {
      // Every file of the folder is for its owner alone
      expect([name, mode & 0o077]).toEqual([name, 0]);
      // A private JWK (RFC 7518 §6.2.2) or a PEM file
      expect(content).not.toMatch(/"d"\s*:\s*"|PRIVATE KEY/);
    }
  });

  test('in the log at its most talkative, nor in what the server prints', () => {
    expect(logs).toContain('"refused"');
    expect(found(logs)).toEqual([]);
    expect(logs).not.toMatch(/"level":"(error|fatal)"/);
  });
});
