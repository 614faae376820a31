import { describe, expect, test } from 'bun:test';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@cardea/testkit';
import { refusedStart } from '../../faults/refused-start.ts';
import { freePort } from '../../harness/free-port.ts';

const EXIT_CONFIG = 78;
const SECRET = 'pM3Ue0Zx9vQk7TtB2yWnR5sLcHdJfGaX8iOuEoV1zK4=';

const production = (dataDir: string): Readonly<Record<string, string>> => ({
  CARDEA_MODE: 'production',
  CARDEA_ISSUER: 'https://id.example.com',
  CARDEA_HOST: '127.0.0.1',
  CARDEA_PORT: String(freePort()),
  CARDEA_DATA_DIR: dataDir,
  CARDEA_SECRET: SECRET,
});

/** What is wrong, and the words with which the refusal names it. */
const WRONG: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ['an issuer without TLS', { CARDEA_ISSUER: 'http://id.example.com' }, ['CARDEA_ISSUER', 'https']],
  ['no issuer', { CARDEA_ISSUER: '' }, ['CARDEA_ISSUER']],
  ['a short secret', { CARDEA_SECRET: 'secret' }, ['CARDEA_SECRET', 'openssl rand']],
  ['a secret of one letter', { CARDEA_SECRET: 'a'.repeat(64) }, ['CARDEA_SECRET']],
  ['an empty secret', { CARDEA_SECRET: '' }, ['CARDEA_SECRET']],
  ['a setting that does not exist', { CARDEA_ISUER: 'https://id.example.com' }, ['CARDEA_ISUER', 'CARDEA_ISSUER']],
  ['demo data', { CARDEA_DEMO: 'true' }, ['CARDEA_DEMO']],
  ['no number for a port', { CARDEA_PORT: 'http' }, ['CARDEA_PORT']],
];

describe('in production a server does not start with (S112)', () => {
  test.each(WRONG)('%s: it says what is wrong and how to mend it', async (_what, env, words) => {
    using folder = temporaryFolder();
    const { exitCode, stderr } = await refusedStart({ ...production(folder.path), ...env });
    expect(exitCode).toBe(EXIT_CONFIG);
    for (const word of words) expect(stderr).toContain(word);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('a secret that it quotes', async () => {
    using folder = temporaryFolder();
    const { stdout, stderr } = await refusedStart({ ...production(folder.path), CARDEA_SECRET: 'hunter2hunter2' });
    expect(stdout + stderr).not.toContain('hunter2');
  });

  test('a settings file that has an unknown key, or a secret that others may read', async () => {
    using folder = temporaryFolder();
    const { CARDEA_SECRET: _, ...env } = production(folder.path);
    const file = join(folder.path, 'settings.json');
    await Bun.write(file, JSON.stringify({ isuer: 'https://id.example.com', secret: SECRET }));
    chmodSync(file, 0o644);
    const { exitCode, stderr } = await refusedStart({ ...env, CARDEA_CONFIG: file });
    expect(exitCode).toBe(EXIT_CONFIG);
    for (const word of ['isuer', 'Did you mean issuer?', `chmod 600 ${file}`]) expect(stderr).toContain(word);
    expect(stderr).not.toContain(SECRET);
    expect(readdirSync(folder.path)).toEqual(['settings.json']);
  });

  test('a master key that others may read', async () => {
    using folder = temporaryFolder();
    const { CARDEA_SECRET: _, ...env } = production(folder.path);
    const file = join(folder.path, 'master.key');
    await Bun.write(file, 'anything');
    chmodSync(file, 0o644);
    const { exitCode, stderr } = await refusedStart(env);
    expect(exitCode).toBe(EXIT_CONFIG);
    expect(stderr).toContain(`chmod 600 ${file}`);
    expect(existsSync(join(folder.path, 'cardea.db'))).toBe(false);
  });

  test('a master key that was cut off, which it leaves as it is', async () => {
    using folder = temporaryFolder();
    const { CARDEA_SECRET: _, ...env } = production(folder.path);
    const file = join(folder.path, 'master.key');
    await Bun.write(file, 'cda_mk_half', { mode: 0o600 });
    chmodSync(file, 0o600);
    const { exitCode, stderr } = await refusedStart(env);
    expect(exitCode).toBe(EXIT_CONFIG);
    expect(stderr).toContain(file);
    expect(await Bun.file(file).text()).toBe('cda_mk_half');
  });
});
