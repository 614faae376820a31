import { afterEach, describe, expect, test } from 'bun:test';
import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceStamp } from '@cardea/console';
import { buildProgram } from './build-program.ts';

const folders: string[] = [];
const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'cardea-build-'));
  folders.push(made);
  return made;
};
afterEach(async () => {
  for (const made of folders.splice(0)) await rm(made, { recursive: true, force: true });
});

describe('the stamp of the sources', () => {
  const stampOf = (root: string) => sourceStamp(root, ['apps'], ['bun.lock']);
  const house = async (): Promise<string> => {
    const root = await folder();
    await Bun.write(join(root, 'bun.lock'), '1');
    await Bun.write(join(root, 'apps/cli/main.ts'), 'a');
    return root;
  };

  test.each([
    ['a source', 'apps/cli/main.ts', 'b'],
    ['a new source', 'apps/cli/deep/er.tsx', ''],
    ['a dependency', 'bun.lock', '2'],
  ])('changes with %s', async (_what, path, text) => {
    const root = await house();
    const before = stampOf(root);
    await Bun.write(join(root, path), text);
    expect(stampOf(root)).not.toBe(before);
  });

  test.each(['apps/cli/main.test.ts', 'apps/cli/node_modules/x/y.ts', 'apps/cli/dist/z.js', 'apps/cli/README.md'])(
    'does not change with %s',
    async (path) => {
      const root = await house();
      const before = stampOf(root);
      await Bun.write(join(root, path), 'x');
      expect(stampOf(root)).toBe(before);
    },
  );

  test('is the same wherever the house stands', async () => {
    expect(stampOf(await house())).toBe(stampOf(await house()));
  });
});

describe('building', () => {
  test('makes a program that runs, with its console; several at once make one', async () => {
    const dist = await folder();
    await Promise.all([1, 2].map(() => buildProgram(dist, 'cardea-test.js')));
    const names = await readdir(dist);
    expect(names.filter((name) => name.startsWith('draft-'))).toEqual([]);
    expect(names).toContain('manifest.json');
    expect(names).toContain('worker.js');
    const { stdout, exitCode } = Bun.spawnSync([process.execPath, join(dist, 'cardea-test.js'), '--help']);
    expect([exitCode, stdout.toString()]).toEqual([0, expect.stringContaining('Usage: cardea COMMAND')]);
  }, 60_000);

  test('removes what an older build left, and not what a running one may still load', async () => {
    const dist = await folder();
    await Bun.write(join(dist, 'old.js'), '');
    await utimes(join(dist, 'old.js'), 0, 0);
    await Bun.write(join(dist, 'recent.js'), '');
    await buildProgram(dist, 'cardea-test.js');
    const names = await readdir(dist);
    expect([names.includes('old.js'), names.includes('recent.js')]).toEqual([false, true]);
  }, 60_000);

  test('leaves nothing half made where it fails', async () => {
    const dist = await folder();
    // A folder stands where the entry would: nothing can be put in its place
    await mkdir(join(dist, 'cardea-test.js/x'), { recursive: true });
    await expect(buildProgram(dist, 'cardea-test.js')).rejects.toThrow();
    expect((await readdir(dist)).filter((name) => name.startsWith('draft-'))).toEqual([]);
  }, 60_000);
});
