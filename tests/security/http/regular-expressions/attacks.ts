import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** What lies outside most alphabets, or ends a text where a pattern hopes for more of it. */
const ENDINGS = ['', '\0', '!', '"', '\n'];
const COMMON = ['a', 'A', '0', '_', '-', '.', ' ', '/', '=', ',', '"', '\\', "'", '\t', '\u0001', '~', 'é'];
const SEVERAL = 20;
/** So many of the characters that a pattern names are tried in pairs, an escape and a quote for instance. */
const PAIRED = 4;

type Container = AST.Pattern | AST.Group | AST.CapturingGroup | AST.LookaroundAssertion;
type Classed = AST.CharacterClass | AST.CharacterSet | AST.Character | AST.CharacterClassRange;

const isContainer = (node: AST.Node): node is Container =>
  'alternatives' in node && node.type !== 'ClassStringDisjunction';

/** All elements of a pattern, outer ones first. */
function* elementsOf(node: Container | AST.Quantifier): Generator<AST.Element> {
  const children = isContainer(node) ? node.alternatives.flatMap(({ elements }) => elements) : [node.element];
  for (const child of children) {
    yield child;
    if (child.type === 'Quantifier' || isContainer(child)) yield* elementsOf(child);
  }
}

/** Characters that an element names or begins a range with. */
const namedBy = (node: AST.Node): readonly string[] => {
  if (node.type === 'Character') return [String.fromCodePoint(node.value)];
  if (node.type === 'CharacterClassRange') return [String.fromCodePoint(node.min.value)];
  return node.type === 'CharacterClass' ? node.elements.flatMap(namedBy) : [];
};

const characterOf = (node: Classed | AST.Element): string => {
  const one = new RegExp(`^(?:${node.raw})$`, 'su');
  return [...COMMON, ...namedBy(node)].find((character) => one.test(character)) ?? 'a';
};

/** Texts that an element matches, one for each of its alternatives, with every repetition `times` long where it may be. */
const samples = (element: AST.Element, times: number): readonly string[] => {
  switch (element.type) {
    case 'Quantifier': {
      const count = Math.min(element.max, Math.max(element.min, times));
      return samples(element.element, times).map((text) => text.repeat(count));
    }
    case 'Group':
    case 'CapturingGroup':
      return element.alternatives.map(({ elements }) => join(elements, times));
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return [characterOf(element)];
    default:
      return [''];
  }
};

const join = (elements: readonly AST.Element[], times: number): string =>
  elements.map((element) => samples(element, times)[0] ?? '').join('');

/** Everything that a pattern wants before an element, as short as it may be. */
const leadTo = (element: AST.Element): string => {
  const { parent } = element;
  if (parent.type === 'Quantifier') return leadTo(parent);
  if (parent.type !== 'Alternative') return '';
  const own = join(parent.elements.slice(0, parent.elements.indexOf(element)), 1);
  const outer = parent.parent;
  return outer.type === 'Group' || outer.type === 'CapturingGroup' ? leadTo(outer) + own : own;
};

const pumpsOf = (pattern: AST.Pattern): readonly { readonly lead: string; readonly pump: string }[] => {
  const elements = [...elementsOf(pattern)];
  const named = [...new Set(elements.flatMap(namedBy))];
  const pairs = named.slice(0, PAIRED).flatMap((one) => named.slice(0, PAIRED).map((other) => one + other));
  const alphabet = [...new Set([...COMMON, ...named, ...pairs])];
  const repeated = elements.filter((element) => element.type === 'Quantifier' && element.max > 2);
  return [
    ...[...alphabet, ...pattern.alternatives.map((one) => join(one.elements, 1))].map((pump) => ({ lead: '', pump })),
    ...repeated.flatMap((element) => {
      const own = [1, 2, SEVERAL].flatMap((times) => samples(element, times));
      return [...alphabet, ...own].map((pump) => ({ lead: leadTo(element), pump }));
    }),
  ].filter(({ pump }) => pump !== '');
};

/**
 * Texts of `length` characters on which a pattern would try many ways and fail in all: each of its repetitions, and each
 * character that it tells from others, pumped up behind what leads there, and ended by what does not fit.
 */
export const attacksOn = ({ source, flags }: Pick<RegExp, 'source' | 'flags'>, length: number): readonly string[] => {
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, { unicode: flags.includes('u') });
  const texts = new Set<string>();
  for (const { lead, pump } of pumpsOf(pattern)) {
    const body = lead + pump.repeat(Math.ceil(length / pump.length));
    for (const ending of ENDINGS) texts.add(body.slice(0, length - ending.length) + ending);
  }
  return [...texts];
};
