import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import type { MailWords } from './mail-words.ts';

/** The words of the mails in every language that the pages speak. */
const mailWords: Readonly<Record<string, MailWords>> = { en, de, fr, es, ja, ar };

export const wordsIn = (languageTag: string): MailWords => mailWords[languageTag] ?? en;
