import { checkTable } from './check.ts';

/** What authorization requests are checked for. */
export const authorizeChecks = checkTable({
  arrivals: {
    rule: 'The network does not begin too many sign-ins',
    section: 'design D6',
    codes: ['authorize.too_many'],
  },
  authorizeClient: {
    rule: 'The client is registered and enabled',
    section: 'RFC 6749 §4.1.2.1',
    codes: ['authorize.client', 'authorize.client_document'],
  },
  pushed: {
    rule: 'The pushed request is this client’s, and has neither been used nor ended',
    section: 'RFC 9126 §4',
    codes: [
      'pushed.uri_given',
      'pushed.other_client',
      'pushed.malformed',
      'pushed.unknown',
      'pushed.client_differs',
      'pushed.expired',
    ],
  },
  requestObject: {
    rule: 'The request object is signed by the client and meant for this issuer',
    section: 'RFC 9101 §6',
    codes: [
      'request_object.twice',
      'authorize.request_uri_unsupported',
      'request_uri.not_registered',
      'request_uri.unavailable',
      'request_object.malformed',
      'request_object.encrypted',
      'request_object.unsigned',
      'request_object.algorithm',
      'request_object.key',
      'request_object.signature',
      'request_object.confused',
      'request_object.client',
      'request_object.issuer',
      'request_object.audience',
      'request_object.time',
      'request_object.nested',
      'request_object.parameter',
    ],
  },
  redirectUri: {
    rule: 'The redirect URI is registered, letter for letter',
    section: 'RFC 9700 §4.1.3',
    codes: ['authorize.redirect_uri', 'authorize.redirect_uri_missing'],
  },
  requestWay: {
    rule: 'The request comes by the way that the client is held to',
    section: 'RFC 9126 §5, RFC 9101 §10.5',
    codes: ['pushed.needed', 'request_object.needed'],
  },
  authorizeLengths: {
    rule: 'No parameter is too long, and none is one that is not served',
    section: 'design D6, OpenID Connect Core §7.2.1',
    codes: ['authorize.parameter_too_long', 'authorize.registration_unsupported', 'dpop.thumbprint'],
  },
  responseType: {
    rule: 'The client may ask for the response type, in this response mode',
    section: 'RFC 6749 §3.1.1',
    codes: [
      'authorize.not_registered',
      'authorize.response_type_missing',
      'authorize.response_type',
      'authorize.response_mode',
    ],
  },
  pkce: {
    rule: 'The request carries a code challenge by S256',
    section: 'RFC 7636 §4.3',
    codes: ['authorize.pkce_missing', 'authorize.pkce_method', 'authorize.pkce_malformed'],
  },
  openid: {
    rule: 'Who asks for an ID token at this endpoint asks for openid',
    section: 'OpenID Connect Core §3.1.2.1',
    codes: ['authorize.openid_missing'],
  },
  nonce: {
    rule: 'Who asks for an ID token at this endpoint sends a nonce',
    section: 'OpenID Connect Core §3.2.2.1',
    codes: ['authorize.nonce_missing'],
  },
  authorizeValues: {
    rule: 'prompt, max_age, claims and id_token_hint can be read and met',
    section: 'OpenID Connect Core §3.1.2.1',
    codes: ['authorize.prompt', 'authorize.parameter', 'authorize.acr', 'authorize.hint'],
  },
  signedIn: {
    rule: 'Somebody is signed in, and nothing is left to ask where nobody may be asked',
    section: 'OpenID Connect Core §3.1.2.6',
    codes: ['authorize.login_required', 'authorize.account_selection_required', 'authorize.consent_required'],
  },
  frontChannel: {
    rule: 'No token that is to be bound to a key comes through the browser',
    section: 'RFC 9449 §10',
    codes: ['dpop.front_channel'],
  },
  allowed: { rule: 'The person has agreed', section: 'RFC 6749 §4.1.2.1', codes: ['authorize.denied'] },
});
