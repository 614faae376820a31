import { rows } from './row.ts';

/** A person could not be signed in. Unknown, wrong, locked and disabled look the same from outside. */
const failed = {
  error: 'access_denied',
  status: 401,
  description: 'The user name or the password is not right',
} as const;

export const peopleRefusals = rows({
  'login.unknown': { ...failed, section: 'OWASP ASVS 6.3.8', mend: 'No account has this user name or e-mail address.' },
  'login.wrong_password': { ...failed, section: 'OWASP ASVS 6.3.8', mend: 'The person typed another password.' },
  'login.no_password': {
    ...failed,
    section: 'OWASP ASVS 6.3.8',
    mend: 'The account has no password; it signs in another way.',
  },
  'login.inactive': {
    ...failed,
    section: 'Design D12',
    mend: 'The account is locked or disabled: cardea users mod ID --enable',
  },
  'login.deleting': {
    error: 'access_denied',
    status: 401,
    description: 'The account is going to be deleted',
    section: 'Design D12',
    mend: 'The person ended the account; they may keep it as they sign in, and so may you: cardea users mod ID --enable',
  },
  'login.email_code': {
    ...failed,
    section: 'OWASP ASVS 6.6.2',
    mend: 'The code of a mail was wrong, too old, used, replaced by a newer one, or asked for in another browser.',
  },
  'login.too_many': {
    error: 'too_many_requests',
    description: 'Too many attempts; wait a moment and try again',
    section: 'OWASP ASVS 6.3.1',
    mend: 'Wait for the seconds in Retry-After; look in the log for the failing caller.',
  },
});
