import type { Delivery } from '@cardea/core';
import type { Transporter } from 'nodemailer';
import type { Sender, SmtpServer } from '../config/mail-values.ts';
import type { MailSender } from './mail-sender.ts';

const CONNECT_LIMIT_MS = 10_000;
const ANSWER_LIMIT_MS = 20_000;
const MAX_REASON_CHARS = 200;

export interface SmtpOptions {
  readonly server: SmtpServer;
  readonly tls: 'required' | 'off';
  readonly from: Sender;
}

const wordOf = (error: object, name: 'code' | 'responseCode' | 'response'): string => {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** An answer of a mail server may repeat the address: the log is to know the case, not the person. */
const withoutAddresses = (text: string): string =>
  text.replaceAll(/[^\s<>"',;:()]+/g, (word) => (word.includes('@') ? '…' : word));

/**
 * What a failed attempt means. A 5xx to the mail itself is final (RFC 5321 §4.2.1); that the server does not know us, or
 * cannot be reached, is the operator's to mend, and the mail waits for it.
 */
export const smtpFailure = (error: unknown): Delivery => {
  if (!(error instanceof Error)) return { outcome: 'failed', reason: 'unknown failure' };
  const [code, status, response] = (['code', 'responseCode', 'response'] as const).map((name) => wordOf(error, name));
  const reason = withoutAddresses([code, response || error.message].join(' ')).slice(0, MAX_REASON_CHARS);
  const isFinal = (code === 'EENVELOPE' || code === 'EMESSAGE') && status?.startsWith('5') === true;
  return { outcome: isFinal ? 'refused' : 'failed', reason };
};

/** Sends by SMTP, one connection a mail. nodemailer is loaded with the first. */
export const createSmtpSender = ({ server, tls, from }: SmtpOptions): MailSender => {
  const { host, port, implicitTls, user, password } = server;
  const open = async (): Promise<Transporter> => {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      host,
      port,
      secure: implicitTls,
      requireTLS: !implicitTls && tls === 'required',
      ignoreTLS: !implicitTls && tls === 'off',
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
      connectionTimeout: CONNECT_LIMIT_MS,
      greetingTimeout: CONNECT_LIMIT_MS,
      socketTimeout: ANSWER_LIMIT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
  return {
    async send({ to, subject, text, html }, { id }) {
      const transport = await open();
      try {
        await transport.sendMail({
          from: { name: from.name, address: from.address },
          // As an object: an address is never read as a list of several
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId: `<${id}@${from.address.slice(from.address.indexOf('@') + 1)}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }, // RFC 3834 §5
        });
        return { outcome: 'delivered' };
      } catch (error) {
        return smtpFailure(error);
      } finally {
        transport.close();
      }
    },
  };
};
