import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { markdownTable } from './markdown-table.ts';
import { heading, type Page } from './page.ts';
import { otherRows, ownRows, type ParityRow } from './parity-rows.ts';

const ROOT = resolve(import.meta.dir, '..', '..');
/** `parity: Google; Fitbit` names two rows. */
const NAMES = /\bparity: ([^'"`)\n]+)/gi;

/** The files whose tests name each row. */
const namedIn = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const folder of ['apps', 'packages', 'tests'])
    for (const path of new Bun.Glob(`${folder}/**/*.test.{ts,tsx}`).scanSync({ cwd: ROOT })) {
      if (path.includes('node_modules')) continue;
      for (const [, names = ''] of readFileSync(join(ROOT, path), 'utf8').matchAll(NAMES))
        for (const name of names.split(';').map((one) => one.trim()))
          found.set(name, (found.get(name) ?? new Set()).add(path));
    }
  return found;
};

const rowsOf = (rows: readonly ParityRow[], named: ReadonlyMap<string, ReadonlySet<string>>) =>
  rows.map(({ name, works }) => {
    const files = [...(named.get(name) ?? [])].sort();
    return [name, works, files.map((file) => `[${file}](../${file})`).join(', ') || 'not yet'];
  });

/** Rows without a test, and names in tests that are no row. */
export const parityGaps = (): { readonly untested: readonly string[]; readonly unknown: readonly string[] } => {
  const named = namedIn();
  const rows = [...ownRows, ...otherRows].map(({ name }) => name);
  return {
    untested: rows.filter((name) => !named.has(name)),
    unknown: [...named.keys()].filter((name) => !rows.includes(name)),
  };
};

export const parityPage: Page = {
  file: '../parity.md',
  render: () => {
    const named = namedIn();
    return [
      heading('Where Cardea began, row by row', '`docs/generate/parity-rows.ts` and the tests that name a row'),
      'A row with tests works, as they say. A row that says *not yet* is not built.\n',
      markdownTable(['row', 'what works', 'tests'], rowsOf(ownRows, named)),
      '\n## Systems that people come from\n',
      markdownTable(['system', 'what works', 'tests'], rowsOf(otherRows, named)),
      '',
    ].join('\n');
  },
};
