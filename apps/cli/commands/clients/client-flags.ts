import { choice, duration, orWord, text, wholeNumber, wordList } from '../../parse/flag.ts';

/** Flags that `clients add` and `clients mod` share. */
export const clientFlags = {
  'auth-method': choice({
    placeholder: 'METHOD',
    doc: 'How it proves who it is.',
    choices: ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none'],
  }),
  grant: wordList({
    placeholder: 'GRANT',
    doc: 'A grant it may use; repeatable. "none" for a resource server that only introspects.',
  }),
  scope: wordList({ placeholder: 'SCOPES', doc: 'Scopes it may have, with spaces between them; repeatable.' }),
  resource: wordList({
    placeholder: 'URI',
    doc: 'A registered resource it may get tokens for; repeatable. The first is the default.',
  }),
  jwks: text({ placeholder: 'FILE', doc: 'Its public keys, a JWK Set, for private_key_jwt; - for standard input.' }),
  'jwks-uri': text({ placeholder: 'URL', doc: 'Where it publishes its keys (https), for private_key_jwt.' }),
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
  rate: orWord(wholeNumber({ placeholder: 'N', doc: 'Token requests it may make in a minute.' }), 'none'),
};

/** `--grant none` is the empty list. */
export const grantList = (grants: readonly string[] | undefined): readonly string[] | undefined =>
  grants?.length === 1 && grants[0] === 'none' ? [] : grants;
