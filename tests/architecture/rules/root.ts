/** The rooms of the house (docs/DESIGN.md §1), and what tools leave behind. */
const FOLDERS: readonly string[] = ['apps', 'packages', 'tests', 'docs', '.ci'];
const LEFT_BY_TOOLS: readonly string[] = ['.git', 'node_modules', '.turbo', '.cardea', 'dist', '.vscode', '.idea'];

/** Top-level folders that have no place in the house. */
export const strangersAtTheTop = (folders: readonly string[]): readonly string[] =>
  folders.filter((folder) => !FOLDERS.includes(folder) && !LEFT_BY_TOOLS.includes(folder));

/** Decisions of the design without a page of their own in docs/adr. */
export const missingDecisions = (files: readonly string[]): readonly string[] =>
  Array.from({ length: 14 }, (_, index) => index + 1)
    .filter(
      (number) => !files.some((file) => new RegExp(`^${String(number).padStart(4, '0')}-[a-z0-9-]+\\.md$`).test(file)),
    )
    .map((number) => `D${number} has no docs/adr/${String(number).padStart(4, '0')}-….md`);

/** Decisions that the index does not link to. */
export const unlistedDecisions = (files: readonly string[], index: string): readonly string[] =>
  files.filter((file) => /^\d{4}-/.test(file) && !index.includes(`(${file})`));

/** The boundary tag that `turbo boundaries` needs: without one, nothing is checked. */
export const expectedTag = (workspace: string): string => {
  const tags: Readonly<Record<string, string>> = {
    'packages/protocol': 'protocol',
    'packages/core': 'core',
    'packages/crypto': 'adapter',
    'packages/db': 'adapter',
    'packages/outbound': 'adapter',
    'packages/resource': 'resource',
    'packages/admin-client': 'client',
    'packages/testkit': 'testkit',
  };
  return tags[workspace] ?? 'app';
};
