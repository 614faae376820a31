import type { Mail, MailMessage } from '@cardea/core';
import { dateInWords } from '../pages/account/frame/moment.tsx';
import type { Brand } from '../pages/branding/brand.ts';
import { isolate } from '../pages/frame/isolate.ts';
import { languageOf } from '../pages/languages/languages.ts';
import { MailBody, type MailParts } from './mail-body.tsx';
import type { MailWords } from './words/mail-words.ts';
import { timeInWords } from './words/time-in-words.ts';
import { wordsIn } from './words/words.ts';

/** A mail ready to be sent. */
export interface RenderedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Reading {
  readonly words: MailWords;
  readonly place: string;
  readonly language: string;
}

const textOf = (mail: Mail, { words, place, language }: Reading): string => {
  switch (mail.about) {
    case 'email_changed':
      return words.mails.email_changed.text(place, isolate(mail.newEmail));
    case 'deletion_scheduled':
      return words.mails.deletion_scheduled.text(place, dateInWords(mail.deleteAt, language));
    default:
      return words.mails[mail.about].text(place);
  }
};

const partsOf = ({ mail, language }: MailMessage, place: string): MailParts => {
  const words = wordsIn(language);
  const { subject, otherwise } = words.mails[mail.about];
  const isolated = isolate(place);
  const text = textOf(mail, { words, place: isolated, language });
  return {
    subject: subject(place),
    text,
    action: 'link' in mail ? { label: words.mails[mail.about].action, link: mail.link } : undefined,
    code: 'code' in mail ? mail.code : undefined,
    validFor: 'validSeconds' in mail ? words.validFor(timeInWords(mail.validSeconds, language)) : undefined,
    copyLink: words.copyLink,
    otherwise,
    footer: words.footer(isolated),
  };
};

const asText = ({ text, action, code, validFor, otherwise, footer }: MailParts): string =>
  [text, code, action?.link, validFor, otherwise, `-- \n${footer}`]
    .filter((part) => part !== undefined)
    .join('\n\n')
    .concat('\n');

/** A mail in the language of its reader, as plain text and as HTML. Name and colour are those of the pages. */
export const renderMail = async (
  message: MailMessage,
  { name, accent }: Pick<Brand, 'name' | 'accent'>,
): Promise<RenderedMail> => {
  const { renderToStaticMarkup } = await import('react-dom/server');
  const language = languageOf(message.language);
  const parts = partsOf({ ...message, language: language.tag }, name);
  return {
    to: message.to,
    subject: parts.subject,
    text: asText(parts),
    html: `<!doctype html>${renderToStaticMarkup(<MailBody parts={parts} language={language} accent={accent?.colour} />)}`,
  };
};
