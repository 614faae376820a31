import { rows } from './row.ts';

/** Something that a person asks of their own account is not done. */
export const selfServiceRefusals = rows({
  'self_service.not_signed_in': {
    error: 'login_required',
    status: 403,
    description: 'Sign in first',
    section: 'OWASP ASVS 8.3.1',
    mend: 'The person is not signed in on this browser, or has left meanwhile; they sign in again.',
  },
  'self_service.not_fresh': {
    error: 'login_required',
    status: 403,
    description: 'Confirm first that it is you',
    section: 'OWASP ASVS 7.5.1',
    mend: 'The person proves again who they are; how long that holds: CARDEA_FRESH_SIGN_IN.',
  },
  'self_service.changed_meanwhile': {
    error: 'invalid_request',
    status: 409,
    description: 'The account was changed meanwhile; look at it again',
    section: 'RFC 9110 §15.5.10',
    mend: 'Nothing to mend: the person sees the account as it is now and decides again.',
  },
  'self_service.last_owner': {
    error: 'invalid_request',
    status: 409,
    description: 'Nobody would own this server any more',
    section: 'Design D12',
    mend: 'Make somebody else an owner first: cardea users mod ID --role owner',
  },
  'self_service.profile': {
    error: 'invalid_request',
    description: 'Something in the profile is not right',
    section: 'OpenID Connect Core §5.1',
    mend: 'The person corrects the claims that the details name.',
  },
  'self_service.application_unknown': {
    error: 'not_found',
    description: 'There is no such application',
    section: 'OWASP ASVS 8.2.2',
    mend: 'The application was allowed nothing by this person, or its access was taken back already.',
  },
  'self_service.app_password_unknown': {
    error: 'not_found',
    description: 'There is no such app password',
    section: 'OWASP ASVS 8.2.2',
    mend: 'The app password was revoked already, or is not one of this person.',
  },
  'self_service.session_unknown': {
    error: 'not_found',
    description: 'There is no such session',
    section: 'OWASP ASVS 8.2.2',
    mend: 'The session has ended already, or is not one of this person.',
  },
});
