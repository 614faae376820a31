import { rows } from './row.ts';

/** Unknown client, wrong secret and disabled client must be indistinguishable from outside. */
const failed = { error: 'invalid_client', description: 'Client authentication failed' } as const;
const malformed = { error: 'invalid_request' } as const;

/** Who the client is could not be established (RFC 6749 §2.3, RFC 7523 §3). */
export const clientRefusals = rows({
  'client.not_identified': {
    error: 'invalid_client',
    description: 'The request does not identify a client',
    section: 'RFC 6749 §3.2.1',
    mend: 'Send client credentials by the method the client is registered with.',
  },
  'client.several_methods': {
    ...malformed,
    description: 'The client used more than one authentication method',
    section: 'RFC 6749 §2.3',
    mend: 'Send the credentials once: in the Authorization header, in the body, or as an assertion.',
  },
  'client.ids_differ': {
    ...malformed,
    description: 'The client_id parameter differs from the authenticated client',
    section: 'RFC 6749 §2.3',
    mend: 'Leave client_id out of the body, or send the same one.',
  },
  'client.basic_malformed': {
    ...failed,
    section: 'RFC 6749 §2.3.1',
    mend: 'Basic takes base64 of form-encoded id, a colon, form-encoded secret.',
  },
  'client.scheme_unknown': {
    ...failed,
    section: 'RFC 6749 §2.3.1',
    mend: 'Use the Basic scheme for client credentials.',
  },
  'client.unknown': { ...failed, section: 'RFC 6749 §5.2', mend: 'Check the client_id with: cardea clients ls' },
  'client.disabled': { ...failed, section: 'Design D12', mend: 'Enable it with: cardea clients mod ID --enable' },
  'client.method_not_registered': {
    ...failed,
    section: 'OpenID Connect Registration 1.0 §2',
    mend: 'Use the registered method, or change it with: cardea clients mod ID --auth-method METHOD',
  },
  'client.profile': {
    ...failed,
    section: 'Design §5',
    mend: 'The profile of the server (CARDEA_PROFILE) does not allow the method of the client.',
  },
  'client.secret_wrong': {
    ...failed,
    section: 'RFC 6749 §2.3.1',
    mend: 'Make a new secret with: cardea clients reset ID --secret',
  },
  'client.secret_expired': {
    ...failed,
    section: 'RFC 7591 §3.2.1',
    mend: 'Make a new secret with: cardea clients reset ID --secret',
  },
  'client.assertion_type': {
    ...failed,
    section: 'RFC 7523 §2.2',
    mend: 'client_assertion_type is urn:ietf:params:oauth:client-assertion-type:jwt-bearer; the typ of the JWT is JWT, client-authentication+jwt or absent.',
  },
  'client.assertion_malformed': { ...failed, section: 'RFC 7523 §3', mend: 'Send one compact JWS.' },
  'client.assertion_algorithm': {
    ...failed,
    section: 'RFC 8725 §3.1',
    mend: 'Sign with an algorithm listed in token_endpoint_auth_signing_alg_values_supported and registered for the client.',
  },
  'client.assertion_key': {
    ...failed,
    section: 'RFC 7523 §3',
    mend: 'Register the public key that signs the assertions, or correct its kid.',
  },
  'client.assertion_signature': { ...failed, section: 'RFC 7523 §3', mend: 'Sign with the registered key.' },
  'client.assertion_issuer': { ...failed, section: 'RFC 7523 §3', mend: 'iss and sub are both the client_id.' },
  'client.assertion_audience': {
    ...failed,
    section: 'RFC 7523 §3',
    mend: 'aud is one value: the issuer, or the URL of the endpoint.',
  },
  'client.assertion_time': {
    ...failed,
    section: 'RFC 7523 §3',
    mend: 'exp is required, in the future, at most one hour ahead; nbf and iat are not in the future. Check the clock.',
  },
  'client.assertion_id': {
    ...failed,
    section: 'RFC 7523 §3',
    mend: 'jti is a non-empty string of at most 255 characters.',
  },
  'client.assertion_replayed': {
    ...failed,
    section: 'RFC 7523 §3',
    mend: 'Make a new assertion, with a new jti, for each request.',
  },
  'client.document': {
    ...failed,
    section: 'Client ID Metadata Document §3, §4',
    mend: 'The client_id is the address of a document that is missing or wrong: the log says what its owner has to mend.',
  },
  'client.documents_too_many': {
    error: 'too_many_requests',
    description: 'Too many descriptions of applications were fetched; try again later',
    section: 'RFC 6585 §4',
    mend: 'Wait for the seconds in Retry-After, or raise CARDEA_CLIENT_DOCUMENT_BURST.',
  },
  'client.keys_unavailable': {
    ...failed,
    section: 'RFC 7517',
    mend: 'The jwks_uri of the client could not be fetched; open it from this machine and look at the log.',
  },
});
