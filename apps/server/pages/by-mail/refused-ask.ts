import type { Refusal } from '@cardea/protocol';
import type { Language } from '../languages/languages.ts';
import { waitInWords } from '../login/wait-in-words.ts';

/** What was wrong with what was asked for, in words; undefined where a page of errors says it. */
export const refusedAsk = ({ code, retryAfterSeconds }: Refusal, language: Language): string | undefined => {
  const { byMail, login } = language.messages;
  if (code === 'mail.address') return byMail.notAnAddress;
  if (code === 'mail.too_many') return login.tooMany(waitInWords(retryAfterSeconds ?? 1, language.tag));
  return undefined;
};
