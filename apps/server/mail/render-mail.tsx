import type { MailMessage } from '@cardea/core';
import type { Brand } from '../pages/branding/brand.ts';
import { isolate } from '../pages/frame/isolate.ts';
import { languageOf } from '../pages/languages/languages.ts';
import { MailBody, type MailParts } from './mail-body.tsx';
import { timeInWords } from './words/time-in-words.ts';
import { wordsIn } from './words/words.ts';

/** A mail ready to be sent. */
export interface RenderedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const partsOf = ({ mail, language }: MailMessage, place: string): MailParts => {
  const words = wordsIn(language);
  const { subject, otherwise } = words.mails[mail.about];
  const isolated = isolate(place);
  const text =
    mail.about === 'email_changed'
      ? words.mails.email_changed.text(isolated, isolate(mail.newEmail))
      : words.mails[mail.about].text(isolated);
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
