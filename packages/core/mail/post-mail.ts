import type { EngineOptions } from '../engine-options.ts';
import { post } from '../outbox/post.ts';
import { MAIL_KIND, type MailMessage } from '../ports/mail.ts';
import type { OutboxChange } from '../ports/outbox.ts';

const A_DAY_SECONDS = 24 * 60 * 60;

/** The change that posts a mail: put it in the unit that causes it. A mail whose link works no longer is not sent any more. */
export const postMail = (
  message: MailMessage,
  options: Pick<EngineOptions, 'clock' | 'mint' | 'sealer'>,
): OutboxChange => {
  const { mail } = message;
  const lifetimeSeconds = 'validSeconds' in mail ? mail.validSeconds : A_DAY_SECONDS;
  return post({ kind: MAIL_KIND, payload: message, about: mail.about, lifetimeSeconds }, options);
};
