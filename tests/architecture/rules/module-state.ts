import { isGenerated, isTest, type Rule } from '../source-tree.ts';

/** The formatter puts everything at the level of the module at the start of a line. */
const STATE: readonly (readonly [RegExp, string])[] = [
  [/^(export )?(let|var) /, 'a variable'],
  [/^(export )?const \w+ = new (Map|Set|WeakMap|WeakSet|Array)\b/, 'a collection that anyone may change'],
  [
    /^(export )?const \w+: (?!Readonly)[^=]* = new (Map|Set|WeakMap|WeakSet|Array)\b/,
    'a collection that anyone may change',
  ],
  [/^(export )?const \w+(: [^=]+)? = (\[\]|\{\});/, 'an empty collection, which only a change could fill'],
];

/** An engine is built per issuer: what lives at the level of a module would be shared by all of them. */
export const noModuleState: Rule = (tree) =>
  [...tree]
    .filter(([path]) => /^(packages|apps)\//.test(path) && !isTest(path) && !isGenerated(path))
    .flatMap(([path, text]) =>
      text.split('\n').flatMap((line, index) => {
        const state = STATE.find(([pattern]) => pattern.test(line));
        return state ? [`${path}:${index + 1} keeps ${state[1]} at the level of the module`] : [];
      }),
    );
