import { isTest, type Rule } from '../source-tree.ts';

/** The one file of each app that reads the environment. */
const ENVIRONMENT_FILES: readonly string[] = ['apps/server/config/environment.ts', 'apps/cli/env.ts'];
const READS = [
  /\b(process|Bun)\s*(\?\.|\.)\s*env\b/,
  /\b(process|Bun)\s*\[\s*["']env["']/,
  /\bimport\.meta\.env\b/,
  /\{[^{}]*\benv\b[^{}]*\}\s*=\s*(process|Bun)\b/,
  /import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*["'](node:)?process["']/,
];

/** Without comments and types, so that a sentence about the environment is not a use of it. */
const code = (path: string, text: string): string =>
  new Bun.Transpiler({ loader: path.endsWith('x') ? 'tsx' : 'ts', trimUnusedImports: false }).transformSync(text);

export const environmentInOneFile: Rule = (tree) =>
  [...tree]
    .filter(([path]) => !isTest(path) && !ENVIRONMENT_FILES.includes(path))
    .filter(([path, text]) => /\benv\b/.test(text) && READS.some((read) => read.test(code(path, text))))
    .map(([path]) => `${path} reads the environment`);
