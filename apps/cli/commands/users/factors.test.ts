import { describe, expect, test } from 'bun:test';
import { commandLine } from '../../cli.fixture.ts';

describe('cardea users factors, without a server (parity: 2FA)', () => {
  test('a person who has none is shown to have none, and nothing is reset', async () => {
    using cli = await commandLine();
    await cli.json(['users', 'add', '--username', 'alice']);
    expect(await cli.json(['users', 'factors', 'alice'])).toEqual({ factors: [], recovery_codes_left: 0 });
    expect((await cli.type(['users', 'factors', 'alice'])).stderr).toContain('no second factor');
    expect(await cli.json(['users', 'show', 'alice'])).toMatchObject({
      second_factors: { totp: false, passkeys: 0, recovery_codes_left: 0 },
    });
    expect((await cli.type(['users', 'show', 'alice'])).stdout).toMatch(/second factors +none/);
    for (const words of [[], ['--factor', 'totp'], ['--factor', 'no-such-passkey']]) {
      const refused = await cli.type(['users', 'reset-factors', 'alice', '--yes', '--json', ...words]);
      expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
      expect(JSON.parse(refused.stderr)).toMatchObject({ error: 'factor.not_found' });
    }
  });

  test('nobody is nobody', async () => {
    using cli = await commandLine();
    for (const command of ['factors', 'reset-factors']) {
      const words = command === 'factors' ? [] : ['--yes'];
      const refused = await cli.type(['users', command, 'nobody', '--json', ...words]);
      expect(JSON.parse(refused.stderr)).toMatchObject({ error: 'account.not_found' });
    }
  });

  test('clients say how people sign in to them (parity: Authelia)', async () => {
    using cli = await commandLine();
    const add = ['clients', 'add', '--name', 'Bank', '--redirect-uri', 'https://bank.example/cb'];
    const { client_id: id } = await cli.json([...add, '--factors', 'two_factors']);
    expect(await cli.json(['clients', 'show', String(id)])).toMatchObject({ factors: 'two_factors' });
    expect((await cli.type(['clients', 'show', String(id)])).stdout).toMatch(/factors +two_factors/);
    await cli.json(['clients', 'mod', String(id), '--factors', 'default']);
    expect(await cli.json(['clients', 'show', String(id)])).not.toHaveProperty('factors');
    const wrong = await cli.type([...add, '--factors', 'three']);
    expect(wrong.exitCode).not.toBe(0);
    expect(wrong.stderr).toContain('one_factor, two_factors');
  });
});
