import { rows } from './row.ts';

/** What people ask for by mail, and the links that they get. */
export const mailRefusals = rows({
  'link.unknown': {
    error: 'invalid_request',
    description: 'This link does not work, or no longer',
    section: 'Design D5',
    mend: 'A link works once, for a while, and until a newer one is sent; the person asks for another one.',
  },
  'mail.address': {
    error: 'invalid_request',
    description: 'This is not an e-mail address',
    section: 'RFC 5321 §4.1.2',
    mend: 'The person types another address.',
  },
  'mail.too_many': {
    error: 'too_many_requests',
    description: 'Too many mails were asked for; wait a moment and try again',
    section: 'OWASP ASVS 6.3.1',
    mend: 'Wait for the seconds in Retry-After; look in the log for the caller that asks for mail again and again.',
  },
  'link.password': {
    error: 'invalid_request',
    description: 'This password is not taken',
    section: 'NIST SP 800-63B §5.1.1.2',
    mend: 'The person chooses another one; the page says why.',
  },
});
