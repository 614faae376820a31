import { describe, expect, test } from 'bun:test';
import { commandLine } from '../cli.fixture.ts';
import { API, apply, entries, file, job, plan, web } from './configuration-line.fixture.ts';

describe('cardea plan', () => {
  test('shows what differs field by field, ends with 2, and changes nothing', async () => {
    using cli = await commandLine();
    await apply(cli, { clients: [web] });
    const before = await entries(cli);
    const next = { ...web, name: 'Web 2', redirectUris: ['https://web.example/other'], contacts: ['a@people.example'] };
    expect(await plan(cli, { clients: [next, job] })).toEqual({
      exitCode: 2,
      differs: true,
      changes: [
        { section: 'clients', key: 'job', action: 'create', item: expect.objectContaining(job) },
        {
          section: 'clients',
          key: 'web',
          action: 'change',
          fields: {
            name: { from: 'Web', to: 'Web 2' },
            redirectUris: { from: web.redirectUris, to: next.redirectUris },
            contacts: { to: next.contacts },
          },
        },
      ],
      unlisted: [],
      kept: [],
    });
    const { exitCode, stdout } = await cli.type(['plan', '-'], { stdin: file({ clients: [next, job] }) });
    expect(exitCode).toBe(2);
    expect(stdout).toContain('+ client job');
    expect(stdout).toContain('"Web" → "Web 2"');
    expect(stdout).toContain('+ "https://web.example/other"  - "https://web.example/back"');
    expect(stdout).toContain('1 to create, 1 to change, 0 to remove.');
    expect(await entries(cli)).toEqual(before);
    expect(await plan(cli, { clients: [web] })).toMatchObject({ exitCode: 0, differs: false });
  });

  test('a field that is left out has its default; a section that is left out is not looked at', async () => {
    using cli = await commandLine();
    await apply(cli, {
      clients: [{ ...web, logoUri: 'https://web.example/logo', consent: 'explicit', scopes: ['files'] }],
    });
    const { changes } = await plan(cli, { clients: [web] });
    expect(changes).toMatchObject([
      {
        fields: {
          logoUri: { from: 'https://web.example/logo' },
          consent: { from: 'explicit', to: 'remembered' },
          scopes: { from: ['files'], to: [] },
        },
      },
    ]);
    expect(await plan(cli, { scopes: [{ name: 'files' }] }, '--prune')).toMatchObject({ exitCode: 0 });
  });

  test('names what is there and not in the file; --prune removes it, but not what something else needs', async () => {
    using cli = await commandLine();
    await cli.json(['resources', 'add', API, '--scope', 'files photos']);
    await apply(cli, { clients: [{ ...job, resources: [API] }, web] });
    const sections = { scopes: [{ name: 'photos' }], resources: [], clients: [{ ...job, resources: [API] }] };
    expect((await plan(cli, sections)).unlisted).toEqual([
      { section: 'scopes', key: 'files' },
      { section: 'resources', key: API },
      { section: 'clients', key: 'web' },
    ]);
    const pruned = await plan(cli, sections, '--prune');
    expect(pruned.changes).toEqual([{ section: 'clients', key: 'web', action: 'remove' }]);
    expect(pruned.kept).toEqual([
      { section: 'scopes', key: 'files', why: `${API} names it` },
      { section: 'resources', key: API, why: 'the client job names it' },
    ]);
  });

  test.each([
    ['{', 'file.not_json', 'is not JSON'],
    ['[]', 'configuration.invalid', 'expected object'],
    ['{}', 'configuration.invalid', 'cardea: is not 1'],
    ['{"cardea":2}', 'configuration.invalid', 'the format that this version reads'],
    ['{"cardea":1,"people":[]}', 'configuration.invalid', 'people'],
    [file({ clients: [{ id: 'x', name: 'X' }] }), 'configuration.invalid', 'clients.0.grantTypes'],
    [file({ clients: [{ ...job, secret: 'in the file' }] }), 'configuration.invalid', 'clients.0.secret'],
    [file({ clients: [{ ...job, secret: { env: 'CARDEA_SECRET' } }] }), 'configuration.invalid', 'settings of Cardea'],
    [file({ clients: [{ ...job, redirectUrl: 'x' }] }), 'configuration.invalid', 'redirectUrl'],
    [file({ clients: [job, job] }), 'configuration.invalid', 'clients has job twice'],
    [file({ scopes: [{ name: 'a', __proto__: 1 }], resources: {} }), 'configuration.invalid', 'resources'],
  ])('refuses %s', async (stdin, error, said) => {
    using cli = await commandLine();
    const { exitCode, stdout, stderr } = await cli.type(['plan', '-', '--json'], { stdin });
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(JSON.parse(stderr)).toMatchObject({ error, message: expect.stringContaining(said) });
    expect(stderr).not.toContain('in the file"');
  });

  test('what people are linked to stays as it is: an issuer is not another one', async () => {
    using cli = await commandLine();
    const provider = {
      id: 'work',
      name: 'Work',
      clientId: 'x',
      authMethod: 'private_key_jwt',
      scopes: ['openid'],
      issuer: 'https://work.example',
    };
    await apply(cli, { identityProviders: [provider] });
    const moved = { ...provider, issuer: 'https://evil.example' };
    expect(await plan(cli, { identityProviders: [moved] })).toMatchObject({
      exitCode: 1,
      error: 'configuration.fixed',
      field: 'issuer',
    });
  });
});
