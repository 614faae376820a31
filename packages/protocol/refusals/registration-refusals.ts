import { rows } from './row.ts';

/** One text, whatever is wrong with the token: a client that is gone and a token that was made up look alike (RFC 7592 §2.1). */
const token = { error: 'invalid_token', description: 'The registration token is not valid' } as const;

/** A client registers itself, or asks about its registration (RFC 7591 §3.2.2, RFC 7592). */
export const registrationRefusals = rows({
  'registration.content_type': {
    error: 'invalid_client_metadata',
    status: 415,
    description: 'The body must be application/json',
    section: 'RFC 7591 §3.1',
    mend: 'The client sends its metadata as application/json.',
  },
  'registration.malformed': {
    error: 'invalid_client_metadata',
    description: 'The body is not a well-formed JSON object of client metadata',
    section: 'RFC 7591 §3.1',
    mend: 'The client sends one JSON object as application/json, each member once.',
  },
  'registration.metadata': {
    error: 'invalid_client_metadata',
    description: 'The client metadata is not valid',
    section: 'RFC 7591 §3.2.2',
    mend: 'The client corrects the member that the description names.',
  },
  'registration.redirect_uri': {
    error: 'invalid_redirect_uri',
    description: 'A redirect URI is not valid',
    section: 'RFC 7591 §3.2.2',
    mend: 'The client corrects redirect_uris as the description says.',
  },
  'registration.statement': {
    error: 'invalid_software_statement',
    description: 'The software statement is not valid',
    section: 'RFC 7591 §2.3',
    mend: 'The statement is a JWT with an iss, signed with a key that its publisher shows at the address in CARDEA_SOFTWARE_PUBLISHERS.',
  },
  'registration.statement_unapproved': {
    error: 'unapproved_software_statement',
    description:
      'The publisher of the software statement is not approved here, or no statement was sent where one is needed',
    section: 'RFC 7591 §3.2.2',
    mend: 'Approve the publisher with CARDEA_SOFTWARE_PUBLISHERS.',
  },
  'registration.token_missing': {
    error: 'invalid_token',
    description: 'Registration needs a token',
    section: 'RFC 7591 §3',
    mend: 'Make an initial access token: cardea registration-tokens add --name NAME',
  },
  'registration.token_malformed': {
    ...token,
    section: 'RFC 7592 §2',
    mend: 'The client sends the token it was given.',
  },
  'registration.token_unknown': {
    ...token,
    section: 'RFC 7592 §2',
    mend: 'The client is gone, or its token was replaced by its last update: it uses the newest one, or registers anew.',
  },
  'registration.token_spent': {
    ...token,
    section: 'RFC 7591 §3',
    mend: 'The initial access token has expired, is used up or was removed: see cardea registration-tokens ls',
  },
  'registration.token_elsewhere': {
    error: 'invalid_request',
    description: 'The registration token comes in the Authorization header as Bearer',
    section: 'RFC 6750 §2.1',
    mend: 'The client sends Authorization: Bearer and the token.',
  },
  'registration.in_use': {
    error: 'access_denied',
    description: 'This client cannot remove itself',
    section: 'RFC 7592 §2.3',
    mend: 'It is the resource server of a registered resource: cardea resources mod URI --remove-introspector ID',
  },
  'registration.too_many': {
    error: 'too_many_requests',
    description: 'Too many registrations from this network; try again later',
    section: 'RFC 6585 §4',
    mend: 'Wait for the seconds in Retry-After, or raise CARDEA_REGISTRATION_BURST.',
  },
});
