import {
  choice,
  choiceList,
  duration,
  type Flag,
  orWord,
  text,
  textList,
  toggle,
  wholeNumber,
  wordList,
} from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';

/** Flags that `clients add` and `clients mod` share. */
export const clientFlags = {
  'auth-method': choice({
    placeholder: 'METHOD',
    doc: 'How it proves who it is.',
    choices: ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none'],
  }),
  grant: wordList({
    placeholder: 'GRANT',
    doc: 'A grant it may use; repeatable: authorization_code, refresh_token, client_credentials; of a URN the last word is enough: device_code, jwt-bearer, token-exchange; legacy, and off without this: implicit, password, session. "none" for a resource server that only introspects.',
  }),
  scope: wordList({ placeholder: 'SCOPES', doc: 'Scopes it may have, with spaces between them; repeatable.' }),
  resource: wordList({
    placeholder: 'URI',
    doc: 'A registered resource it may get tokens for; repeatable. The first is the default.',
  }),
  jwks: text({
    placeholder: 'FILE',
    doc: 'Its public keys, a JWK Set, for private_key_jwt and signed requests; - for standard input.',
  }),
  'jwks-uri': text({ placeholder: 'URL', doc: 'Where it publishes its keys (https) instead.' }),
  'assertion-alg': orWord(text({ placeholder: 'ALG', doc: 'The only algorithm its assertions may use.' }), 'any'),
  'token-ttl': orWord(
    duration({ placeholder: 'TIME', doc: 'How long its access tokens live: 90s, 15m, 1h, 30d.' }),
    'default',
  ),
  'max-token-ttl': orWord(
    duration({ placeholder: 'TIME', doc: 'The longest lifetime it may choose with expires_in.' }),
    'default',
  ),
  'token-limit': orWord(
    wholeNumber({ placeholder: 'N', doc: 'How many live access tokens it may have; the oldest go.' }),
    'none',
  ),
  'person-tokens': orWord(
    wholeNumber({ placeholder: 'N', doc: 'How many live access tokens one person may have with it.' }),
    'default',
  ),
  'person-refresh-tokens': orWord(
    wholeNumber({ placeholder: 'N', doc: 'How many refresh tokens one person may have with it.' }),
    'default',
  ),
  'refresh-rate': orWord(
    wholeNumber({ placeholder: 'N', doc: 'How many access tokens one refresh token gives in ten minutes.' }),
    'default',
  ),
  'past-limits': orWord(
    choice({
      placeholder: 'WHAT',
      doc: 'What happens past these three: the oldest goes (evict), or the newest is refused (refuse).',
      choices: ['evict', 'refuse'],
    }),
    'default',
  ),
  rate: orWord(wholeNumber({ placeholder: 'N', doc: 'Token requests it may make in a minute.' }), 'none'),
  'redirect-uri': wordList({
    placeholder: 'URI',
    doc: 'Where people come back to after sign-in, compared letter by letter; repeatable.',
  }),
  'post-logout-redirect-uri': wordList({
    placeholder: 'URI',
    doc: 'Where people come back to after sign-out; repeatable.',
  }),
  'frontchannel-logout-uri': orWord(
    text({
      placeholder: 'URL',
      doc: 'Its page that browsers load when a session ends; on the host of a redirect URI.',
    }),
    'none',
  ),
  'frontchannel-logout-session': toggle('That page needs to know which session ended.'),
  'backchannel-logout-uri': orWord(
    text({ placeholder: 'URL', doc: 'Where it takes logout tokens when a session ends.' }),
    'none',
  ),
  'backchannel-logout-session': toggle('Its logout tokens must name the session.'),
  'initiate-login-uri': orWord(
    text({ placeholder: 'URL', doc: 'Where it begins a sign-in for people who come from elsewhere (https).' }),
    'none',
  ),
  native: toggle('An app on a device: it may have a scheme of its own and any port of a loopback address.'),
  consent: choice({
    placeholder: 'WHEN',
    doc: 'When people are asked whether they agree: each time, once, or never (an app of your own).',
    choices: ['explicit', 'remembered', 'implicit'],
  }),
  factors: orWord(
    choice({
      placeholder: 'POLICY',
      doc: 'How people must sign in to it: one_factor or two_factors. Whoever has a second factor is asked for it either way.',
      choices: ['one_factor', 'two_factors'],
    }),
    'default',
  ),
  'response-type': choiceList({
    placeholder: 'TYPE',
    doc: "What it may ask the authorization endpoint for, such as code, 'code id_token', 'id_token token'; repeatable. All but code is legacy.",
    choices: [
      'code',
      'id_token',
      'id_token token',
      'code id_token',
      'code token',
      'code id_token token',
      'token',
      'none',
    ],
  }),
  dpop: toggle('Its tokens are bound to a key of its own, which it proves with each request (RFC 9449).'),
  'pushed-requests': toggle('Its requests must be pushed before the browser comes (RFC 9126).'),
  'signed-requests': toggle('Its requests must come in signed request objects (RFC 9101).'),
  'request-object-alg': orWord(
    text({
      placeholder: 'ALG',
      doc: 'The only algorithm of its request objects; none for unsigned ones, in the profile oidc.',
    }),
    'any',
  ),
  'request-uri': wordList({
    placeholder: 'URI',
    doc: 'Where its request objects may be fetched from (https); repeatable.',
  }),
  'no-pkce': toggle('Let it do without PKCE; only for a client that authenticates.'),
  'subject-type': choice({
    placeholder: 'TYPE',
    doc: 'Whether people have the same subject as with other clients.',
    choices: ['public', 'pairwise'],
  }),
  sector: orWord(
    text({ placeholder: 'HOST', doc: 'The host that clients with the same pairwise subjects name.' }),
    'none',
  ),
  'id-token-alg': orWord(text({ placeholder: 'ALG', doc: 'What its ID tokens are signed with.' }), 'default'),
  'userinfo-alg': orWord(
    text({ placeholder: 'ALG', doc: 'What its userinfo is signed with; plain otherwise.' }),
    'none',
  ),
  'default-max-age': orWord(
    duration({ placeholder: 'TIME', doc: 'How old a sign-in may be where the request does not say.' }),
    'none',
  ),
  'refresh-idle': orWord(duration({ placeholder: 'TIME', doc: 'How long a refresh token lives unused.' }), 'default'),
  'refresh-max': orWord(
    duration({ placeholder: 'TIME', doc: 'How long its refresh tokens live, however they are used.' }),
    'default',
  ),
  'rotate-refresh': toggle('Replace its refresh token at each use; public clients always do.'),
  'exchange-target': wordList({
    placeholder: 'URI',
    doc: 'A registered resource it may get tokens for by exchange; repeatable, "none" for none.',
  }),
  'identity-audience': orWord(
    textList({
      placeholder: "'ISSUER ID SCOPES'",
      doc: 'Another authorization server that it gets identity assertions for, its id there, and the scopes it may name; repeatable.',
    }),
    'none',
  ),
  'may-act': orWord(
    text({ placeholder: 'ID', doc: 'The only client that may act, by exchange, for the subjects of its tokens.' }),
    'anyone',
  ),
  'logo-uri': orWord(text({ placeholder: 'URL', doc: 'Its logo (https).' }), 'none'),
  'client-uri': orWord(text({ placeholder: 'URL', doc: 'Its home page (https).' }), 'none'),
  'policy-uri': orWord(text({ placeholder: 'URL', doc: 'Its privacy policy (https).' }), 'none'),
  'tos-uri': orWord(text({ placeholder: 'URL', doc: 'Its terms of service (https).' }), 'none'),
  contact: orWord(wordList({ placeholder: 'EMAIL', doc: 'Who answers for it; repeatable.' }), 'none'),
  'software-id': orWord(text({ placeholder: 'ID', doc: 'What its maker calls the software.' }), 'none'),
  'software-version': orWord(text({ placeholder: 'VERSION', doc: 'The version of the software.' }), 'none'),
  'default-acr': orWord(
    wordList({ placeholder: 'ACR', doc: 'What it asks for where a request does not say; repeatable.' }),
    'none',
  ),
};

type Values<F extends Readonly<Record<string, Flag>>> = {
  readonly [K in keyof F]: F[K] extends Flag<infer T> ? T : never;
};

/** Settings that `clients add` and `clients mod` write in the same way; `null` takes one away. */
export const sharedSettings = (flags: Values<typeof clientFlags>) => ({
  authMethod: flags['auth-method'],
  jwksUri: flags['jwks-uri'],
  assertionAlgorithm: flags['assertion-alg'],
  grantTypes: grantList(flags.grant),
  accessTokenTtlSeconds: flags['token-ttl'],
  maxAccessTokenTtlSeconds: flags['max-token-ttl'],
  tokenLimit: flags['token-limit'],
  personTokenLimit: flags['person-tokens'],
  personRefreshLimit: flags['person-refresh-tokens'],
  refreshTokenRate: flags['refresh-rate'],
  pastLimits: flags['past-limits'],
  requestsPerMinute: flags.rate,
  responseTypes: flags['response-type'],
  consent: flags.consent,
  factors: flags.factors,
  subjectType: flags['subject-type'],
  sectorIdentifier: flags.sector,
  requestObjectSigningAlgorithm: flags['request-object-alg'],
  idTokenSigningAlgorithm: flags['id-token-alg'],
  userinfoSigningAlgorithm: flags['userinfo-alg'],
  defaultMaxAgeSeconds: flags['default-max-age'],
  refreshIdleSeconds: flags['refresh-idle'],
  refreshMaxSeconds: flags['refresh-max'],
  exchangeTargets: noneIsNull(flags['exchange-target']),
  identityAudiences: audienceList(flags['identity-audience']),
  mayAct: flags['may-act'],
  logoUri: flags['logo-uri'],
  clientUri: flags['client-uri'],
  policyUri: flags['policy-uri'],
  termsUri: flags['tos-uri'],
  frontchannelLogoutUri: flags['frontchannel-logout-uri'],
  backchannelLogoutUri: flags['backchannel-logout-uri'],
  initiateLoginUri: flags['initiate-login-uri'],
  contacts: flags.contact,
  softwareId: flags['software-id'],
  softwareVersion: flags['software-version'],
  defaultAcrValues: flags['default-acr'],
});

type Present<T> = { readonly [K in keyof T]: Exclude<T[K], null> | undefined };

/** The same for a new client, from which nothing can be taken away. */
export const newSettings = (flags: Values<typeof clientFlags>): Present<ReturnType<typeof sharedSettings>> => {
  const chosen = Object.entries(sharedSettings(flags)).filter(([, value]) => value !== null);
  return Object.fromEntries(chosen) as Present<ReturnType<typeof sharedSettings>>;
};

const noneIsNull = (words: readonly string[] | undefined): readonly string[] | null | undefined =>
  words?.length === 1 && words[0] === 'none' ? null : words;

/** Issuer, id of the client there, and scopes: three kinds of words that have no spaces. */
const audienceList = (texts: readonly string[] | null | undefined) =>
  texts?.map((given) => {
    const [issuer, clientId, ...scopes] = given.split(/\s+/).filter((word) => word !== '');
    if (issuer === undefined || clientId === undefined)
      throw new UsageError(
        `--identity-audience '${given}' names no server and id`,
        "Write one like 'https://id.example.com CLIENT_ID read write'",
      );
    return { issuer, clientId, scopes };
  }) ?? (texts === null ? null : undefined);

/** Grants whose names are URNs, by the word that follows the last colon. */
const longNames: Readonly<Record<string, string>> = {
  device_code: 'urn:ietf:params:oauth:grant-type:device_code',
  'jwt-bearer': 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'token-exchange': 'urn:ietf:params:oauth:grant-type:token-exchange',
};

/** `--grant none` is the empty list. */
const grantList = (grants: readonly string[] | undefined): readonly string[] | undefined =>
  grants?.length === 1 && grants[0] === 'none'
    ? []
    : grants?.map((grant) => (Object.hasOwn(longNames, grant) ? (longNames[grant] ?? grant) : grant));
