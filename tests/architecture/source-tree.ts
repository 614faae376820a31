/** Files by their path from the root of the repository; the real ones, or a few made up to see a rule fail. */
export type SourceTree = ReadonlyMap<string, string>;

/** A rule about the whole tree: one line for each place that breaks it. */
export type Rule = (tree: SourceTree) => readonly string[];

export const treeOf = (files: Readonly<Record<string, string>>): SourceTree => new Map(Object.entries(files));

const SOURCES = new Bun.Glob('{apps,packages,tests,docs}/**/*.{ts,tsx}');
const OUTSIDE = /(^|\/)(node_modules|dist|\.turbo)\//;

export const readSourceTree = async (root: string): Promise<SourceTree> => {
  const paths = await Array.fromAsync(SOURCES.scan({ cwd: root, onlyFiles: true, dot: true }));
  const own = paths.filter((path) => !OUTSIDE.test(path)).sort();
  return new Map(await Promise.all(own.map(async (path) => [path, await Bun.file(`${root}/${path}`).text()] as const)));
};

/** Tests may reach for what production code may not. */
export const isTest = (path: string): boolean =>
  /(^|\/)(tests|testing)\//.test(path) || /\.(test|fixture)\.tsx?$/.test(path);

/** Written by a tool; nobody reads it line by line. */
export const isGenerated = (path: string): boolean =>
  /(^|\/)(migrations|generated)\//.test(path) || /\.gen\.ts$/.test(path);

/** `packages/core/grants/grant.ts` → `packages/core`; `tests/…` → `tests`. */
export const packageOf = (path: string): string => {
  const [first = '', second = ''] = path.split('/');
  return first === 'apps' || first === 'packages' ? `${first}/${second}` : first;
};
