import { expect, test } from 'bun:test';
import { waitInWords } from './wait-in-words.ts';

test.each([
  [1, 'en', '1 second'],
  [90, 'en', '90 seconds'],
  [91, 'en', '2 minutes'],
  [600, 'de', '10 Minuten'],
  [45, 'de', '45 Sekunden'],
])('%i seconds in %s: %s', (seconds, tag, words) => expect(waitInWords(seconds, tag)).toBe(words));
