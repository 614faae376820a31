import fc from 'fast-check';
import { formBody, forms, jsonBody, mostly, type Pairs, pairsOf, plainWord, requests, type Shot } from './shot.ts';

const fields = (...names: readonly string[]) => [...names, 'token', 'flow', 'do', 'other', 'language'];
/** A page that is opened, and a form that comes to it from nowhere. */
const page = (names: readonly string[] = [], query: readonly string[] = []): fc.Arbitrary<Shot> =>
  fc.oneof(
    requests({ methods: ['GET'], query: pairsOf([[]], [...query, 'flow', 'lang']) }),
    requests({ methods: ['POST'], body: formBody(pairsOf([[], [['form', 'x']]], fields(...names))) }),
  );
const filled = (right: readonly Pairs[], names: readonly string[] = [], query: readonly string[] = []) =>
  mostly(forms(right, names), page(names, query));
const opened = (query: readonly string[] = []) => requests({ methods: ['GET'], query: pairsOf([[]], query) });

const answer = fc.constantFrom('allow', 'deny', 'maybe');
const passkey = [{ flow: 'x', answer: { id: 'x', rawId: 'x', type: 'public-key', response: {} } }];
const section = (name: string, right: readonly Pairs[], names: readonly string[] = []) =>
  [`/account/${name}`, filled(right, [...names, 'id', 'password'], ['notice', 'done'])] as const;

/** The pages that people open, by path. */
export const pageGrammars: Readonly<Record<string, fc.Arbitrary<Shot>>> = {
  '/login': filled(
    [
      [
        ['username', '{username}'],
        ['password', '{password}'],
      ],
      [
        ['username', '{username}'],
        ['password', 'not the right one'],
      ],
    ],
    [],
    ['other', 'username'],
  ),
  '/login/passkey': fc.oneof(
    forms([[['answer', '{}']]]),
    requests({
      methods: ['POST'],
      body: fc.oneof(jsonBody(passkey), formBody(pairsOf([[['answer', '{"id":"x"}']]], ['flow', 'form']))),
    }),
  ),
  '/login/code': filled([[['username', '{username}']], [['code', '123456']]], ['email'], ['sent']),
  '/login/factor': filled([[['code', '123456']], [['answer', '000000']]], ['factor', 'instead']),
  '/login/setup': filled([[['code', '123456']]], ['box', 'answer', 'name']),
  '/login/upstream': mostly(forms([[['provider', 'work']]]), page(['provider'])),
  '/login/upstream/callback/:provider': requests({
    methods: ['GET'],
    rest: fc.oneof({ weight: 3, arbitrary: fc.constant('work') }, { weight: 1, arbitrary: plainWord }),
    query: pairsOf(
      [
        [
          ['code', 'x'],
          ['state', 'cda_us_x'],
          ['iss', 'https://127.0.0.1:1'],
        ],
        [
          ['error', 'access_denied'],
          ['state', '{link}'],
        ],
      ],
      ['error_description', 'id_token'],
    ),
  }),
  '/select-account': filled([[['account', 'x']], []], ['session'], ['prompt']),
  '/consent': mostly(
    answer.chain((given) => forms([[['answer', given]]], ['scope'])),
    page(['answer', 'scope']),
  ),
  '/cancel': filled([[]], ['answer']),
  '/device': filled([[['user_code', '{userCode}']], [['user_code', 'BBBB-BBBB']]], [], ['user_code', 'done']),
  '/logout': filled(
    [[], [['session', 'all']]],
    ['post_logout_redirect_uri', 'state'],
    ['id_token_hint', 'client_id', 'done'],
  ),
  '/forgot-password': filled([[['email', 'alice@people.example']], [['username', '{username}']]], ['email'], ['sent']),
  '/sign-up': filled([[['email', 'new@people.example']]], ['username'], ['sent']),
  '/link': mostly(
    forms([[['new-password', 'short']], [['new-password', 'a long enough new password of nobody']]]),
    fc.oneof(
      requests({ methods: ['GET'], query: pairsOf([[['link', '{link}']]]) }),
      page(['link', 'new-password'], ['link']),
    ),
  ),
  '/account': opened(['notice']),
  '/account/switch': opened(),
  '/account/confirm': opened(['section', 'to', 'return']),
  '/account/goodbye': opened(['proof', 'at', 'notice']),
  ...Object.fromEntries([
    section(
      'profile',
      [[['name', 'Alice Liddell']], [['locale', 'fr']], [['birthdate', '1852-05-04']], [['zoneinfo', 'Europe/Rome']]],
      ['email', 'website', 'picture', 'gender'],
    ),
    section('password', [
      [
        ['current-password', 'not the right one'],
        ['new-password', 'a long enough password of nobody'],
      ],
    ]),
    section('security', [[], [['code', '123456']]], ['box', 'name', 'answer']),
    section(
      'app-passwords',
      [
        [
          ['name', 'Mail'],
          ['scope', 'files'],
        ],
        [['expires', '30d']],
      ],
      ['ttl'],
    ),
    section('applications', [[]], ['client']),
    section('links', [[['provider', 'work']]], ['provider']),
    section('devices', [[]], ['session']),
    section('data', [[]]),
    section('delete', [[['username', 'somebody else']]], ['username']),
  ]),
  '/setup': filled(
    [
      [
        ['username', 'second'],
        ['password', 'a long enough password of nobody'],
      ],
    ],
    ['token', 'email'],
    ['token'],
  ),
  '/assets/accent.css': opened(['v']),
  '/assets/logo': opened(['v', 'theme']),
  '/error': opened(['error', 'error_description', 'request_id']),
  '/dev/mail': opened(['id']),
};
