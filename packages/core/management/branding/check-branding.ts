import type { Branding } from '../../ports/branding.ts';
import { webPageProblem } from '../clients/people-settings.ts';
import { type FieldProblem, firstProblem } from '../fields/field-problem.ts';
import { nameProblem } from '../fields/name.ts';

const MAX_TEXT_CHARS = 500;
const MAX_LANGUAGES = 32;
const LANGUAGE = /^(\*|[a-z]{2,3})$/;
/** All that cannot be seen, but for the end of a line. */
const UNPRINTABLE = /(?!\n)\p{C}/u;
const COLOUR = /^#(?:([\da-f])([\da-f])([\da-f])|([\da-f]{6}))$/i;

/** A colour in its one form; undefined where it is none. Nothing else of what was given reaches a style sheet. */
export const readColour = (given: string): string | undefined => {
  const [, red, green, blue, whole] = COLOUR.exec(given) ?? [];
  if (whole !== undefined) return `#${whole.toLowerCase()}`;
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return `#${red}${red}${green}${green}${blue}${blue}`.toLowerCase();
};

const textsProblem = (texts: Branding['signInTexts']): string | undefined => {
  const entries = Object.entries(texts);
  if (entries.length > MAX_LANGUAGES) return `has more than ${MAX_LANGUAGES} languages`;
  for (const [language, text] of entries) {
    if (!LANGUAGE.test(language)) return `holds ${language.slice(0, 20)}, which is neither a language such as de nor *`;
    if (text.trim() === '') return `has nothing to say in ${language}`;
    if (text.length > MAX_TEXT_CHARS) return `has more than ${MAX_TEXT_CHARS} characters in ${language}`;
    if (UNPRINTABLE.test(text)) return `holds characters that cannot be seen in ${language}`;
  }
  return undefined;
};

/** The first thing that is wrong with looks, if any. */
export const brandingProblem = (branding: Branding): FieldProblem | undefined =>
  firstProblem({
    name: branding.name === undefined ? undefined : nameProblem(branding.name),
    signInTexts: textsProblem(branding.signInTexts),
    termsUri: webPageProblem(branding.termsUri),
    privacyUri: webPageProblem(branding.privacyUri),
    helpUri: webPageProblem(branding.helpUri),
  });
