import { rows } from './row.ts';

/** The grants `password` and `session`: a person's own credentials, or their session, for a token or an app password. */
export const passwordRefusals = rows({
  'password.wrong': {
    error: 'invalid_grant',
    description: 'The user name or the password is not right',
    section: 'RFC 6749 §4.3.2, OWASP ASVS 6.3.8',
    mend: 'What was wrong stands beside it; whoever guesses must not learn it.',
  },
  'password.second_factor': {
    error: 'invalid_grant',
    description: 'This account has a second factor; sign in on the page, or use an app password',
    section: 'RFC 6749 §10.7, OWASP ASVS 6.3.3',
    mend: 'A password alone never goes around a second factor: let the client use the authorization code flow or the device grant.',
  },
  'password.client_policy': {
    error: 'unauthorized_client',
    description: 'People sign in to this client with two factors; a password alone is not enough',
    section: 'RFC 6749 §10.7',
    mend: 'Use the authorization code flow, or let one factor do: cardea clients mod ID --factors one_factor',
  },
  'password.session_missing': {
    error: 'invalid_request',
    description: 'An app password is made in a session; its token belongs in X-Auth-Token or Authorization: Bearer',
    section: 'Design D14',
    mend: 'The caller signs in first (POST /api/v1/session, or the authorization code flow), and shows that token.',
  },
  'password.session': {
    error: 'invalid_grant',
    description: 'The session is unknown, has ended, or is not one that this client may use',
    section: 'Design D12',
    mend: 'It is the token of POST /api/v1/session, or an access token of the client for somebody who is signed in; no app password, no exchanged token, none bound to a key.',
  },
  'password.not_fresh': {
    error: 'invalid_grant',
    description: 'The person signed in too long ago; they sign in again first',
    section: 'OWASP ASVS 7.5.1',
    mend: 'CARDEA_FRESH_SIGN_IN says how long a sign-in is proof enough.',
  },
  'password.session_factor': {
    error: 'invalid_grant',
    description: 'The session was started without the second factor; sign in again with it',
    section: 'OWASP ASVS 6.3.3',
    mend: 'An app password goes around the second factor, so who makes one has just proved theirs.',
  },
  'password.needed': {
    error: 'invalid_grant',
    description: 'The person signed in with a password; use the grant password, with it',
    section: 'Design D14',
    mend: 'The grant session is for sign-ins without a password: with a passkey, a code by mail or an identity provider.',
  },
  'app_password.too_many': {
    error: 'invalid_grant',
    description: 'The person has as many app passwords as they may have',
    section: 'Design D6',
    mend: 'They revoke one on their account page, or raise CARDEA_APP_PASSWORDS_PER_ACCOUNT.',
  },
  'app_password.bound': {
    error: 'unauthorized_client',
    description: 'An app password cannot be bound to a key',
    section: 'RFC 9449 §5.2',
    mend: 'Leave out the DPoP header; a client that gets bound tokens alone makes no app passwords.',
  },
});
