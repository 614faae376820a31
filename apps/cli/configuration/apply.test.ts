import { describe, expect, test } from 'bun:test';
import { areProblems, loadSettings } from '@cardea/server';
import { commandLine } from '../cli.fixture.ts';
import { connect } from '../connect/connect.ts';
import { applyPlan } from './apply.ts';
import { API, apply, entries, file, job, plan, web } from './configuration-line.fixture.ts';
import { parseDocument } from './document.ts';
import { makePlan } from './plan.ts';
import { createServerReading } from './server-reading.ts';

describe('cardea apply', () => {
  test('asks before it does anything, and does nothing where the answer is no or nobody is there', async () => {
    using cli = await commandLine();
    const stdin = file({ clients: [job] });
    expect((await cli.type(['apply', '-'], { stdin })).exitCode).toBe(2);
    const no = await cli.type(['apply', '-'], { stdin, answer: false });
    expect([no.exitCode, no.stderr.includes('+ client job')]).toEqual([1, true]);
    expect(await cli.json<unknown>(['clients', 'ls'])).toEqual([]);
    const done = await cli.type(['apply', '-'], { stdin, answer: true });
    expect([done.exitCode, done.stdout.includes('1 of 1 done.')]).toEqual([0, true]);
    const again = await cli.type(['apply', '-'], { stdin });
    expect([again.exitCode, again.stdout]).toEqual([0, 'Nothing differs.\n']);
  });

  test('each change has one entry in the audit, of whoever types', async () => {
    using cli = await commandLine();
    const before = (await entries(cli)).length;
    await apply(cli, { scopes: [{ name: 'files' }], clients: [web, job], branding: [{ client: '*', name: 'House' }] });
    const made = (await entries(cli)).slice(0, -before || undefined);
    expect(made.map(({ action, target }) => [action, target]).toReversed()).toEqual([
      ['scope.created', 'files'],
      ['client.created', 'web'],
      ['client.created', 'job'],
      ['branding.updated', 'issuer'],
    ]);
    for (const { actor } of made) expect(actor).toMatchObject({ kind: 'operator' });
  });

  test('a secret that is made is shown once; one of the environment is used and never shown; an export has neither', async () => {
    using cli = await commandLine();
    const chosen = 'chosen by the operator, and long';
    const provider = {
      id: 'git-hub',
      name: 'Git',
      preset: 'github',
      clientId: 'g',
      authMethod: 'client_secret_post',
      scopes: [],
      clientSecret: { env: 'GIT' },
    };
    const sections = { clients: [job, { ...web, secret: { env: 'WEB' } }], identityProviders: [provider] };
    const missing = await apply(cli, sections, [], { env: { GIT: 'x' } });
    expect(missing).toMatchObject({ exitCode: 1, error: 'configuration.secret_missing' });
    expect(missing.message).toContain('WEB');
    expect(await cli.json<unknown>(['clients', 'ls'])).toEqual([]);
    const env = { WEB: chosen, GIT: `${chosen} too` };
    const applied = await apply(cli, sections, [], { env });
    expect(applied.secrets).toEqual([{ section: 'clients', key: 'job', secret: expect.stringMatching(/^cda_cs_/) }]);
    const exported = await cli.type(['export']);
    for (const text of [JSON.stringify(applied), exported.stdout]) expect(text).not.toContain(chosen);
    expect(exported.stdout).not.toContain(applied.secrets[0].secret.slice(8));
    expect(JSON.parse(exported.stdout).identityProviders).toMatchObject([
      { id: 'git-hub', clientSecret: { env: 'PROVIDER_GIT_HUB_SECRET' } },
    ]);
    // What is there needs its secret no more
    expect(await apply(cli, sections)).toMatchObject({ exitCode: 0, done: [], secrets: [] });
  });

  test('another way to authenticate takes a secret with it, made or of the environment', async () => {
    using cli = await commandLine();
    const provider = { id: 'a', name: 'A', issuer: 'https://a.example', clientId: 'x', scopes: ['openid'] };
    const without = {
      identityProviders: [{ ...provider, authMethod: 'private_key_jwt' }],
      clients: [{ ...web, authMethod: 'none' }],
    };
    await apply(cli, without);
    const withSecret = {
      identityProviders: [{ ...provider, authMethod: 'client_secret_basic', clientSecret: { env: 'A' } }],
      clients: [web],
    };
    expect((await apply(cli, withSecret)).error).toBe('configuration.secret_missing');
    const applied = await apply(cli, withSecret, [], { env: { A: 'a secret of a' } });
    expect(applied.secrets).toMatchObject([{ key: 'web' }]);
    expect(await plan(cli, withSecret)).toMatchObject({ differs: false });
    await apply(cli, without);
    expect(await plan(cli, without)).toMatchObject({ differs: false });
    const chosen = { ...withSecret, clients: [{ ...web, secret: { env: 'WEB' } }] };
    const again = await apply(cli, chosen, [], {
      env: { A: 'a secret of a', WEB: 'chosen by the operator, and long' },
    });
    expect([again.left, again.secrets]).toEqual([0, []]);
  });

  test('what is refused ends it: what was done stays and is told, and the mended file goes on from there', async () => {
    using cli = await commandLine();
    const bad = { ...web, redirectUris: ['javascript:alert(1)'] };
    const sections = { clients: [job, bad], branding: [{ client: 'web', name: 'Web' }] };
    expect(await apply(cli, sections)).toMatchObject({
      exitCode: 1,
      done: [{ section: 'clients', key: 'job', action: 'create' }],
      left: 2,
      secrets: [{ key: 'job' }],
      failed: { section: 'clients', key: 'web', action: 'create', error: 'client.invalid', field: 'redirectUris' },
    });
    const mended = await apply(cli, { ...sections, clients: [job, web] });
    expect([mended.exitCode, mended.done.length, mended.left]).toEqual([0, 2, 0]);
  });

  test('what somebody changes meanwhile is not overwritten', async () => {
    using cli = await commandLine();
    await apply(cli, { clients: [web] });
    const settings = loadSettings({ env: cli.env, cwd: cli.folder });
    if (areProblems(settings)) throw new Error('the settings are wrong');
    const connection = await connect(settings);
    try {
      const { admin } = connection;
      const wanted = parseDocument({ cardea: 1, clients: [{ ...web, name: 'From the file' }] });
      const planned = await makePlan(createServerReading(admin), wanted, false);
      await admin.clients.modify.mutate({ id: 'web', name: 'From the console' });
      const applied = await applyPlan(planned, { admin, env: {}, progress: async () => undefined });
      expect([applied.done, applied.failed?.failure.code]).toEqual([[], 'client.conflict']);
      expect((await admin.clients.show.query({ id: 'web' })).name).toBe('From the console');
    } finally {
      await connection.close();
    }
  });

  test('things that name each other come and go together', async () => {
    using cli = await commandLine();
    const sections = {
      resources: [{ uri: API, name: 'API', introspectors: ['job'] }],
      clients: [{ ...job, resources: [API] }],
      trustedIssuers: [
        {
          issuer: 'https://p.example',
          name: 'P',
          jwksUri: 'https://p.example/keys',
          subjects: 'service',
          clients: ['job'],
        },
      ],
      branding: [{ client: 'job', name: 'Job' }],
    };
    expect(await apply(cli, sections)).toMatchObject({ exitCode: 0, left: 0 });
    expect(await cli.json(['resources', 'show', API])).toMatchObject({ introspectors: ['job'] });
    const none = { resources: [], clients: [], trustedIssuers: [], branding: [] };
    expect((await apply(cli, none)).done).toEqual([]);
    expect(await apply(cli, none, ['--prune'])).toMatchObject({ exitCode: 0, left: 0 });
    expect(await cli.json(['export'])).toMatchObject(none);
  });
});
