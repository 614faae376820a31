import { describe, expect, test } from 'bun:test';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expectedTag, missingDecisions, strangersAtTheTop, unlistedDecisions } from './rules/root.ts';

const root = resolve(import.meta.dir, '..', '..');
const foldersIn = async (path: string): Promise<readonly string[]> =>
  (await readdir(join(root, path), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map((entry) => entry.name);

const workspaces = [
  ...(await foldersIn('apps')).map((name) => `apps/${name}`),
  ...(await foldersIn('packages')).map((name) => `packages/${name}`),
  'tests',
  'docs',
];

describe('the top level', () => {
  test('holds apps, packages, tests and docs only', async () => {
    expect(strangersAtTheTop(await foldersIn('.'))).toEqual([]);
  });

  test('a stranger is noticed', () => {
    expect(strangersAtTheTop(['apps', '.git', 'scripts'])).toEqual(['scripts']);
  });
});

describe('decisions', () => {
  test('D1 to D14 have a page each, and the index lists every page', async () => {
    const files = await readdir(join(root, 'docs', 'adr'));
    expect(missingDecisions(files)).toEqual([]);
    expect(unlistedDecisions(files, await Bun.file(join(root, 'docs', 'adr', 'README.md')).text())).toEqual([]);
  });

  test('a missing page and an unlisted one are noticed', () => {
    const files = Array.from({ length: 13 }, (_, i) => `${String(i + 1).padStart(4, '0')}-x.md`);
    expect(missingDecisions(files)).toEqual(['D14 has no docs/adr/0014-….md']);
    expect(unlistedDecisions(['0001-x.md', '0002-y.md'], '[one](0001-x.md)')).toEqual(['0002-y.md']);
  });
});

describe.each([...workspaces])('%s', (workspace) => {
  test('carries the tag by which its imports are bounded', async () => {
    const { tags } = await Bun.file(join(root, workspace, 'turbo.json')).json();
    expect(tags).toEqual([expectedTag(workspace)]);
  });

  test('lets others in by its name only', async () => {
    const { exports = {} } = await Bun.file(join(root, workspace, 'package.json')).json();
    // A style sheet has a door of its own: no code comes in by it
    const doors = Object.entries(exports).filter(([door]) => !door.endsWith('.css'));
    expect(['[]', '[[".","./index.ts"]]']).toContain(JSON.stringify(doors));
  });

  test('names exact versions', async () => {
    const { dependencies = {}, devDependencies = {} } = await Bun.file(join(root, workspace, 'package.json')).json();
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(`${name}@${version}`).toMatch(/@(workspace:\*|\d+\.\d+\.\d+[\w.-]*)$/);
  });
});
