import { rows } from './row.ts';

const badObject = { error: 'invalid_request_object', description: 'The request object is invalid' } as const;
const badUri = {
  error: 'invalid_request_uri',
  description: 'The request_uri is invalid, expired or already used',
} as const;

/** A request that came in a request object, or was pushed (RFC 9101 §7, RFC 9126 §4). */
export const requestObjectRefusals = rows({
  'request_object.malformed': {
    ...badObject,
    section: 'RFC 9101 §4',
    mend: 'A request object is a compact JWS of at most 16 KiB whose claims are the parameters.',
  },
  'request_object.encrypted': {
    error: 'invalid_request_object',
    description: 'Encrypted request objects are not supported',
    section: 'RFC 9101 §6.1',
    mend: 'Sign the request object and do not encrypt it; send it by the endpoint for pushed requests to keep it secret.',
  },
  'request_object.unsigned': {
    ...badObject,
    section: 'RFC 9101 §10.1',
    mend: 'Sign the request object. Under the profile oidc one client can do without: cardea clients mod ID --request-object-alg none',
  },
  'request_object.algorithm': {
    ...badObject,
    section: 'OpenID Connect Registration 1.0 §2',
    mend: 'Sign with the algorithm that is registered: cardea clients show ID',
  },
  'request_object.key': {
    ...badObject,
    section: 'RFC 9101 §6.2',
    mend: 'Register the keys of the client: cardea clients mod ID --jwks FILE, or --jwks-uri URL, which must be reachable.',
  },
  'request_object.signature': {
    ...badObject,
    section: 'RFC 9101 §6.2',
    mend: 'The request object was not signed with a registered key of this client.',
  },
  'request_object.confused': {
    ...badObject,
    section: 'RFC 9101 §10.8',
    mend: 'The JWT was made for something else: give it the type oauth-authz-req+jwt and no sub.',
  },
  'request_object.client': {
    ...badObject,
    section: 'RFC 9101 §5',
    mend: 'client_id must be the same inside and outside of the request object.',
  },
  'request_object.issuer': {
    ...badObject,
    section: 'RFC 9101 §4',
    mend: 'The iss of the request object is the client id.',
  },
  'request_object.audience': {
    ...badObject,
    section: 'RFC 9101 §4',
    mend: 'The aud of the request object is the issuer named in the details.',
  },
  'request_object.time': {
    ...badObject,
    section: 'RFC 9101 §6.3',
    mend: 'Look at the claim named in the details and at the clock of the client; 60 seconds are allowed.',
  },
  'request_object.nested': {
    ...badObject,
    section: 'RFC 9101 §4',
    mend: 'A request object holds neither request nor request_uri.',
  },
  'request_object.parameter': {
    ...badObject,
    section: 'RFC 9101 §4',
    mend: 'Correct the parameter named in the details: it is malformed, or another one outside.',
  },
  'request_object.twice': {
    error: 'invalid_request',
    description: 'request and request_uri exclude each other',
    section: 'RFC 9101 §5',
    mend: 'Send one of them.',
  },
  'request_object.needed': {
    error: 'invalid_request',
    description: 'The client must sign its requests',
    section: 'RFC 9101 §10.5',
    mend: 'Send a signed request object, or let the client do without: cardea clients mod ID --no-signed-requests',
  },
  'request_uri.not_registered': {
    ...badUri,
    section: 'OpenID Connect Registration 1.0 §2',
    mend: 'Register it with: cardea clients mod ID --add-request-uri URI',
  },
  'request_uri.unavailable': {
    ...badUri,
    section: 'RFC 9101 §5.2.3',
    mend: 'The request object cannot be fetched from the registered address; the log says why.',
  },
  'pushed.uri_given': {
    error: 'invalid_request',
    description: 'request_uri cannot be pushed',
    section: 'RFC 9126 §2.1',
    mend: 'Push the parameters, or a request object in request.',
  },
  'pushed.other_client': {
    error: 'invalid_request',
    description: 'The client_id is not that of the authenticated client',
    section: 'RFC 9126 §2.1',
    mend: 'Push requests of the client that authenticates.',
  },
  'pushed.malformed': {
    ...badUri,
    section: 'RFC 9126 §2.2',
    mend: 'The request_uri is not one of ours: look for a truncated copy.',
  },
  'pushed.unknown': {
    ...badUri,
    section: 'RFC 9126 §4',
    mend: 'A pushed request is used once and soon. The person starts again from the application.',
  },
  'pushed.expired': { ...badUri, section: 'RFC 9126 §4', mend: 'Send the browser within the seconds of expires_in.' },
  'pushed.client_differs': {
    ...badUri,
    section: 'RFC 9126 §2.2',
    mend: 'A pushed request is used by the client that pushed it.',
  },
  'pushed.needed': {
    error: 'invalid_request',
    description: 'The request must be pushed first',
    section: 'RFC 9126 §6',
    mend: 'Send the parameters to the endpoint for pushed requests, and the browser with its request_uri.',
  },
});
