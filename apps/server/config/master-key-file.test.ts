import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { masterKeyFrom } from '@cardea/crypto';
import { loadOrCreateMasterKey, type MasterKeyFile } from './master-key-file.ts';
import type { Mode } from './setting.ts';
import { formatProblem } from './settings-problem.ts';

let parent: string;
let dataDir: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'cardea-key-'));
  dataDir = join(parent, 'data');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const load = (mode: Mode = 'production') => loadOrCreateMasterKey({ dataDir, mode, randomBytes });
const key = (mode?: Mode): MasterKeyFile => {
  const file = load(mode);
  if ('problem' in file) throw new Error(formatProblem(file));
  return file;
};
const refusal = (mode?: Mode): string => {
  const file = load(mode);
  return 'problem' in file ? formatProblem(file) : 'accepted';
};

describe('the master key file', () => {
  test('is made once, for its owner alone, and read ever after', () => {
    const first = key();
    expect(first).toMatchObject({ created: true, path: join(dataDir, 'master.key') });
    expect(key()).toEqual({ ...first, created: false });
    expect(statSync(first.path).mode & 0o777).toBe(0o600);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(readdirSync(dataDir)).toEqual(['master.key']);
  });

  test('holds a text that is a good CARDEA_SECRET', () => {
    expect(masterKeyFrom(key().text)).toHaveLength(58);
  });

  test('that other users may read is refused in production and warned about in development', () => {
    const { path } = key();
    for (const mode of [0o640, 0o604, 0o622]) {
      chmodSync(path, mode);
      expect(refusal('production')).toContain(`Run: chmod 600 ${path}`);
      expect(key('development').warning).toContain('chmod 600');
    }
  });

  test('that is truncated, empty or altered is refused and left as it is', () => {
    const { path, text } = key();
    for (const damaged of [
      '',
      text.slice(0, 20),
      text.slice(0, -1),
      text.replace(/.$/, 'g'),
      `${text}x`,
      `${text}\n\n`,
    ]) {
      writeFileSync(path, damaged);
      expect(refusal()).toContain('was truncated or altered');
      expect(refusal()).not.toContain(text.slice(0, 20));
      expect(readFileSync(path, 'utf8')).toBe(damaged);
    }
    writeFileSync(path, text);
    expect(key().text).toBe(text);
  });

  test('that cannot be made is a problem with a way out', () => {
    writeFileSync(dataDir, 'a file where the folder should be');
    expect(refusal()).toContain('set CARDEA_SECRET');
  });

  test('is one key for two starters that race', async () => {
    const script = `
      const { loadOrCreateMasterKey } = await import(${JSON.stringify(join(import.meta.dir, 'master-key-file.ts'))});
      const { randomBytes } = await import('node:crypto');
      await Bun.stdin.text();
      console.log(loadOrCreateMasterKey({ dataDir: ${JSON.stringify(dataDir)}, mode: 'production', randomBytes }).text);`;
    const starters = Array.from({ length: 4 }, () =>
      Bun.spawn([process.execPath, '-e', script], { stdin: 'pipe', stdout: 'pipe', stderr: 'inherit' }),
    );
    for (const starter of starters) starter.stdin.end();
    const texts = await Promise.all(starters.map((starter) => new Response(starter.stdout).text()));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]?.trim()).toBe(key().text);
    expect(readdirSync(dataDir)).toEqual(['master.key']);
  });
});
