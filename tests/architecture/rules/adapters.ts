import { isTest, packageOf, type Rule } from '../source-tree.ts';

const ADAPTERS: readonly string[] = ['packages/crypto', 'packages/db', 'packages/outbound'];
const ENTRY = 'packages/core/index.ts';

const names = (list: string): readonly string[] =>
  list
    .split(',')
    .map((name) => name.trim().replace(/^type\s+/, ''))
    .map((name) => name.split(/\s+as\s+/)[0] ?? '')
    .filter((name) => name !== '');

/** Names that core's entry takes from anywhere but its ports. */
const engineNames = (entry: string): ReadonlySet<string> =>
  new Set(
    [...entry.matchAll(/^export (?:type )?\{([^}]*)\} from '([^']+)'/gm)]
      .filter(([, , file = '']) => !file.startsWith('./ports/'))
      .flatMap(([, list = '']) => names(list)),
  );

/** Implementations of ports know the ports of core and nothing else of it. */
export const adaptersSeePorts: Rule = (tree) => {
  const entry = tree.get(ENTRY) ?? '';
  const engine = engineNames(entry);
  const passedOn = [...entry.matchAll(/^export (?:type )?\* from '([^']+)'/gm)].map(([, file = '']) => file);
  return [
    ...passedOn.filter((file) => !file.startsWith('./ports/')).map((file) => `${ENTRY} passes on all of ${file}`),
    ...[...tree]
      .filter(([path]) => ADAPTERS.includes(packageOf(path)) && !isTest(path))
      .flatMap(([path, text]) =>
        [...text.matchAll(/^import (?:type )?\{([^}]*)\} from '@cardea\/core'/gm)]
          .flatMap(([, list = '']) => names(list))
          .filter((name) => engine.has(name))
          .map((name) => `${path} imports ${name}, which is no port`),
      ),
  ];
};
