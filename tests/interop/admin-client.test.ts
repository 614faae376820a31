import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { blocks } from '../docs/markdown.ts';
import { REPOSITORY } from '../harness/command-line.ts';
import { createDashboard, type Dashboard } from '../harness/dashboard.ts';
import { type AddedClient, addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';

setDefaultTimeout(120_000);

/** Everything that a stranger's editor completes, and what their compiler must refuse. */
const TYPES = `
import type { AdminInputs, AdminOutputs, AdminProblem, AdminRouter, ProblemCode } from '@cardea/admin-client';
import { createTRPCClient, httpLink } from '@trpc/client';

const own = createTRPCClient<AdminRouter>({ links: [httpLink({ url: 'https://id.example/admin/trpc' })] });
export const shown: Promise<AdminOutputs['clients']['show']> = own.clients.show.query({ id: 'x' });
export const added = async (): Promise<string> => (await own.clients.add.mutate({ name: 'x' })).client.id;
export const wish: AdminInputs['users']['add'] = { username: 'alice', role: 'auditor' };
export const codes: readonly ProblemCode[] = ['client.conflict', 'authority.step_up'];
export const isStale = ({ kind, code }: AdminProblem): boolean => kind === 'conflict' && code.endsWith('.conflict');
// @ts-expect-error a misspelt field
export const misspelt: AdminInputs['clients']['add'] = { name: 'x', redirectUri: [] };
// @ts-expect-error a procedure that is none
own.clients.destroy.mutate({ id: 'x' });
// @ts-expect-error a change is no query
own.clients.add.query({ name: 'x' });
// @ts-expect-error a role that is none
export const role: AdminInputs['users']['add'] = { username: 'alice', role: 'root' };
// @ts-expect-error a code that is none
export const code: ProblemCode = 'client.vanished';
`;

/** Proves its client by a key and its requests by another, and says what it meets. */
const PROGRAM = `
import { createAdminClient, generateDpopKey, problemOf } from '@cardea/admin-client';

const issuer = process.env.ISSUER ?? '';
const clientId = process.env.CLIENT_ID ?? '';
const privateKeyJwt = JSON.parse(process.env.PRIVATE_KEY ?? '{}');
const dpop = await generateDpopKey();
const admin = createAdminClient({ issuer, clientId, privateKeyJwt, dpop });

const said = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'done';
  } catch (error) {
    const problem = problemOf(error);
    return problem === undefined ? String(error) : problem.kind + ' ' + problem.code;
  }
};

const { client, secret } = await admin.clients.add.mutate({ name: 'made outside' });
const wrong = createAdminClient({ issuer, clientId: client.id, clientSecret: 'wrong' });
const little = createAdminClient({ issuer, clientId: client.id, clientSecret: secret ?? '', scopes: [] });
const stolen = createAdminClient({ issuer, token: 'cda_at_none' });
const nobody = createAdminClient({ issuer: 'http://127.0.0.1:9', token: 'x' });
console.log(
  JSON.stringify({
    shown: (await admin.clients.show.query({ id: client.id })).name,
    several: (await Promise.all([1, 2, 3].map(() => admin.clients.show.query({ id: client.id })))).length,
    stale: await said(admin.clients.modify.mutate({ id: client.id, version: client.version - 1, name: 'x' })),
    missing: await said(admin.clients.show.query({ id: 'nobody' })),
    invalid: await said(admin.clients.show.query({ id: 'x'.repeat(5000) })),
    owners: await said(admin.clients.add.mutate({ name: 'x', scopes: ['admin:*'] })),
    elsewhere: await said(admin.users.show.query({ id: 'x' })),
    wrong: await said(wrong.clients.show.query({ id: client.id })),
    little: await said(little.clients.show.query({ id: client.id })),
    stolen: await said(stolen.clients.show.query({ id: client.id })),
    nobody: await said(nobody.clients.show.query({ id: client.id })),
    removed: await said(admin.clients.remove.mutate({ id: client.id })),
  }),
);
`;

let cardea: RunningCardea;
let dashboard: Dashboard;
let withSecret: AddedClient;
let withKey: AddedClient;
let privateKey: string;
let example: string;

beforeAll(async () => {
  const { publicKey, privateKey: secretKey } = await generateKeyPair('ES256', { extractable: true });
  const readme = await Bun.file(join(REPOSITORY, 'packages/admin-client/README.md')).text();
  example = blocks(readme).find(({ language }) => language === 'ts')?.text ?? '';
  [cardea, dashboard] = await Promise.all([
    startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_DPOP_NONCE: 'required' } }),
    createDashboard(),
  ]);
  withSecret = await addClient(cardea, { name: 'dashboard', scope: 'admin:clients:*' });
  withKey = await addClient(cardea, {
    ...{ name: 'keyed', scope: 'admin:clients:*', authMethod: 'private_key_jwt' },
    keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }],
  });
  privateKey = JSON.stringify({ ...(await exportJWK(secretKey)), kid: 'k1', alg: 'ES256' });
});

afterAll(async () => {
  await dashboard[Symbol.asyncDispose]();
  await cardea.stop();
});

describe('a dashboard outside this repository, with the packed client installed', () => {
  test('is type-checked: what the contract has is completed, what it has not is refused', async () => {
    await dashboard.write('types.ts', TYPES);
    await dashboard.write('program.ts', PROGRAM);
    await dashboard.write('example.ts', example);
    expect(await dashboard.check()).toEqual({ exitCode: 0, output: '' });
    await dashboard.write('types.ts', TYPES.replaceAll('// @ts-expect-error', '//'));
    const { exitCode, output } = await dashboard.check();
    expect([exitCode === 0, output.match(/^types\.ts\(.*error TS/gm)?.length]).toEqual([false, 5]);
    await dashboard.write('types.ts', TYPES);
    expect((await dashboard.check()).exitCode).toBe(0);
  });

  test('is never packed over something else', async () => {
    const main = join(REPOSITORY, 'packages/admin-client/build/main.ts');
    for (const folder of [dashboard.folder, join(REPOSITORY, 'packages/admin-client')]) {
      const child = Bun.spawn([process.execPath, main, '--out', folder], { stdout: 'pipe', stderr: 'pipe' });
      expect(await child.exited).toBe(1);
      expect(await new Response(child.stderr).text()).toContain('holds something else');
    }
    expect(await Bun.file(join(dashboard.folder, 'program.ts')).exists()).toBe(true);
  });

  test('has no package of ours but the one', async () => {
    const installed = await Array.fromAsync(
      new Bun.Glob('@cardea/*/package.json').scan({ cwd: join(dashboard.folder, 'node_modules') }),
    );
    expect(installed).toEqual(['@cardea/admin-client/package.json']);
    const texts = await Array.fromAsync(
      new Bun.Glob('**/*.{js,ts}').scan({ cwd: join(dashboard.folder, 'node_modules/@cardea/admin-client') }),
      (path) => Bun.file(join(dashboard.folder, 'node_modules/@cardea/admin-client', path)).text(),
    );
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) expect(text).not.toMatch(/@cardea\/(admin|core|protocol)['"]|\/(apps|packages)\//);
  });

  test.each(['node', 'bun'] as const)('the example of its README does on %s what it says', async (runtime) => {
    expect(example.split('\n').length).toBeLessThanOrEqual(22);
    const { output, exitCode } = await dashboard.run(runtime, 'example.ts', {
      ISSUER: cardea.issuer,
      CLIENT_ID: withSecret.clientId,
      CLIENT_SECRET: withSecret.clientSecret,
    });
    expect([exitCode, output]).toEqual([0, expect.stringContaining('client.conflict: ')]);
    const listed = await cardea.cli(['clients', 'ls', '--json']);
    expect(listed.stdout).toContain('Weekly report');
  });

  test.each(['node', 'bun'] as const)(
    'on %s: a key instead of a secret, tokens bound to another, nonces as they are asked for, and each refusal by its kind',
    async (runtime) => {
      const { output, exitCode } = await dashboard.run(runtime, 'program.ts', {
        ISSUER: cardea.issuer,
        CLIENT_ID: withKey.clientId,
        PRIVATE_KEY: privateKey,
      });
      expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.stringMatching(/^\{.*\}\n$/) });
      expect(JSON.parse(output)).toEqual({
        shown: 'made outside',
        several: 3,
        stale: 'conflict client.conflict',
        missing: 'not_found client.not_found',
        invalid: 'invalid input.invalid',
        owners: 'not_allowed authority.owners_only',
        elsewhere: 'not_allowed authority.scope',
        wrong: 'no_token token.denied',
        little: 'not_allowed authority.scope',
        stolen: 'no_token token.refused',
        nobody: 'unreachable server.unreachable',
        removed: 'done',
      });
    },
  );
});
