import type { TestGroup } from './run-group.ts';

const USUAL_LIMIT_MS = 300_000;
/** Folders that take longer: they open browsers, kill processes, fill disks or wait for other people's programs. */
const LIMITS_MS: Readonly<Record<string, number>> = {
  'tests/e2e': 900_000,
  'tests/faults': 900_000,
  'tests/interop': 900_000,
  'tests/protocol': 600_000,
  'tests/security': 900_000,
};

/** `packages/core/grants/registry.test.ts` → `packages/core`; `tests/interop/jose.test.ts` → `tests/interop`. */
const groupOf = (file: string): string => file.split('/').slice(0, 2).join('/');

export const findTestFiles = async (root: string): Promise<readonly string[]> => {
  const glob = new Bun.Glob('{apps,docs,packages,tests}/**/*.test.{ts,tsx}');
  const files = await Array.fromAsync(glob.scan({ cwd: root, onlyFiles: true, followSymlinks: false }));
  return files.filter((file) => !file.includes('node_modules/')).sort();
};

/** Test files by folder, packages first: what is broken deep inside is said before what depends on it. */
export const groupFiles = (files: readonly string[]): readonly TestGroup[] => {
  const byFolder = Map.groupBy(files, groupOf);
  const order = ['packages', 'apps', 'docs', 'tests'];
  const rank = (name: string): number => order.indexOf(name.split('/')[0] ?? '');
  return [...byFolder]
    .map(([name, own]) => ({ name, files: own, timeLimitMs: LIMITS_MS[name] ?? USUAL_LIMIT_MS }))
    .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name));
};

/** Whether `file` is what `--only` names: the file itself, or a folder above it. */
export const isUnder = (file: string, only: string): boolean => {
  const path = only.replace(/^\.\//, '').replace(/\/+$/, '');
  return path === '' || path === '.' || file === path || file.startsWith(`${path}/`);
};
