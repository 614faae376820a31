import { describe, expect, test } from 'bun:test';
import { generateKeyPairSync } from 'node:crypto';
import { commandLine } from '../../cli.fixture.ts';

const ISSUER = 'https://ci.example.com';
const KEYS = `${ISSUER}/keys`;
const aKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });

describe('cardea issuers', () => {
  test('every flag of add and mod arrives; ls and show tell it', async () => {
    using cli = await commandLine();
    await cli.json(['clients', 'add', '--name', 'Deployer', '--id', 'deployer', '--grant', 'jwt-bearer']);
    const added = await cli.json([
      ...['issuers', 'add', ISSUER, '--name', 'Build server', '--jwks-uri', KEYS, '--subjects', 'service'],
      ...['--scope', 'deploy read', '--client', 'deployer', '--algorithm', 'ES256', '--disable'],
    ]);
    expect(added).toMatchObject({
      issuer: ISSUER,
      name: 'Build server',
      enabled: false,
      jwks_uri: KEYS,
      signing_algs: ['ES256'],
      subjects: 'service',
      scope: 'deploy read',
      clients: ['deployer'],
    });
    const shown = (await cli.type(['issuers', 'show', ISSUER])).stdout;
    for (const text of [ISSUER, 'Build server', 'service', 'deploy read', 'deployer', KEYS])
      expect(shown).toContain(text);
    expect((await cli.type(['issuers', 'ls'])).stdout).toContain('Build server');
    expect(await cli.json<readonly unknown[]>(['issuers', 'ls'])).toEqual([added]);

    const changed = await cli.json(
      [
        ...['issuers', 'mod', ISSUER, '--name', 'Builds', '--jwks', '-', '--subjects', 'linked', '--scope', 'deploy'],
        ...['--client', 'any', '--algorithm', 'ES256', '--algorithm', 'EdDSA', '--enable'],
      ],
      { stdin: JSON.stringify({ keys: [aKey()] }) },
    );
    expect(changed).toMatchObject({
      name: 'Builds',
      enabled: true,
      signing_algs: ['ES256', 'EdDSA'],
      subjects: 'linked',
      scope: 'deploy',
      clients: [],
    });
    // New keys took the place of the address
    expect(changed).not.toContainKey('jwks_uri');
    const again = await cli.type(['issuers', 'mod', ISSUER, '--name', 'Builds']);
    expect([again.exitCode, again.stderr]).toEqual([0, expect.stringContaining('like this already')]);
  });

  test('what cannot be is refused with what to do, and nothing is written', async () => {
    using cli = await commandLine();
    for (const [words, said] of [
      [['add', ISSUER], 'jwks'],
      [['add', 'no url', '--jwks-uri', KEYS], 'URL'],
      [['add', ISSUER, '--jwks-uri', KEYS, '--scope', 'openid'], 'openid'],
      [['add', ISSUER, '--jwks-uri', KEYS, '--client', 'nobody'], 'nobody'],
      [['add', ISSUER, '--jwks-uri', KEYS, '--algorithm', 'HS256'], 'HS256'],
      [['add', ISSUER, '--jwks-uri', KEYS, '--subjects', 'anybody'], 'anybody'],
      [['show', ISSUER], ISSUER],
      [['mod', ISSUER, '--disable'], ISSUER],
      [['rm', ISSUER, '--yes'], ISSUER],
    ] as const) {
      const { exitCode, stdout, stderr } = await cli.type(['issuers', ...words]);
      expect({ words, failed: exitCode !== 0, stdout }).toEqual({ words, failed: true, stdout: '' });
      expect(stderr).toContain(said);
    }
    expect((await cli.type(['issuers', 'ls'])).stderr).toContain('cardea issuers add URL');
  });

  test('rm asks first, and ends the trust once', async () => {
    using cli = await commandLine();
    await cli.json(['issuers', 'add', ISSUER, '--jwks-uri', KEYS]);
    expect((await cli.type(['issuers', 'mod', ISSUER])).stderr).toContain('nothing is to be changed');
    expect((await cli.type(['issuers', 'add', ISSUER, '--jwks-uri', KEYS])).exitCode).toBe(1);
    expect((await cli.type(['issuers', 'rm', ISSUER])).exitCode).not.toBe(0);
    expect(await cli.json(['issuers', 'rm', ISSUER, '--yes'])).toEqual({ issuer: ISSUER, removed: true });
    expect((await cli.type(['issuers', 'rm', ISSUER, '--yes'])).exitCode).toBe(1);
    expect(await cli.json<readonly unknown[]>(['issuers', 'ls'])).toEqual([]);
  });
});
