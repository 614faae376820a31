import { choice, text, wordList } from '../../parse/flag.ts';

/** Flags that `issuers add` and `issuers mod` share. */
export const issuerFlags = {
  jwks: text({ placeholder: 'FILE', doc: 'Its public keys, a JWK Set; - for standard input.' }),
  'jwks-uri': text({ placeholder: 'URL', doc: 'Where it publishes its keys (https).' }),
  algorithm: wordList({ placeholder: 'ALG', doc: 'What it may sign with; repeatable.' }),
  subjects: choice({
    placeholder: 'WHO',
    doc: 'Whom its subjects mean: users by their id, by their verified e-mail address, those linked to the identity provider of the same issuer, or services of the issuer.',
    choices: ['account', 'email', 'linked', 'service'],
  }),
  assertions: choice({
    placeholder: 'TYPE',
    doc: 'What is taken of it: ordinary assertions (jwt), or identity assertions alone (id-jag).',
    choices: ['jwt', 'id-jag'],
  }),
  scope: wordList({ placeholder: 'SCOPES', doc: 'All scopes that tokens for its word may have; repeatable.' }),
  client: wordList({
    placeholder: 'ID',
    doc: 'A client that may present its assertions; repeatable, "any" for all with the grant.',
  }),
};

export const issuerArgument = { name: 'URL', doc: 'the issuer, as its assertions name it' };

/** `--client any` is the empty list. */
export const clientList = (clients: readonly string[] | undefined): readonly string[] | undefined =>
  clients?.length === 1 && clients[0] === 'any' ? [] : clients;
