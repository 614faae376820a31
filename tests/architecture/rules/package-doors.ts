import { cardeaPackage, importGraph, show } from '../import-graph.ts';
import { packageOf, type Rule } from '../source-tree.ts';

/** A package is entered by its name alone: no path behind it, no relative path out of one's own package. */
export const noDeepImports: Rule = (tree) =>
  importGraph(tree)
    .filter((found) => {
      const target = cardeaPackage(found.specifier);
      if (target !== undefined) return found.specifier !== `@cardea/${target}`;
      return found.to !== undefined && packageOf(found.to) !== packageOf(found.from);
    })
    .map(show);

/** The only `index.ts` of a package is its entry, and only an entry may pass on all of another file. */
export const noBarrels: Rule = (tree) =>
  [...tree].flatMap(([path, text]) => {
    const isEntry = path === `${packageOf(path)}/index.ts`;
    if (isEntry) return [];
    if (path.endsWith('/index.ts')) return [`${path} is a second door of its package`];
    return /^export (type )?\* from /m.test(text) ? [`${path} passes on all of another file`] : [];
  });
