import { rows } from './row.ts';

/** A second factor or a passkey did not prove anything. What was wrong with it stays with the operator. */
const failed = {
  error: 'access_denied',
  status: 401,
  description: 'That did not prove who you are',
} as const;

const notSetUp = { error: 'invalid_request', description: 'That could not be set up; try again' } as const;

export const factorRefusals = rows({
  'factor.wrong_code': {
    ...failed,
    section: 'RFC 6238 §4.2',
    mend: 'The code is not the one of now: check the clock of the device.',
  },
  'factor.email_code': {
    ...failed,
    section: 'OWASP ASVS 6.6.2',
    mend: 'The code is not the one that was mailed for this sign-in, or it was used, tried too often or is older than ten minutes.',
  },
  'factor.used_code': {
    ...failed,
    section: 'RFC 6238 §5.2',
    mend: 'The code was used before; the next one comes in a moment.',
  },
  'factor.recovery_code': {
    ...failed,
    section: 'NIST SP 800-63B §5.1.2.2',
    mend: 'The recovery code was used before, or was never one.',
  },
  'factor.not_there': {
    ...failed,
    section: 'Design D12',
    mend: 'The account has no such second factor: cardea users factors ls ID',
  },
  'factor.passkey_unknown': {
    ...failed,
    section: 'Web Authentication §7.2',
    mend: 'The passkey was removed here, and is still in the browser.',
  },
  'factor.passkey': {
    ...failed,
    section: 'Web Authentication §7.2',
    mend: 'The answer of the authenticator is not good: see the details.',
  },
  'factor.passkey_counter': {
    ...failed,
    section: 'Web Authentication §7.2',
    mend: 'The counter of the passkey did not grow: it may have been copied. The person should remove it.',
  },
  'factor.challenge': {
    ...failed,
    section: 'Web Authentication §13.4.3',
    mend: 'The challenge was used, has expired, or is of another browser.',
  },
  'factor.inactive': {
    ...failed,
    section: 'Design D12',
    mend: 'The account is locked or disabled: cardea users mod ID --enable',
  },
  'factor.too_many': {
    error: 'too_many_requests',
    description: 'Too many attempts; wait a moment and try again',
    section: 'OWASP ASVS 6.3.1',
    mend: 'Wait for the seconds in Retry-After. Whoever guesses has the password: look in the log for the failing caller.',
  },
  'factor.enrolment': {
    ...notSetUp,
    section: 'Design D5',
    mend: 'What was begun has expired, or was begun by another browser.',
  },
  'factor.exists': { ...notSetUp, section: 'Design D5', mend: 'It is set up already, by this person or another.' },
  'factor.not_found': {
    error: 'invalid_request',
    description: 'There is no such sign-in method any more',
    section: 'Design D5',
    mend: 'It was removed meanwhile.',
  },
  'factor.last': {
    error: 'invalid_request',
    description: 'This is the only way to sign in to the account; set up another one first',
    section: 'NIST SP 800-63B §6.1.4',
    mend: 'Give the account a password: cardea users passwd ID',
  },
  'factor.name': {
    error: 'invalid_request',
    description: 'The name is missing or too long',
    section: 'Design D6',
    mend: 'A name has 1 to 64 characters.',
  },
});
