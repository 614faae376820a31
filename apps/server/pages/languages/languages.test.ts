import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { languageFor, languages } from './languages.ts';

const tags = languages.map(({ tag }) => tag);
const tagOf = (header: string | null, uiLocales?: readonly string[]) => languageFor(header, uiLocales).tag;

/** Every text of a table, those of functions with a marker put in. */
const texts = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [value('MARK')];
  return Object.values(value ?? {}).flatMap(texts);
};

describe('the language of a page', () => {
  test.each([
    [null, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en;q=0.5, fr;q=0.9', 'fr'],
    ['nl, es;q=0.1', 'es'],
    ['nl', 'en'],
    ['de;q=0, ja', 'ja'],
    ['*', 'en'],
    ['AR-eg', 'ar'],
    ['de;q=2, fr', 'fr'],
    [`${'x'.repeat(600)},de`, 'en'],
    [`${'nl,'.repeat(16)}de`, 'en'],
  ])('for Accept-Language %s is %s (RFC 9110 §12.5.4)', (header, tag) => expect(tagOf(header)).toBe(tag));

  test('follows ui_locales before the browser, in their order (OpenID Connect Core §3.1.2.1)', () => {
    expect(tagOf('de', ['fr-CA', 'en'])).toBe('fr');
    expect(tagOf('de', ['nl', 'ja'])).toBe('ja');
    expect(tagOf('de', ['nl', '"><script>'])).toBe('de');
  });

  test('any header at all gives a language', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (header) => {
        expect(tags).toContain(tagOf(header));
      }),
    );
  });
});

describe.each(languages.map((language) => [language.tag, language] as const))('%s', (tag, { messages }) => {
  test('leaves no text empty, and puts in what it is given', () => {
    for (const text of texts(messages)) expect(text.trim()).not.toBe('');
    const [english] = languages;
    const marked = (table: unknown) => texts(table).filter((text) => text.includes('MARK')).length;
    expect(marked(messages)).toBe(marked(english?.messages));
  });

  test('is a language of its own', () => {
    const [english] = languages;
    const same = texts(messages).filter((text) => texts(english?.messages).includes(text));
    expect(tag === 'en' ? [] : same).toEqual([]);
  });
});
