import { afterAll, beforeAll, expect, test } from 'bun:test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDIENCE, type FakeIssuer, makeKey, signToken, startFakeIssuer } from './testing/fake-issuer.ts';

/** Serves one guarded path with node:http, asks it with each token, and prints status and challenge. */
const PROGRAM = `
import { createServer } from 'node:http';
import { once } from 'node:events';
import { protect } from './index.js';

const { issuer, audience, tokens } = JSON.parse(process.argv[2]);
const introspection = { clientId: 'rs', clientSecret: 'secret' };
const api = protect({ issuer, audience, scopes: ['photos:read'], introspection });
const handler = api.guard((_request, token) => new Response(token.subject));
const server = createServer(async (req, res) => {
  const response = await handler(new Request('http://localhost' + req.url, { headers: req.headers }));
  res.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const answers = [];
for (const token of tokens) {
  const url = 'http://127.0.0.1:' + server.address().port + '/';
  const response = await fetch(url, { headers: token ? { authorization: 'Bearer ' + token } : {} });
  answers.push([response.status, await response.text()]);
}
server.close();
server.closeAllConnections();
console.log(JSON.stringify(answers));
`;

let issuer: FakeIssuer;
let folder: string;

beforeAll(async () => {
  issuer = startFakeIssuer();
  folder = await mkdtemp(join(tmpdir(), 'cardea-resource-'));
  const built = await Bun.build({ entrypoints: [join(import.meta.dir, 'index.ts')], target: 'node', outdir: folder });
  expect(built.success).toBe(true);
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'program.js'), PROGRAM);
});

afterAll(async () => {
  await issuer.stop();
  await rm(folder, { recursive: true, force: true });
});

test('the guard runs on Node: keys, introspection and refusals', async () => {
  const key = await makeKey('key-1');
  issuer.keys = [key.publicJwk];
  issuer.answer = (token) => ({ active: token === 'opaque', client_id: 'daemon', aud: AUDIENCE, scope: 'photos:*' });
  const input = {
    issuer: issuer.url,
    audience: AUDIENCE,
    tokens: [
      await signToken(issuer.url, key),
      await signToken(issuer.url, key, { claims: { scope: 'other' } }),
      await signToken(issuer.url, await makeKey('key-2')),
      'opaque',
      'unknown',
      '',
    ],
  };
  const child = Bun.spawn(['node', join(folder, 'program.js'), JSON.stringify(input)], { timeout: 20_000 });
  const answers: [number, string][] = JSON.parse(await new Response(child.stdout).text());
  expect(await child.exited).toBe(0);
  expect(answers.map(([status]) => status)).toEqual([200, 403, 401, 200, 401, 401]);
  expect([answers[0]?.[1], answers[3]?.[1]]).toEqual(['client-1', 'daemon']);
}, 30_000);
