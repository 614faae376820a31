import { rows } from './row.ts';

/** A part of a logout request that is not believed: the person is asked, or not sent back (RP-Initiated Logout §4). */
export const logoutRefusals = rows({
  'logout.hint': {
    error: 'invalid_request',
    description: 'The id_token_hint is not an ID token of this server for a known client',
    section: 'OpenID Connect RP-Initiated Logout §4',
    mend: 'Send an ID token that this server issued to the client; the person was asked instead.',
  },
  'logout.client': {
    error: 'invalid_request',
    description: 'The client_id is not known, or not the one that the id_token_hint was issued to',
    section: 'OpenID Connect RP-Initiated Logout §2',
    mend: 'Check the client_id of the application with: cardea clients ls',
  },
  'logout.redirect_uri': {
    error: 'invalid_request',
    description: 'The address to return to is not registered for a sign-out from this application',
    section: 'OpenID Connect RP-Initiated Logout §3',
    mend: 'Register it letter by letter: cardea clients mod ID --add-post-logout-redirect-uri URI',
  },
});
