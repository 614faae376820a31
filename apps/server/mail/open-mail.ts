import type { Clock, Deliverer, MailMessage } from '@cardea/core';
import { MAIL_KIND } from '@cardea/core';
import { isLoopbackHost } from '../config/loopback.ts';
import type { Settings } from '../config/settings-table.ts';
import type { Brands } from '../pages/branding/brands.ts';
import { createDevInbox, type DevInbox } from './dev-inbox.ts';
import type { MailSender } from './mail-sender.ts';
import { renderMail } from './render-mail.tsx';
import { createSmtpSender } from './smtp-sender.ts';

/** How this server sends mail; undefined where it cannot, and whatever needs mail is off. */
export interface MailService {
  readonly deliverer: Deliverer;
  /** Where mail ends on a development server without a mail server. */
  readonly inbox: DevInbox | undefined;
}

/** Only the deliverer reads these payloads, and only core writes them, sealed. */
const asMail = (payload: unknown): MailMessage => payload as MailMessage;

const delivererOf = (sender: MailSender, brands: Brands): Deliverer => ({
  kind: MAIL_KIND,
  deliver: async (payload, attempt) => sender.send(await renderMail(asMail(payload), await brands.find()), attempt),
});

export const openMail = (
  settings: Settings,
  { clock, brands }: { readonly clock: Clock; readonly brands: Brands },
): MailService | undefined => {
  const { smtp, smtpPassword, smtpTls, mailFrom, mode } = settings;
  if (smtp !== undefined && mailFrom !== undefined) {
    const server = smtpPassword === undefined ? smtp : { ...smtp, password: smtpPassword };
    const tls = smtpTls ?? (isLoopbackHost(smtp.host) ? 'off' : 'required');
    return { deliverer: delivererOf(createSmtpSender({ server, tls, from: mailFrom }), brands), inbox: undefined };
  }
  if (mode !== 'development') return undefined;
  const inbox = createDevInbox(clock);
  return { deliverer: delivererOf(inbox, brands), inbox };
};
