import { emailAddress, passwordText, smtpServer } from './mail-values.ts';
import { oneOf, optional, type Setting } from './setting.ts';

/** Where mail goes. */
export const mailSettings = {
  smtp: optional({
    env: 'CARDEA_SMTP_URL',
    key: 'mail.smtp_url',
    schema: smtpServer,
    doc: 'The mail server that takes what Cardea sends: `smtps://user:password@mail.example:465` for TLS from the first byte, `smtp://user:password@mail.example:587` for STARTTLS. Without it, a development server shows its mail at `/dev/mail`, and in production whatever needs mail is off.',
    mend: 'Write smtps:// or smtp://, the user name and password (percent-encoded) where the server wants them, its host and its port.',
    secret: true,
  }),
  smtpPassword: optional({
    env: 'CARDEA_SMTP_PASSWORD',
    key: 'mail.smtp_password',
    schema: passwordText,
    doc: 'The password at the mail server, for whoever does not want it in the URL.',
    mend: 'Write the password as it is, and only the user name in CARDEA_SMTP_URL.',
    secret: true,
  }),
  smtpTls: optional({
    env: 'CARDEA_SMTP_TLS',
    key: 'mail.smtp_tls',
    schema: oneOf('required', 'off'),
    fallbackDoc: '`required`, and `off` for a mail server on this machine (`smtp://localhost`)',
    doc: 'Whether mail may leave without TLS. The certificate of the mail server is always checked; a private authority is named with `NODE_EXTRA_CA_CERTS`.',
    mend: 'Write required, or off for a relay inside a private network.',
  }),
  mailFrom: optional({
    env: 'CARDEA_MAIL_FROM',
    key: 'mail.from',
    schema: emailAddress,
    doc: 'The sender of the mails: an address, or `Name <address>`. Needed with `CARDEA_SMTP_URL`.',
    mend: 'Write an address that the mail server may send from, such as Example Login <no-reply@example.org>.',
  }),
} as const satisfies Readonly<Record<string, Setting>>;
