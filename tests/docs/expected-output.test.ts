import { describe, expect, test } from 'bun:test';
import { difference, matchesText } from './expected-output.ts';
import { blocks } from './markdown.ts';
import { fill, placeholdersIn } from './placeholders.ts';

describe('what a page shows', () => {
  test('is compared letter by letter, but for what it leaves out', () => {
    expect(matchesText('cda_at_…', 'cda_at_abc\n')).toBe(true);
    expect(matchesText('cda_at_…', 'cda_rt_abc')).toBe(false);
    expect(matchesText('200', '2000')).toBe(false);
  });

  test('may leave members out, and may not show others', () => {
    expect(difference({ a: 1 }, { a: 1, b: 2 })).toBeUndefined();
    expect(difference({ a: 1, b: 2 }, { a: 1 })).toBe('/b is undefined, not 2');
    expect(difference({ a: ['x'] }, { a: ['x', 'y'] })).toBe('/a has 2 items, not 1');
    expect(difference({ iat: 1_764_000_000 }, { iat: 1_999_999_999 })).toBeUndefined();
    expect(difference({ expires_in: 3600 }, { expires_in: 60 })).toBe('/expires_in is 60, not 3600');
    expect(difference({ active: true }, { active: false })).toBe('/active is false, not true');
  });
});

test('a name in a command stands for what an answer said', () => {
  const values = new Map([
    ...placeholdersIn('{"client_id":"a","expires_in":1}', ''),
    ...placeholdersIn('{"client_id":"b"}', 'API_'),
  ]);
  expect(fill('curl -u CLIENT_ID:x API_CLIENT_ID MY_CLIENT_ID', values)).toBe('curl -u a:x b MY_CLIENT_ID');
});

test('blocks are found with their language and marks', () => {
  expect(blocks('# x\n\n```sh run as=API\na\nb\n```\n\n```json\n{}\n```\n')).toEqual([
    { language: 'sh', marks: ['run', 'as=API'], text: 'a\nb\n', line: 3 },
    { language: 'json', marks: [], text: '{}\n', line: 8 },
  ]);
});
