import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import type { Messages } from './messages.ts';

/** A language that the pages speak. */
export interface Language {
  /** As in the `lang` attribute. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  readonly messages: Messages;
}

const english: Language = { tag: 'en', direction: 'ltr', messages: en };

/** Every language; the first is spoken where none is asked for. */
export const languages: readonly Language[] = [
  english,
  { tag: 'de', direction: 'ltr', messages: de },
  { tag: 'fr', direction: 'ltr', messages: fr },
  { tag: 'es', direction: 'ltr', messages: es },
  { tag: 'ja', direction: 'ltr', messages: ja },
  { tag: 'ar', direction: 'rtl', messages: ar },
];

const MAX_HEADER_CHARS = 500;
const MAX_WISHES = 16;
const WISH = /^([a-z]{1,8})(?:-[a-z0-9]{1,8})*(?:\s*;\s*q=([01](?:\.[0-9]{1,3})?))?$/;

const spoken = (primary: string | undefined): Language | undefined => languages.find(({ tag }) => tag === primary);

/** The language with this tag, English where there is none. */
export const languageOf = (tag: string): Language => spoken(tag) ?? english;

/** The languages of an Accept-Language header, the most wanted first (RFC 9110 §12.5.4). What is malformed is passed over. */
const wishes = (header: string | null): readonly string[] =>
  (header ?? '')
    .slice(0, MAX_HEADER_CHARS)
    .toLowerCase()
    .split(',', MAX_WISHES)
    .flatMap((item) => {
      const [, primary, weight = '1'] = WISH.exec(item.trim()) ?? [];
      return primary === undefined || Number(weight) === 0 ? [] : [{ primary, weight: Number(weight) }];
    })
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ primary }) => primary);

/** The language of a page: what the application asks for (`ui_locales`, OIDC Core §3.1.2.1), else what the browser wants. */
export const languageFor = (acceptLanguage: string | null, uiLocales: readonly string[] = []): Language => {
  const asked = uiLocales.slice(0, MAX_WISHES).map((locale) => locale.toLowerCase().split('-', 1)[0]);
  for (const primary of [...asked, ...wishes(acceptLanguage)]) {
    const language = spoken(primary);
    if (language) return language;
  }
  return english;
};
