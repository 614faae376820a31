import fc from 'fast-check';
import type { ValueName } from './values.ts';

export type Pairs = readonly (readonly [string, string])[];

/** A request as it is sent, with placeholders such as `{token}` where a server knows something. */
export interface Request {
  readonly kind: 'request';
  readonly method: string;
  /** What stands for the variable part of the path. */
  readonly rest: string;
  readonly query: Pairs;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly type: string; readonly text: string } | undefined;
}

/** A form of a page as a browser got it, with some of its fields changed. */
export interface FilledForm {
  readonly kind: 'form';
  /** Which of the forms that lead to this endpoint. */
  readonly nth: number;
  readonly button: number;
  readonly edits: Pairs;
  readonly drops: readonly number[];
  readonly headers: Readonly<Record<string, string>>;
}

export type Shot = Request | FilledForm;

const FORM = 'application/x-www-form-urlencoded';

const held = (name: ValueName): string => `{${name}}`;

const nasty = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  'null',
  'true',
  '*',
  'a b',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '%00',
  '\0',
  '\r\nset-cookie: a=b',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '{{7*7}}',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'http://127.0.0.1:1/',
  'https://user:pass@web.example/cb#x',
  '//evil.example',
  'https://web.example/cb',
  '\u202Eevil\uD800',
  'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.',
  'urn:ietf:params:oauth:token-type:access_token',
  '99999999999999999999',
  'NaN',
] as const;

const secrets: readonly ValueName[] = [
  'token',
  'jwt',
  'refresh',
  'idToken',
  'code',
  'deviceCode',
  'userCode',
  'requestUri',
  'registration',
  'initial',
  'link',
  'clientId',
  'username',
];

/** A text that opens nothing: it may stand where answers repeat it. */
export const plainWord: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...nasty), fc.string({ maxLength: 40 }));

/** A value that may stand anywhere. */
export const word: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...nasty) },
  { weight: 3, arbitrary: fc.constantFrom(...secrets).map(held) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ minLength: 400, maxLength: 3000 }) },
);

const shuffled = (pairs: Pairs, edits: readonly Edit[], names: readonly string[]): Pairs =>
  edits.reduce<Pairs>((sofar, { how, at, name, value }) => {
    const index = sofar.length === 0 ? 0 : at % sofar.length;
    const given = names[name % names.length] ?? 'x';
    const [own, old] = sofar[index] ?? [given, value];
    if (how === 'drop') return sofar.toSpliced(index, 1);
    if (how === 'double') return sofar.concat([[own, old]]);
    if (how === 'value') return sofar.toSpliced(index, 1, [own, value]);
    return how === 'name' ? sofar.toSpliced(index, 1, [given, old]) : sofar.concat([[given, value]]);
  }, pairs);

interface Edit {
  readonly how: 'drop' | 'double' | 'value' | 'name' | 'add';
  readonly at: number;
  readonly name: number;
  readonly value: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  how: fc.constantFrom('drop', 'double', 'value', 'value', 'name', 'add', 'add'),
  at: fc.nat(),
  name: fc.nat(),
  value: word,
});

/** One of the requests that are right, as it is or with pairs left out, doubled, renamed, changed and added. */
export const pairsOf = (right: readonly Pairs[], others: readonly string[] = []): fc.Arbitrary<Pairs> => {
  const names = [...new Set([...right.flat().map(([name]) => name), ...others, '__proto__', ''])];
  return fc
    .tuple(
      fc.constantFrom(...right),
      fc.oneof(
        { weight: 1, arbitrary: fc.constant<Edit[]>([]) },
        { weight: 3, arbitrary: fc.array(edit, { minLength: 1, maxLength: 3 }) },
      ),
    )
    .map(([pairs, edits]) => shuffled(pairs, edits, names));
};

const encoded = (pairs: Pairs): string =>
  pairs
    .map((pair) =>
      pair
        .map((text) => encodeURIComponent(text.toWellFormed()).replaceAll('%7B', '{').replaceAll('%7D', '}'))
        .join('='),
    )
    .join('&');

type Body = Request['body'];

/** A form in the content types that are taken, and in some that are not. */
export const formBody = (pairs: fc.Arbitrary<Pairs>): fc.Arbitrary<Body> =>
  fc.oneof(
    { weight: 8, arbitrary: pairs.map((each) => ({ type: FORM, text: encoded(each) })) },
    {
      weight: 2,
      arbitrary: pairs.map((each) => ({ type: 'application/json', text: JSON.stringify(Object.fromEntries(each)) })),
    },
    { weight: 1, arbitrary: fc.json().map((text) => ({ type: 'application/json', text })) },
    { weight: 1, arbitrary: pairs.map((each) => ({ type: 'text/plain', text: encoded(each) })) },
    { weight: 1, arbitrary: fc.string({ maxLength: 200 }).map((text) => ({ type: FORM, text })) },
    { weight: 1, arbitrary: fc.constant({ type: FORM, text: `a=${'b'.repeat(70_000)}` }) },
  );

const depth = fc.nat({ max: 60 }).map((levels) => '['.repeat(levels) + ']'.repeat(levels));

/** JSON that is right, with members changed, or no JSON at all. */
export const jsonBody = (
  right: readonly Readonly<Record<string, unknown>>[],
  others: readonly string[] = [],
): fc.Arbitrary<Body> => {
  const names = [...new Set([...right.flatMap((each) => Object.keys(each)), ...others])];
  const value = fc.oneof({ weight: 2, arbitrary: word }, { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) });
  const member = fc.tuple(fc.constantFrom(...names, '__proto__'), value);
  const changed = fc
    .tuple(fc.constantFrom(...right), fc.array(member, { maxLength: 3 }), fc.array(fc.nat(), { maxLength: 1 }))
    .map(([base, members, drops]) => {
      const kept = Object.entries(base).filter((_, index) => !drops.includes(index));
      return JSON.stringify(Object.fromEntries([...kept, ...members]));
    });
  const texts = fc.oneof(
    { weight: 8, arbitrary: changed },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: depth },
    { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
  );
  return fc.oneof(
    { weight: 9, arbitrary: texts.map((text) => ({ type: 'application/json', text })) },
    { weight: 1, arbitrary: texts.map((text) => ({ type: 'text/plain', text })) },
  );
};

const rightCredentials = ['Basic {clientId}:{secret}', 'Bearer {token}'] as const;
export const authorization = (...usual: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...(usual.length > 0 ? usual : rightCredentials)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...rightCredentials, 'Bearer {refresh}', 'DPoP {token}', 'Bearer', 'Basic :'),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 40 }).map((text) => `Bearer ${text}`) },
  );

const headerText = fc.string({ unit: 'grapheme-ascii', maxLength: 60 });
/** Headers that some endpoint reads. */
const headersOf = (
  own: Readonly<Record<string, fc.Arbitrary<string>>>,
): fc.Arbitrary<Readonly<Record<string, string>>> =>
  fc
    .tuple(
      fc.record(own, { requiredKeys: Object.keys(own) }),
      fc.record(
        {
          accept: fc.oneof(fc.constantFrom('text/html', 'application/json', '*/*'), headerText),
          'accept-language': fc.oneof(fc.constantFrom('de', 'ja, en;q=0.5', 'ar', 'xx'), headerText),
          dpop: fc.oneof(fc.constant('{proof}'), headerText),
          origin: fc.constantFrom('https://spa.example', 'null', 'https://evil.example'),
          cookie: fc.oneof(fc.constant('{cookies}'), headerText),
          'x-auth-token': word.map((text) => text.replaceAll(/[^\x20-\x7e]/g, '')),
        },
        { requiredKeys: [] },
      ),
      fc.nat({ max: 3 }),
    )
    .map(([always, sometimes, keep]) => (keep === 0 ? { ...sometimes, ...always } : always));

interface Grammar {
  readonly methods: readonly string[];
  readonly rest?: fc.Arbitrary<string>;
  readonly query?: fc.Arbitrary<Pairs>;
  readonly headers?: Readonly<Record<string, fc.Arbitrary<string>>>;
  readonly body?: fc.Arbitrary<Body>;
}

const nothing = fc.constant<Pairs>([]);

/** Requests of an endpoint: now and then with a method that it has not. */
export const requests = ({
  methods,
  rest = fc.constant(''),
  query = nothing,
  headers = {},
  body,
}: Grammar): fc.Arbitrary<Shot> =>
  fc
    .record({
      method: fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...methods) },
        { weight: 1, arbitrary: fc.constantFrom('PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD') },
      ),
      rest,
      query,
      headers: headersOf(headers),
      body: body ?? fc.constant(undefined),
    })
    .map((shot) => ({
      kind: 'request' as const,
      ...shot,
      body: shot.method === 'GET' || shot.method === 'HEAD' ? undefined : shot.body,
    }));

/** Forms of a page: as they are, and with fields changed; `names` are fields that people fill in. */
export const forms = (right: readonly Pairs[], names: readonly string[] = []): fc.Arbitrary<Shot> => {
  const all = [...new Set([...right.flat().map(([name]) => name), ...names, 'token', 'flow', 'do'])];
  return fc
    .record({
      nth: fc.nat({ max: 5 }),
      button: fc.nat({ max: 5 }),
      right: fc.constantFrom(...right),
      edits: fc.oneof(nothing, fc.array(fc.tuple(fc.constantFrom(...all), word), { maxLength: 2 })),
      drops: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(fc.nat(9), { maxLength: 2 }) },
      ),
      headers: fc.oneof(
        { weight: 8, arbitrary: fc.constant({}) },
        {
          weight: 1,
          arbitrary: fc.constantFrom({ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }),
        },
      ),
    })
    .map(({ right: filled, edits, ...shot }) => ({ kind: 'form' as const, ...shot, edits: [...filled, ...edits] }));
};

/** Mostly the one, sometimes the other. */
export const mostly = (often: fc.Arbitrary<Shot>, seldom: fc.Arbitrary<Shot>): fc.Arbitrary<Shot> =>
  fc.oneof({ weight: 4, arbitrary: often }, { weight: 1, arbitrary: seldom });
