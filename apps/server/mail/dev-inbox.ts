import type { MailSender } from './mail-sender.ts';
import type { RenderedMail } from './render-mail.tsx';

/** So many of the youngest are kept. */
const MAX_MAILS = 200;

export interface ReceivedMail extends RenderedMail {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly receivedAtMs: number;
}

/** The mailbox of a development server: every mail to anybody, until it is stopped. */
export interface DevInbox extends MailSender {
  /** Newest first. */
  list(): readonly ReceivedMail[];
  find(id: string): ReceivedMail | undefined;
  clear(): void;
}

export const createDevInbox = (clock: { nowMs(): number }): DevInbox => {
  const mails = new Map<string, ReceivedMail>();
  return {
    async send(mail, { id }) {
      mails.set(id, { ...mail, id, receivedAtMs: clock.nowMs() });
      const [oldest] = mails.size > MAX_MAILS ? mails.keys() : [];
      if (oldest !== undefined) mails.delete(oldest);
      return { outcome: 'delivered' };
    },
    list: () => [...mails.values()].reverse(),
    find: (id) => mails.get(id),
    clear: () => mails.clear(),
  };
};
