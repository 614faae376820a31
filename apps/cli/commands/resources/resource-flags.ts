import { choice, duration, orWord, text, wordList } from '../../parse/flag.ts';

/** Flags that `resources add` and `resources mod` share. */
export const resourceFlags = {
  format: choice({ placeholder: 'FORMAT', doc: 'What its tokens are.', choices: ['jwt', 'opaque'] }),
  algorithm: orWord(text({ placeholder: 'ALG', doc: 'How its JWTs are signed.' }), 'default'),
  scope: wordList({
    placeholder: 'SCOPES',
    doc: 'Scopes that mean something to it; repeatable. Any where none is named.',
  }),
  introspector: wordList({ placeholder: 'ID', doc: 'A client that may introspect its tokens; repeatable.' }),
  'token-ttl': orWord(duration({ placeholder: 'TIME', doc: 'How long its tokens live: 15m, 1h.' }), 'default'),
};

export const uriArgument = { name: 'URI', doc: 'the identifier of the resource, an absolute URI' };
