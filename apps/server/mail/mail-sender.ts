import type { Delivery } from '@cardea/core';
import type { RenderedMail } from './render-mail.tsx';

export interface SendOptions {
  /** The same in every attempt to send this mail: a receiver can tell that it has it already. */
  readonly id: string;
  readonly signal: AbortSignal;
}

/** Takes mail off our hands. */
export interface MailSender {
  send(mail: RenderedMail, options: SendOptions): Promise<Delivery>;
}
