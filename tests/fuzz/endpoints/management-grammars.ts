import fc from 'fast-check';
import {
  authorization,
  formBody,
  jsonBody,
  type Pairs,
  pairsOf,
  plainWord,
  requests,
  type Shot,
  word,
} from './shot.ts';

const inputs = [
  {},
  { id: 'x' },
  { id: '{clientId}' },
  { id: '{username}' },
  { user: '{username}' },
  { name: 'x', scopes: ['a'], grantTypes: ['client_credentials'] },
  { uri: 'https://other.example', name: 'x' },
  { issuer: 'https://ci.example', name: 'x', jwks: { keys: [] } },
  { username: 'x', email: 'x@people.example' },
  { limit: 5, after: 'x' },
  { endpoint: 'token', parameters: { grant_type: 'client_credentials' } },
];
const inputNames = [
  'version',
  'enabled',
  'state',
  'role',
  'cursor',
  'limit',
  'target',
  'clientId',
  'secret',
  'jwksUri',
];

/** Calls of procedures that there are, one or several at once, and of others that there are not. */
const calls = (
  procedures: readonly string[],
  headers: Parameters<typeof requests>[0]['headers'],
): fc.Arbitrary<Shot> => {
  const one = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...procedures) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('nothing.there', '__proto__.constructor', 'clients', 'clients.list.x', ''),
    },
  );
  const rest = fc.oneof(
    { weight: 6, arbitrary: one },
    { weight: 1, arbitrary: fc.array(one, { minLength: 2, maxLength: 12 }).map((names) => names.join(',')) },
    { weight: 1, arbitrary: plainWord },
  );
  const input = fc.oneof(
    jsonBody(inputs, inputNames).map((body) => body?.text ?? ''),
    word,
  );
  const query: fc.Arbitrary<Pairs> = fc.oneof(
    input.map((text): Pairs => [['input', text]]),
    input.map(
      (text): Pairs => [
        ['batch', '1'],
        ['input', `{"0":${text}}`],
      ],
    ),
    fc.constant<Pairs>([]),
    fc.constant<Pairs>([['input', '{}']]),
  );
  return fc.oneof(
    requests({ methods: ['GET'], rest, headers: headers ?? {}, query }),
    requests({
      methods: ['POST'],
      rest,
      headers: headers ?? {},
      query: fc.constant<Pairs>([]),
      body: jsonBody(inputs, inputNames),
    }),
  );
};

const opened = (query: readonly string[] = [], rest?: fc.Arbitrary<string>) =>
  requests({ methods: ['GET', 'HEAD'], query: pairsOf([[]], query), ...(rest === undefined ? {} : { rest }) });

const ofConsole = {
  cookie: fc.constant('{consoleCookies}'),
  'x-cardea-console': fc.constantFrom('1', '1', '0'),
  'sec-fetch-site': fc.constantFrom('same-origin', 'same-origin', 'cross-site'),
};

/** What administrators and operators call, by path. */
export const managementGrammars = (procedures: readonly string[]): Readonly<Record<string, fc.Arbitrary<Shot>>> => ({
  '/admin/trpc/*': calls(procedures, {
    authorization: authorization('Bearer {operator}', 'Bearer {operator}', 'Bearer {token}'),
  }),
  '/admin/api/*': calls(procedures, ofConsole),
  '/admin/openapi.json': opened(['x']),
  '/admin': opened(['x']),
  '/admin/sign-in': opened(['to']),
  '/admin/callback': requests({
    methods: ['GET'],
    query: pairsOf(
      [
        [
          ['code', '{code}'],
          ['state', 'x'],
          ['iss', 'https://id.example'],
        ],
        [['error', 'access_denied']],
      ],
      ['error_description'],
    ),
  }),
  '/admin/session': requests({ methods: ['GET'], headers: ofConsole }),
  '/admin/sign-out': requests({ methods: ['POST'], headers: ofConsole, body: formBody(pairsOf([[]], ['form'])) }),
  '/admin/assets/*': opened(
    [],
    fc.oneof(plainWord, fc.constantFrom('../main.ts', 'index.js', '%2e%2e/%2e%2e/package.json')),
  ),
  '/admin/*': opened([], fc.oneof(plainWord, fc.constantFrom('clients', 'users/x', 'nowhere'))),
  '/livez': opened(['x']),
  '/readyz': opened(['x']),
});
