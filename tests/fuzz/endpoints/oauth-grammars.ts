import fc from 'fast-check';
import { authorization, formBody, jsonBody, type Pairs, pairsOf, plainWord, requests, type Shot } from './shot.ts';

const BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
const TYPE = 'urn:ietf:params:oauth:token-type:';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const authorize: Pairs = [
  ['client_id', '{clientId}'],
  ['response_type', 'code'],
  ['redirect_uri', 'https://web.example/cb'],
  ['scope', 'openid offline_access'],
  ['state', 'a-state'],
  ['nonce', 'a-nonce'],
  ['code_challenge', CHALLENGE],
  ['code_challenge_method', 'S256'],
];
const requestNames = [
  ...['prompt', 'max_age', 'login_hint', 'id_token_hint', 'acr_values', 'claims', 'ui_locales', 'display', 'hd'],
  ...['resource', 'audience', 'request', 'request_uri', 'response_mode', 'dpop_jkt', 'access_type', 'registration'],
];
const authorizeRequests: readonly Pairs[] = [
  authorize,
  [...authorize, ['prompt', 'none']],
  [...authorize, ['prompt', 'login consent']],
  [...authorize, ['claims', '{"id_token":{"acr":{"essential":true,"values":["x"]}}}']],
  [...authorize, ['response_mode', 'form_post']],
  [...authorize, ['max_age', '0'], ['id_token_hint', '{idToken}']],
  [
    ['client_id', '{clientId}'],
    ['request_uri', '{requestUri}'],
  ],
  [
    ['client_id', 'https://127.0.0.1:1/client.json'],
    ['response_type', 'code'],
    ['redirect_uri', 'https://web.example/cb'],
    ['code_challenge', CHALLENGE],
    ['code_challenge_method', 'S256'],
  ],
  [
    ['client_id', 'https://metadata.invalid/client.json'],
    ['response_type', 'code'],
  ],
];

const subject = (type: string, text: string): Pairs => [
  ['grant_type', EXCHANGE],
  ['subject_token', text],
  ['subject_token_type', `${TYPE}${type}`],
];
const tokenRequests: readonly Pairs[] = [
  [
    ['grant_type', 'authorization_code'],
    ['code', '{code}'],
    ['redirect_uri', 'https://web.example/cb'],
    ['code_verifier', 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'],
  ],
  [
    ['grant_type', 'refresh_token'],
    ['refresh_token', '{refresh}'],
    ['scope', 'openid'],
  ],
  [
    ['grant_type', 'client_credentials'],
    ['scope', 'files'],
  ],
  [
    ['grant_type', DEVICE],
    ['device_code', '{deviceCode}'],
  ],
  [...subject('access_token', '{token}'), ['resource', 'https://api.example']],
  [...subject('id_token', '{idToken}'), ['actor_token', '{token}'], ['actor_token_type', `${TYPE}access_token`]],
  [...subject('refresh_token', '{refresh}'), ['requested_token_type', `${TYPE}jwt`]],
  [...subject('jwt', '{assertion}'), ['actor_token', '{assertion}'], ['actor_token_type', `${TYPE}jwt`]],
  [
    ...subject('id_token', '{idToken}'),
    ['requested_token_type', `${TYPE}id-jag`],
    ['audience', 'https://away.example'],
  ],
  [
    ['grant_type', BEARER],
    ['assertion', '{assertion}'],
    ['scope', 'files'],
  ],
  [
    ['grant_type', 'password'],
    ['username', '{username}'],
    ['password', '{password}'],
  ],
  [
    ['grant_type', 'session'],
    ['client_name', 'x'],
    ['scope', 'files'],
  ],
];

const asClient = { authorization: authorization('Basic {clientId}:{secret}') };
const sent = (right: readonly Pairs[], names: readonly string[] = []) =>
  requests({
    methods: ['POST'],
    headers: asClient,
    body: formBody(pairsOf(right, [...names, 'client_id', 'client_secret'])),
  });

const metadata = [
  { redirect_uris: ['https://app.example/cb'] },
  {
    client_name: 'App',
    'client_name#fr': 'Appli',
    redirect_uris: ['https://app.example/cb', 'http://127.0.0.1/cb'],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
    scope: 'openid',
    contacts: ['a@app.example'],
    logo_uri: 'https://app.example/logo.png',
    subject_type: 'pairwise',
  },
  {
    redirect_uris: ['com.app:/cb'],
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: [DEVICE],
    response_types: [],
    backchannel_logout_uri: 'https://app.example/out',
  },
  { redirect_uris: ['https://app.example/cb'], jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }] } },
  {
    redirect_uris: ['https://app.example/cb'],
    jwks_uri: 'https://127.0.0.1:1/keys',
    token_endpoint_auth_method: 'private_key_jwt',
  },
];
const metadataNames = ['software_statement', 'sector_identifier_uri', 'request_uris', 'default_max_age', 'client_id'];

/** The endpoints that clients call, by path. */
export const oauthGrammars: Readonly<Record<string, fc.Arbitrary<Shot>>> = {
  '/api/v1/oauth/authorize': fc.oneof(
    requests({ methods: ['GET'], query: pairsOf(authorizeRequests, requestNames) }),
    requests({ methods: ['POST'], body: formBody(pairsOf(authorizeRequests, requestNames)) }),
  ),
  '/api/v1/oauth/par': sent(authorizeRequests, requestNames),
  '/api/v1/oauth/token': sent(tokenRequests, [
    'expires_in',
    'resource',
    'audience',
    'client_assertion',
    'access_token',
  ]),
  '/api/v1/oauth/userinfo': requests({
    methods: ['GET', 'POST'],
    headers: { authorization: authorization('Bearer {token}', 'Bearer {jwt}') },
    query: fc.oneof(fc.constant<Pairs>([]), pairsOf([[['access_token', '{token}']]])),
    body: formBody(pairsOf([[], [['access_token', '{token}']]])),
  }),
  '/api/v1/oauth/device': sent([[], [['scope', 'openid offline_access']], [['client_id', '{clientId}']]], ['resource']),
  '/api/v1/oauth/introspect': sent(
    [
      [['token', '{token}']],
      [
        ['token', '{refresh}'],
        ['token_type_hint', 'refresh_token'],
      ],
      [['token', '{appPassword}']],
    ],
    ['username'],
  ),
  '/api/v1/oauth/revoke': sent([
    [['token', '{jwt}']],
    [
      ['token', '{refresh}'],
      ['token_type_hint', 'access_token'],
    ],
  ]),
  '/api/v1/oauth/logout': fc.oneof(
    requests({
      methods: ['GET'],
      query: pairsOf(
        [
          [],
          [
            ['id_token_hint', '{idToken}'],
            ['post_logout_redirect_uri', 'https://web.example/out'],
            ['state', 's'],
          ],
        ],
        ['client_id', 'logout_hint', 'ui_locales'],
      ),
    }),
    requests({ methods: ['POST'], body: formBody(pairsOf([[['id_token_hint', '{idToken}']]], ['client_id'])) }),
  ),
  '/api/v1/oauth/check-session': requests({ methods: ['GET'], query: pairsOf([[]], ['client_id']) }),
  '/api/v1/oauth/register': requests({
    methods: ['POST'],
    headers: { authorization: authorization('Bearer {initial}') },
    body: jsonBody(metadata, metadataNames),
  }),
  '/api/v1/oauth/register/:id': requests({
    methods: ['GET', 'PUT', 'PUT', 'DELETE'],
    rest: fc.oneof({ weight: 4, arbitrary: fc.constant('{registeredId}') }, { weight: 1, arbitrary: plainWord }),
    headers: { authorization: authorization('Bearer {registration}') },
    body: jsonBody(
      metadata.map((each) => ({ ...each, client_id: '{registeredId}' })),
      metadataNames,
    ),
  }),
  '/api/v1/session': fc.oneof(
    requests({
      methods: ['POST'],
      body: fc.oneof(
        jsonBody(
          [
            { username: '{username}', password: '{password}' },
            { username: '{username}', password: '{appPassword}' },
          ],
          ['code', 'scope'],
        ),
        formBody(
          pairsOf(
            [
              [
                ['username', '{username}'],
                ['password', '{appPassword}'],
              ],
            ],
            ['code', 'client_name'],
          ),
        ),
      ),
    }),
    requests({
      methods: ['GET', 'DELETE'],
      headers: { authorization: authorization('Bearer {session}', 'Basic {username}:{appPassword}') },
    }),
  ),
  '/api/v1/metrics': requests({
    methods: ['GET', 'HEAD'],
    headers: { authorization: authorization('Bearer {token}') },
  }),
};
