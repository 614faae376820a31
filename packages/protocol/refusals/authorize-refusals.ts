import { rows } from './row.ts';

const notYours = {
  error: 'invalid_request',
  description: 'The page has expired or belongs to another browser',
} as const;

/** An authorization request is wrong, or cannot be answered without the person (RFC 6749 §4.1.2.1, OIDC Core §3.1.2.6). */
export const authorizeRefusals = rows({
  'authorize.client': {
    error: 'invalid_request',
    description: 'The application that sent you here is not known',
    section: 'RFC 6749 §4.1.2.1',
    mend: 'Check the client_id of the application with: cardea clients ls',
  },
  'authorize.client_document': {
    error: 'invalid_request',
    description: 'What the application that sent you here says of itself cannot be read',
    section: 'Client ID Metadata Document §5.1',
    mend: 'The client_id is the address of a document that is missing or wrong: the details say what its owner has to mend.',
  },
  'authorize.redirect_uri': {
    error: 'invalid_request',
    description: 'The address to return to is not registered for this application',
    section: 'RFC 9700 §4.1.3',
    mend: 'Register it letter by letter: cardea clients mod ID --add-redirect-uri URI',
  },
  'authorize.redirect_uri_missing': {
    error: 'invalid_request',
    description: 'The application did not say where to return to',
    section: 'RFC 6749 §3.1.2.3',
    mend: 'Send redirect_uri: the client has none or several registered.',
  },
  'authorize.not_registered': {
    error: 'unauthorized_client',
    description: 'The client is not registered for this flow',
    section: 'RFC 6749 §4.1.2.1',
    mend: 'Allow it with: cardea clients mod ID --grant authorization_code (or implicit, for tokens from this endpoint)',
  },
  'authorize.response_type_missing': {
    error: 'invalid_request',
    description: 'The response_type parameter is missing',
    section: 'RFC 6749 §3.1.1',
    mend: 'Send response_type=code.',
  },
  'authorize.response_type': {
    error: 'unsupported_response_type',
    description: 'The response type is not supported for this client',
    section: 'RFC 6749 §3.1.1',
    mend: 'Use response_type=code. Others are registered by client: cardea clients mod ID --response-type TYPE',
  },
  'authorize.openid_missing': {
    error: 'invalid_scope',
    description: 'An ID token needs the scope openid',
    section: 'OpenID Connect Core §3.1.2.1',
    mend: 'Send openid in scope.',
  },
  'authorize.response_mode': {
    error: 'invalid_request',
    description: 'The response mode is not supported for this request',
    section: 'OAuth 2.0 Multiple Response Type Encoding Practices §2.1',
    mend: 'Use query, fragment or form_post; tokens never come in a query.',
  },
  'authorize.pkce_missing': {
    error: 'invalid_request',
    description: 'PKCE is required: code_challenge is missing',
    section: 'RFC 7636 §4.4.1',
    mend: 'Send code_challenge with code_challenge_method=S256.',
  },
  'authorize.pkce_method': {
    error: 'invalid_request',
    description: 'The code_challenge_method must be S256',
    section: 'RFC 9700 §2.1.1',
    mend: 'Send code_challenge_method=S256.',
  },
  'authorize.pkce_malformed': {
    error: 'invalid_request',
    description: 'The code_challenge is malformed',
    section: 'RFC 7636 §4.2',
    mend: 'A challenge is the base64url of a SHA-256: 43 characters.',
  },
  'authorize.parameter': {
    error: 'invalid_request',
    description: 'A parameter has an invalid value',
    section: 'OpenID Connect Core §3.1.2.1',
    mend: 'Correct the parameter named in the details.',
  },
  'authorize.parameter_too_long': {
    error: 'invalid_request',
    description: 'A parameter is too long',
    section: 'Design D6',
    mend: 'state and nonce have at most 2 KiB.',
  },
  'authorize.prompt': {
    error: 'invalid_request',
    description: 'The prompt parameter has an invalid value',
    section: 'OpenID Connect Core §3.1.2.1',
    mend: 'none stands alone; others are login, consent, select_account and create.',
  },
  'authorize.nonce_missing': {
    error: 'invalid_request',
    description: 'The nonce parameter is missing',
    section: 'OpenID Connect Core §3.2.2.1',
    mend: 'Send a nonce with every response type that returns an ID token from this endpoint.',
  },
  'authorize.hint': {
    error: 'invalid_request',
    description: 'The id_token_hint is not an ID token of this server',
    section: 'OpenID Connect Core §3.1.2.1',
    mend: 'Send an ID token that this server issued to the client.',
  },
  'authorize.login_required': {
    error: 'login_required',
    description: 'The person must sign in',
    section: 'OpenID Connect Core §3.1.2.6',
    mend: 'Send the request again without prompt=none.',
  },
  'authorize.consent_required': {
    error: 'consent_required',
    description: 'The person must agree first',
    section: 'OpenID Connect Core §3.1.2.6',
    mend: 'Send the request again without prompt=none.',
  },
  'authorize.account_selection_required': {
    error: 'account_selection_required',
    description: 'The person must choose an account',
    section: 'OpenID Connect Core §3.1.2.6',
    mend: 'Send the request again without prompt=none.',
  },
  'authorize.acr': {
    error: 'unmet_authentication_requirements',
    description: 'The requested authentication context cannot be met',
    section: 'OpenID Connect Core §5.5.1.1',
    mend: 'Ask for an acr of acr_values_supported.',
  },
  'authorize.denied': {
    error: 'access_denied',
    description: 'The person said no',
    section: 'RFC 6749 §4.1.2.1',
    mend: 'Nothing to mend.',
  },
  'authorize.registration_unsupported': {
    error: 'registration_not_supported',
    description: 'The registration parameter is not supported',
    section: 'OpenID Connect Core §3.1.2.6',
    mend: 'Register the client beforehand.',
  },
  'authorize.too_many': {
    error: 'too_many_requests',
    description: 'Too many sign-ins were begun from this network; try again in a moment',
    section: 'RFC 6585 §4',
    mend: 'One address sent more authorization requests than CARDEA_AUTHORIZE_RATE allows in a minute.',
  },
  'authorize.request_uri_unsupported': {
    error: 'request_uri_not_supported',
    description: 'The request_uri parameter is not supported',
    section: 'OpenID Connect Core §6.2',
    mend: 'Send the parameters themselves, or push them.',
  },
  'flow.unknown': { ...notYours, section: 'Design D5', mend: 'The person starts again from the application.' },
  'flow.other_browser': {
    ...notYours,
    status: 403,
    section: 'RFC 9700 §4.7',
    mend: 'The page was opened in another browser than the one that began.',
  },
  'flow.csrf': {
    error: 'invalid_request',
    status: 403,
    description: 'The form is not from this page; reload it and try again',
    section: 'RFC 9700 §4.7',
    mend: 'The form was sent by another site, or the cookie of the browser is gone.',
  },
});
