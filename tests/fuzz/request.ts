import fc from 'fast-check';

/** Texts that stand for what a server knows: they are replaced when the request is sent. */
export const placeholders = ['{client}', '{secret}', '{token}', '{ended}', '{jwt}', '{wrong}'] as const;
export type Placeholder = (typeof placeholders)[number];

export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
}

const FORM = 'application/x-www-form-urlencoded';

const paths = [
  '/api/v1/oauth/token',
  '/api/v1/oauth/introspect',
  '/api/v1/oauth/revoke',
  '/api/v1/metrics',
  '/livez',
  '/readyz',
  '/.well-known/oauth-authorization-server',
  '/.well-known/openid-configuration',
  '/.well-known/oauth-protected-resource',
  '/.well-known/jwks.json',
] as const;

const mutatedPath = fc.oneof(
  fc.constantFrom(...paths).map((path) => `${path}/`),
  fc.constantFrom(...paths).map((path) => path.toUpperCase()),
  fc.constantFrom(...paths).map((path) => path.replaceAll('/', '//')),
  fc.constantFrom(...paths).map((path) => `${path}%00`),
  fc.webPath(),
);
const path = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...paths) }, { weight: 1, arbitrary: mutatedPath });
/** Where credentials are taken. */
const oauthPath = fc.constantFrom(...paths.slice(0, 3));

const method = fc.oneof(
  { weight: 6, arbitrary: fc.constant('POST') },
  { weight: 2, arbitrary: fc.constant('GET') },
  { weight: 1, arbitrary: fc.constantFrom('HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'PROPFIND') },
);

const word = fc.oneof(
  // A secret that somebody chose cannot be told from other words: it stands only where secrets stand.
  fc.constantFrom(...placeholders.filter((each) => each !== '{wrong}')),
  fc.constantFrom(
    '',
    'client_credentials',
    'a',
    'a b',
    'none',
    '*',
    '__proto__',
    'constructor',
    'null',
    '0',
    '-1',
    '1e9',
  ),
  fc.constantFrom('https://api.example', 'https://jwt.example', 'javascript:alert(1)', 'file:///etc/passwd', '//x'),
  fc.constantFrom('urn:ietf:params:oauth:client-assertion-type:jwt-bearer', 'access_token', 'refresh_token'),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ minLength: 500, maxLength: 3000 }),
);

const name = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('grant_type', 'scope', 'client_id', 'client_secret', 'token', 'token_type_hint'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('resource', 'audience', 'client_assertion', 'client_assertion_type', 'access_token'),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.constantFrom('__proto__', 'toString', '', 'code', 'refresh_token'),
      fc.string({ maxLength: 12 }),
    ),
  },
);

type Pairs = readonly (readonly [string, string])[];

/** Not so short that tokens go of their own accord while others are counted. */
const lifetime = fc.constantFrom('0', '-1', '600', '1e9', '99999999999', '600s', '');
const parameter = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(name, word) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('expires_in'), lifetime) },
);

const encoded = (pairs: Pairs): string =>
  pairs.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('=')).join('&');

/** A request as it should be, or with more and other parameters. */
const pairs = fc
  .tuple(
    fc.constantFrom<Pairs>(
      [],
      [['grant_type', 'client_credentials']],
      [
        ['grant_type', 'client_credentials'],
        ['scope', 'a'],
      ],
      [
        ['grant_type', 'client_credentials'],
        ['resource', 'https://jwt.example'],
      ],
      [['token', '{token}']],
      [['token', '{jwt}']],
      [['token', '{ended}']],
    ),
    fc.constantFrom<Pairs>(
      [],
      [
        ['client_id', '{client}'],
        ['client_secret', '{secret}'],
      ],
      [
        ['client_id', '{client}'],
        ['client_secret', '{wrong}'],
      ],
    ),
    fc.oneof(
      { weight: 2, arbitrary: fc.constant<Pairs>([]) },
      { weight: 1, arbitrary: fc.array(parameter, { maxLength: 5 }) },
    ),
  )
  .map((parts) => parts.flat());

/** A text with some of its characters changed, doubled or left out. */
const mutated = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      text,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '%', '%zz', '&', '=', '+', '\0', '"', '{', 'é', '\n')), {
        maxLength: 4,
      }),
    )
    .map(([original, changes]) =>
      changes.reduce((sofar, [at, change]) => {
        const index = at % (sofar.length + 1);
        return sofar.slice(0, index) + change + sofar.slice(index + (at % 2));
      }, original),
    );

const form = pairs.map(encoded);
const json = pairs.map((own) => JSON.stringify(Object.fromEntries(own)));

const typed = (type: string, text: fc.Arbitrary<string>) => text.map((body) => ({ type, body }));
const content = fc.oneof(
  { weight: 6, arbitrary: typed(FORM, form) },
  { weight: 2, arbitrary: typed(FORM, mutated(form)) },
  { weight: 2, arbitrary: typed('application/json', json) },
  { weight: 1, arbitrary: typed('application/json', mutated(json)) },
  { weight: 1, arbitrary: typed('application/json', fc.json()) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom(FORM, 'application/json'), body: fc.uint8Array({ maxLength: 300 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.oneof(
        fc.constantFrom('text/plain', 'multipart/form-data; boundary=a', '', ';', `${FORM}; charset=utf-16`),
        fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
      ),
      body: form,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant(FORM), body: fc.string({ minLength: 60_000, maxLength: 70_000 }) }),
  },
);

const headerText = fc.string({ unit: 'grapheme-ascii', maxLength: 60 });
const authorization = fc.oneof(
  { weight: 5, arbitrary: fc.constant('Basic {client}:{secret}') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('Basic {client}:{wrong}', 'basic nobody:{wrong}', 'Basic {client}:', 'Basic :', 'Basic'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('Bearer {token}', 'bearer {jwt}', 'DPoP {token}', 'Bearer {ended}', 'Bearer {wrong}'),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('Basic', 'Bearer', 'Negotiate', 'Digest'), headerText)
      .map((parts) => parts.join(' ')),
  },
);
const headers = fc.record(
  {
    authorization,
    'x-auth-token': fc.constantFrom('{token}', '{ended}', '{wrong}', 'x'),
    accept: fc.oneof(fc.constantFrom('application/token-introspection+jwt', 'application/json', '*/*'), headerText),
    origin: fc.constantFrom('https://spa.example', 'null', 'https://evil.example'),
    dpop: headerText,
    cookie: headerText,
    'x-forwarded-for': fc.oneof(fc.ipV4(), headerText),
    'x-request-id': headerText,
    traceparent: headerText,
    'content-encoding': fc.constantFrom('gzip', 'identity'),
    'x-http-method-override': fc.constantFrom('DELETE', 'POST'),
  },
  { requiredKeys: [] },
);

const query = fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: mutated(form) });

const anywhere = fc.record({ method, path, query, headers, content });
const whereItMatters = fc.record({
  method: fc.constant('POST'),
  path: oauthPath,
  query: fc.constant(''),
  headers: fc.record({ authorization }, { requiredKeys: [] }),
  content,
});

/** What would be granted, perhaps with one thing more. */
const granted = fc.record({
  method: fc.constant('POST'),
  path: oauthPath,
  query: fc.constant(''),
  headers: fc.constant({ authorization: 'Basic {client}:{secret}' }),
  content: typed(
    FORM,
    fc
      .tuple(
        fc.constantFrom<Pairs>([['token', '{token}']], [['token', '{jwt}']], []),
        fc.constantFrom<Pairs>([['grant_type', 'client_credentials']]),
        fc.array(parameter, { maxLength: 1 }),
      )
      .map((parts) => encoded(parts.flat())),
  ),
});

/** Requests after the grammar of HTTP: valid ones, nearly valid ones, and nonsense. */
export const fuzzRequest: fc.Arbitrary<FuzzRequest> = fc
  .oneof(
    { weight: 1, arbitrary: anywhere },
    { weight: 1, arbitrary: whereItMatters },
    { weight: 1, arbitrary: granted },
  )
  .map(({ content: { type, body }, ...request }) => {
    const takesBody = request.method !== 'GET' && request.method !== 'HEAD';
    const own: Record<string, string> = {
      ...request.headers,
      ...(takesBody && type !== '' ? { 'content-type': type } : {}),
    };
    return {
      ...request,
      headers: own,
      body: takesBody ? (typeof body === 'string' ? body : new Uint8Array(body)) : undefined,
    };
  });
