import { isGenerated, isTest, type Rule } from '../source-tree.ts';

const MAX_LINES = 300;
/** Names that say how code is shared instead of what it is about. */
const NAMELESS_FOLDERS: readonly string[] = ['utils', 'util', 'helpers', 'services', 'common', 'misc', 'lib', 'src'];
/** Tools that insist on a default export. */
const TOOL_CONFIGURATION = /(^|\/)[\w-]+\.config\.ts$/;

export const noDefaultExports: Rule = (tree) =>
  [...tree]
    .filter(([path, text]) => !TOOL_CONFIGURATION.test(path) && /^export (default\b|\{[^}]*\bas default\b)/m.test(text))
    .map(([path]) => `${path} has a default export`);

export const noLongFiles: Rule = (tree) =>
  [...tree]
    .filter(([path]) => !isTest(path) && !isGenerated(path))
    .map(([path, text]) => [path, text.trimEnd().split('\n').length] as const)
    .filter(([, lines]) => lines > MAX_LINES)
    .map(([path, lines]) => `${path} has ${lines} lines: it has become two rooms`);

export const foldersSayWhat: Rule = (tree) =>
  [
    ...new Set(
      [...tree.keys()].flatMap((path) =>
        path
          .split('/')
          .slice(0, -1)
          .map((_, i, all) => all.slice(0, i + 1).join('/')),
      ),
    ),
  ]
    .filter((folder) => NAMELESS_FOLDERS.includes(folder.split('/').at(-1) ?? ''))
    .map((folder) => `${folder} does not say what it is about`);

export const kebabCaseFiles: Rule = (tree) =>
  [...tree.keys()]
    .filter((path) => !isGenerated(path) && !/^([a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*)$/.test(path.split('/').at(-1) ?? ''))
    .map((path) => `${path} is not in kebab-case`);
