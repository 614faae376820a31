import { rows } from './row.ts';

/** A session at the first-party API is not given, or is none. */
export const sessionRefusals = rows({
  'session.code_missing': {
    error: 'interaction_required',
    status: 401,
    description: 'A code of the second factor is needed',
    section: 'OWASP ASVS 6.3.3',
    mend: 'The caller sends the code of the authenticator app, or a recovery code, as code; or uses an app password.',
  },
  'session.factor': {
    error: 'interaction_required',
    status: 401,
    description: 'This account signs in on a page, or with an app password',
    section: 'OWASP ASVS 6.3.3',
    mend: 'The second factor of the person is no code, or they have none where one is needed: they make an app password.',
  },
  'session.not_one': {
    error: 'access_denied',
    description: 'The token is not that of a session',
    section: 'Design §2',
    mend: 'The caller sends the token that POST /api/v1/session answered with.',
  },
});
