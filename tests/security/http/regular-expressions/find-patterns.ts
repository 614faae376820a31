import { join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';

/** A regular expression of the source, and where it stands. */
export interface FoundPattern {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
}

const isNode = (value: unknown): value is Node & Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function* descendants(value: unknown): Generator<Node & Readonly<Record<string, unknown>>> {
  if (Array.isArray(value)) for (const item of value) yield* descendants(item);
  if (!isNode(value)) return;
  yield value;
  for (const child of Object.values(value)) yield* descendants(child);
}

const isConstructor = (node: Readonly<Record<string, unknown>>): boolean =>
  (node.type === 'NewExpression' || node.type === 'CallExpression') &&
  isNode(node.callee) &&
  node.callee.type === 'Identifier' &&
  node.callee.name === 'RegExp';

/** The expressions that a module makes out of texts while it is loaded. */
const constructedBy = async (file: string): Promise<readonly RegExp[]> => {
  const made: RegExp[] = [];
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct(target, [source, flags]) {
      const expression = new target(source, flags);
      made.push(expression);
      return expression;
    },
  });
  try {
    await import(`${file}?constructed`);
  } finally {
    globalThis.RegExp = original;
  }
  return made;
};

const inFile = async (root: string, file: string): Promise<readonly FoundPattern[]> => {
  const text = await Bun.file(file).text();
  const { program } = parseSync(file, text);
  const where = (start: number): string => `${relative(root, file)}:${text.slice(0, start).split('\n').length}`;
  const found: FoundPattern[] = [];
  const constructions: number[] = [];
  for (const node of descendants(program)) {
    if (node.type === 'Literal' && node.value instanceof RegExp)
      found.push({ where: where(node.start), source: node.value.source, flags: node.value.flags });
    if (isConstructor(node)) constructions.push(node.start);
  }
  if (constructions.length === 0) return found;
  const made = await constructedBy(file);
  if (made.length < constructions.length)
    throw new Error(
      `${where(constructions[0] ?? 0)}: make expressions while the module is loaded, so that they can be tested`,
    );
  return [...found, ...made.map(({ source, flags }) => ({ where: relative(root, file), source, flags }))];
};

/** Every regular expression that is run in packages and apps, the console's pages in the browser excepted. */
export const findPatterns = async (root: string): Promise<readonly FoundPattern[]> => {
  const glob = new Bun.Glob('{packages,apps}/**/*.{ts,tsx}');
  const files = await Array.fromAsync(glob.scan({ cwd: root, followSymlinks: false }));
  const own = files.filter((file) => !/node_modules\/|\.(test|fixture|d)\.tsx?$|packages\/testkit\//.test(file)).sort();
  const all: FoundPattern[] = [];
  // One after another: what a module constructs is told from what others do by the time.
  for (const file of own) all.push(...(await inFile(root, join(root, file))));
  return all;
};
