import { expect, test } from 'bun:test';
import { agoInWords } from './ago-in-words.ts';

test.each([
  [-5, '1 second ago'],
  [0, '1 second ago'],
  [59, '59 seconds ago'],
  [60, '1 minute ago'],
  [179, '2 minutes ago'],
])('%i seconds are %s', (seconds, words) => expect(agoInWords(seconds, 'en')).toBe(words));
