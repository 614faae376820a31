import { describe, expect, test } from 'bun:test';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../../cli.fixture.ts';

type Findings = readonly {
  readonly check: string;
  readonly state: string;
  readonly found: string;
  readonly mend?: string;
}[];

const find = (stdout: string, check: string) =>
  (JSON.parse(stdout).findings as Findings).find((finding) => finding.check === check && finding.state !== 'good');

describe('backup and restore', () => {
  test('bring back what was there, and keep what was replaced', async () => {
    using cli = await commandLine();
    await cli.json(['clients', 'add', '--name', 'N', '--id', 'before']);
    const backup = await cli.type(['backup', 'copy.db']);
    expect(backup.exitCode).toBe(0);
    expect(backup.stderr).toContain('master key');
    await cli.json(['clients', 'add', '--name', 'N', '--id', 'after']);
    expect((await cli.type(['restore', 'copy.db'])).exitCode).toBe(2);
    const restored = await cli.json(['restore', 'copy.db', '--yes']);
    expect(existsSync(String(restored.kept_as))).toBe(true);
    expect((await cli.type(['clients', 'show', 'before'])).exitCode).toBe(0);
    expect((await cli.type(['clients', 'show', 'after'])).exitCode).toBe(1);
  });

  test('a file that is no whole backup is refused, and the database stays', async () => {
    using cli = await commandLine();
    await cli.json(['clients', 'add', '--name', 'N', '--id', 'n']);
    await cli.json(['backup', 'copy.db']);
    copyFileSync(join(cli.folder, 'copy.db'), join(cli.folder, 'half.db'));
    truncateSync(join(cli.folder, 'half.db'), 20_000);
    writeFileSync(join(cli.folder, 'text.db'), 'not a database');
    for (const file of ['half.db', 'text.db', 'missing.db']) {
      const { exitCode, stderr } = await cli.type(['restore', file, '--yes', '--json']);
      expect(exitCode).toBe(1);
      expect(JSON.parse(stderr)).toMatchObject({
        error: expect.stringMatching(/^restore\./),
        message: expect.stringContaining(file),
      });
    }
    expect((await cli.type(['clients', 'show', 'n'])).exitCode).toBe(0);
    expect(readdirSync(join(cli.folder, 'data')).filter((name) => /restoring|replaced/.test(name))).toEqual([]);
  });

  test('without the master key of its time a backup cannot be used, and that is said', async () => {
    using cli = await commandLine();
    using other = await commandLine();
    await cli.json(['clients', 'add', '--name', 'N']);
    await cli.json(['backup', join(other.folder, 'copy.db')]);
    await other.json(['clients', 'ls']);
    await other.json(['restore', 'copy.db', '--yes']);
    const { exitCode, stderr } = await other.type(['clients', 'ls']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('cannot be decrypted');
    const doctor = await other.type(['doctor', '--json']);
    expect(doctor.exitCode).toBe(1);
    expect(find(doctor.stdout, 'database')?.found).toContain('cannot be decrypted');
  });
});

describe('migrate', () => {
  test('makes the schema once', async () => {
    using cli = await commandLine();
    const first = await cli.json(['migrate']);
    expect(first.from).toBe(0);
    expect(await cli.json(['migrate'])).toEqual({ from: Number(first.to), to: Number(first.to) });
  });
});

describe('doctor', () => {
  test('before the first start it makes nothing, and says what comes', async () => {
    using cli = await commandLine();
    const { exitCode, stdout } = await cli.type(['doctor']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('does not exist yet');
    expect(existsSync(join(cli.folder, 'data'))).toBe(false);
  });

  test('without a server all is well but the reachability', async () => {
    using cli = await commandLine();
    await cli.json(['clients', 'ls']);
    const { exitCode, stdout } = await cli.type(['doctor', '--json']);
    expect(exitCode).toBe(0);
    const findings: Findings = JSON.parse(stdout).findings;
    expect(findings.filter(({ state }) => state !== 'good').map(({ check }) => check)).toEqual(['issuer']);
    expect(new Set(findings.map(({ check }) => check))).toEqual(
      new Set(['configuration', 'data folder', 'disk', 'database', 'integrity', 'clock', 'keys', 'issuer']),
    );
  });

  test('a wrong setting is its first finding', async () => {
    using cli = await commandLine({ CARDEA_PROT: '1' });
    const { exitCode, stdout } = await cli.type(['doctor', '--json']);
    expect(exitCode).toBe(1);
    expect(find(stdout, 'configuration')).toMatchObject({ found: expect.stringContaining('CARDEA_PROT') });
  });

  test('what other users may read is found', async () => {
    using cli = await commandLine();
    await cli.json(['clients', 'ls']);
    chmodSync(join(cli.folder, 'data'), 0o755);
    chmodSync(join(cli.folder, 'data', 'master.key'), 0o644);
    const { stdout } = await cli.type(['doctor', '--json']);
    expect(find(stdout, 'data folder')?.mend).toContain('chmod 700');
    expect(find(stdout, 'master key')?.mend).toContain('chmod 600');
  });

  test('a damaged database is found', async () => {
    using cli = await commandLine();
    mkdirSync(join(cli.folder, 'data'), { mode: 0o700 });
    writeFileSync(join(cli.folder, 'data', 'cardea.db'), 'x'.repeat(8192), { mode: 0o600 });
    const { exitCode, stdout } = await cli.type(['doctor', '--json']);
    expect(exitCode).toBe(1);
    expect(find(stdout, 'database')).toMatchObject({ state: 'failed', mend: expect.any(String) });
  });

  test('a lock that this user cannot open is found, and told like any other trouble', async () => {
    using cli = await commandLine();
    await cli.json(['clients', 'ls']);
    const lock = join(cli.folder, 'data', 'cardea.db.lock');
    rmSync(lock);
    mkdirSync(lock);
    const { exitCode, stderr } = await cli.type(['clients', 'ls']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('who may write the folder');
    const { stdout } = await cli.type(['doctor', '--json']);
    expect(find(stdout, 'database')?.found).toContain(lock);
  });

  test('another server where the issuer should be is found', async () => {
    using cli = await commandLine();
    await using stranger = Bun.serve({
      port: 0,
      hostname: '127.0.0.1',
      fetch: () => Response.json({ issuer: 'https://evil.example' }),
    });
    const env = { CARDEA_ISSUER: `http://127.0.0.1:${stranger.port}` };
    const { exitCode, stdout } = await cli.type(['doctor', '--json'], { env });
    expect(exitCode).toBe(1);
    expect(find(stdout, 'issuer')?.found).toContain('names the issuer https://evil.example');
  });
});
