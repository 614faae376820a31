import { cardeaPackage, importGraph, show } from '../import-graph.ts';
import { isTest, packageOf, type Rule } from '../source-tree.ts';

/** docs/DESIGN.md §1. Tests and the generator of the reference may use anything public. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'packages/protocol': [],
  'packages/core': ['protocol'],
  'packages/crypto': ['core', 'protocol'],
  'packages/db': ['core', 'protocol'],
  'packages/outbound': ['core', 'protocol'],
  'packages/resource': ['protocol'],
  'packages/testkit': ['core', 'protocol'],
  // The contract, in types alone, and its codes when it is packed
  'packages/admin-client': ['admin'],
  'apps/admin': ['core', 'protocol'],
  // The contract, in types alone
  'apps/console': ['admin'],
  'apps/server': ['admin', 'console', 'core', 'crypto', 'db', 'outbound', 'protocol', 'resource'],
  'apps/cli': ['admin', 'admin-client', 'console', 'core', 'crypto', 'db', 'outbound', 'protocol', 'server'],
};

/** Its own tests give a package memory stores, and an app everything that is joined in life. */
const allowedInTests = (home: string, target: string): boolean => target === 'testkit' || home.startsWith('apps/');

export const packageDirection: Rule = (tree) =>
  importGraph(tree).flatMap((found) => {
    const target = cardeaPackage(found.specifier);
    const home = packageOf(found.from);
    if (target === undefined || home === 'tests' || home === 'docs') return [];
    const rule = allowed[home];
    if (rule === undefined) return [`${home} has no row in the table of package directions`];
    if (rule.includes(target) || (isTest(found.from) && allowedInTests(home, target))) return [];
    return [show(found)];
  });

/** What exists for tests alone stays out of what is run. */
export const testsStayOutside: Rule = (tree) =>
  importGraph(tree)
    .filter(({ from, to }) => !isTest(from) && to !== undefined && isTest(to))
    .map(show);
