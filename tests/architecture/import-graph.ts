import { posix } from 'node:path';
import type { SourceTree } from './source-tree.ts';

/** One file's mention of another file or package. */
export interface Import {
  readonly from: string;
  readonly specifier: string;
  /** The path in the tree that a relative specifier names; undefined for a package. */
  readonly to: string | undefined;
  /** Erased by the compiler: no code of the other file runs because of it. */
  readonly typeOnly: boolean;
}

/** `import … from '` and `export … from '` at the start of a line, where the formatter puts them. */
const STATEMENT = /^(import|export)(\s+type)?(\s+(?:[\w*]|\{)[^'";]*?)\sfrom\s+'([^']+)'/gm;
/** A type taken from another module in place; no scanner of running code sees it. */
const TYPE_IMPORT = /\bimport\('([^']+)'\)/g;

const importsOnlyTypes = (clause: string): boolean => {
  const names = /^\s*\{([\s\S]*)\}\s*$/
    .exec(clause)?.[1]
    ?.split(',')
    .filter((name) => name.trim() !== '');
  return names?.every((name) => /^\s*type\s/.test(name)) ?? false;
};

/**
 * The scanner leaves out types and names that it sees unused, so each static import is first made one for its effect alone.
 * What stands in comments and strings is not scanned.
 */
const scan = (path: string, text: string): ReadonlySet<string> => {
  const loader = path.endsWith('x') ? 'tsx' : 'ts';
  const bare = text
    .replace(/^#!.*/, '')
    .replace(STATEMENT, (_, _keyword, _type, _clause, specifier) => `import '${specifier}'`);
  try {
    return new Set(new Bun.Transpiler({ loader }).scanImports(bare).map((found) => found.path));
  } catch (cause) {
    throw new Error(`${path} cannot be read: ${cause}`, { cause });
  }
};

const typeOnlySpecifiers = (text: string): ReadonlySet<string> => {
  const statements = [...text.matchAll(STATEMENT)].map(([, , type, clause = '', specifier = '']) => ({
    specifier,
    typeOnly: type !== undefined || importsOnlyTypes(clause),
  }));
  const values = new Set(statements.filter(({ typeOnly }) => !typeOnly).map(({ specifier }) => specifier));
  return new Set(statements.map(({ specifier }) => specifier).filter((specifier) => !values.has(specifier)));
};

const importsOf = (from: string, text: string): readonly Import[] => {
  const found = scan(from, text);
  const onlyTypes = typeOnlySpecifiers(text);
  const inPlace = [...text.matchAll(TYPE_IMPORT)].map(([, specifier = '']) => specifier);
  const all = new Map<string, boolean>(inPlace.map((specifier) => [specifier, true]));
  for (const specifier of found) all.set(specifier, onlyTypes.has(specifier));
  return [...all].map(([specifier, typeOnly]) => ({
    from,
    specifier,
    to: specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : undefined,
    typeOnly,
  }));
};

/** All imports of a tree: static, dynamic and required, of values and of types. */
export const importGraph = (tree: SourceTree): readonly Import[] =>
  [...tree].flatMap(([path, text]) => importsOf(path, text));

/** The name in `import … from '@cardea/name'` and `'@cardea/name/deeper'`. */
export const cardeaPackage = (specifier: string): string | undefined => /^@cardea\/([^/]+)/.exec(specifier)?.[1];

export const show = ({ from, specifier }: Import): string => `${from} imports ${specifier}`;
