import { importGraph } from '../import-graph.ts';
import type { Rule } from '../source-tree.ts';

/** No file reaches itself by its imports, not even by types: two files that need each other are one, or lack a third. */
export const noCycles: Rule = (tree) => {
  const next = new Map<string, string[]>();
  for (const { from, to } of importGraph(tree))
    if (to !== undefined && tree.has(to)) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) {
      found.push([...trail.slice(seenAt), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of tree.keys()) visit(path, []);
  return found;
};
