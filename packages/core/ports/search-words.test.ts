import { expect, test } from 'bun:test';
import { accountWords, clientWords, soughtWords } from './search-words.ts';

test('an account is found by each word of its names and addresses, however they are written', () => {
  const account = { id: 'u_X', username: 'ZOE.K', email: 'zoe.k@people.example', profile: { name: 'Zoë Käse' } };
  expect(accountWords(account)).toEqual(['zoe', 'k', 'people', 'example', 'kase', 'u', 'x']);
});

test('a client is found by its id, its name and its scopes', () => {
  const client = { id: 'reports-7', name: 'Weekly Reports', scopes: ['files:read'] };
  expect(clientWords(client)).toEqual(['reports', '7', 'weekly', 'files', 'read']);
});

test.each([
  [undefined, undefined],
  ['', undefined],
  ['  \n', undefined],
  ['%', []],
  ['_"\'; --', []],
  ['Ada@Exa', ['ada', 'exa']],
  ['a b c d e f g h', ['a', 'b', 'c', 'd', 'e', 'f']],
  ['東京 \u0000 😀', ['東京']],
])('%j is looked for as %j', (text, words) => {
  expect(soughtWords(text)).toEqual(words);
});
