import { expect, test } from 'bun:test';
import { dirname, join, normalize, resolve } from 'node:path';
import { anchors, relativeLinks } from './markdown.ts';

const root = resolve(import.meta.dir, '..', '..');

const pages = new Map(
  await Promise.all(
    ['*.md', 'docs/**/*.md']
      .flatMap((pattern) => [...new Bun.Glob(pattern).scanSync({ cwd: root })])
      .filter((path) => !path.includes('node_modules'))
      .map(async (path) => [path, await Bun.file(join(root, path)).text()] as const),
  ),
);

/** Why a link leads nowhere, or undefined. */
const broken = async (from: string, target: string): Promise<string | undefined> => {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? from : normalize(join(dirname(from), path));
  if (file.startsWith('..')) return `${from}: ${target} leaves the repository`;
  const exists = (await Bun.file(join(root, file)).exists()) || (await isFolder(join(root, file)));
  if (!exists) return `${from}: ${target} does not exist`;
  const page = pages.get(file);
  if (anchor === undefined || page === undefined) return undefined;
  return anchors(page).has(anchor) ? undefined : `${from}: ${target} has no such heading`;
};

const isFolder = async (path: string): Promise<boolean> =>
  Bun.file(path)
    .stat()
    .then((stat) => stat.isDirectory())
    .catch(() => false);

test('the pages are the real ones', () => {
  expect([...pages.keys()]).toContain('README.md');
  expect([...pages.keys()]).toContain('docs/DESIGN.md');
});

test('every link between the pages leads somewhere', async () => {
  const found = await Promise.all(
    [...pages].flatMap(([from, text]) => relativeLinks(text).map((target) => broken(from, target))),
  );
  expect(found.filter((problem) => problem !== undefined)).toEqual([]);
});

test('a link that leads nowhere is noticed', async () => {
  expect(await broken('README.md', 'docs/nowhere.md')).toBe('README.md: docs/nowhere.md does not exist');
  expect(await broken('docs/DESIGN.md', '#6-nothing')).toBe('docs/DESIGN.md: #6-nothing has no such heading');
  expect(await broken('README.md', '../secret.md')).toBe('README.md: ../secret.md leaves the repository');
  expect(await broken('docs/adr/README.md', '../DESIGN.md#5-decisions')).toBeUndefined();
});

/** Paths of the repository that a page names in code, but for patterns such as `apps/NAME` and those that are not built. */
const namedPaths = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/`((?:apps|packages|tests|docs)\/[\w./-]+)`/g)]
    .map(([, path = '']) => path.replace(/\/$/, ''))
    .filter((path) => !/[A-Z]{4,}/.test(path.replace(/README|CONTEXT|DESIGN|BENCHMARKS/, '')));

test('every path that a page names is there', async () => {
  for (const [page, text] of pages) {
    const paths = namedPaths(text.replace(/^\*.*\*$/gm, ''));
    const present = await Promise.all(
      paths.map(async (path) => (await Bun.file(join(root, path)).exists()) || (await isFolder(join(root, path)))),
    );
    expect({ page, missing: paths.filter((_, index) => !present[index]) }).toEqual({ page, missing: [] });
  }
});
