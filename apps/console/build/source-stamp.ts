import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is made from sources, or brought along by their package manager. */
const MADE: ReadonlySet<string> = new Set(['node_modules', 'dist', '.turbo']);
const SOURCE = /(?<!\.(test|fixture))\.(ts|tsx|css|sql|json)$/;

/** The sources beneath a folder, in an order that every machine has; tests are none. */
const sourcesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return MADE.has(entry.name) ? [] : sourcesOf(path);
      return SOURCE.test(entry.name) ? [path] : [];
    });

/** A digest of the sources beneath some folders, of some files, and of the Bun that builds them. Throws where one is missing. */
export const sourceStamp = (root: string, folders: readonly string[], files: readonly string[]): string => {
  const digest = new Bun.CryptoHasher('sha256').update(Bun.version);
  const paths = [
    ...folders.flatMap((folder) => sourcesOf(join(root, folder))),
    ...files.map((file) => join(root, file)),
  ];
  for (const path of paths) digest.update(`\n${path.slice(root.length)}\n`).update(readFileSync(path));
  return digest.digest('hex');
};
