import type { RefusalCode } from '@cardea/protocol';

/** One step at which a request can be refused: what must hold, where that is written, and the refusals that say it does not. */
export interface Check {
  /** What holds once it is passed. */
  readonly rule: string;
  readonly section: string;
  readonly codes: readonly RefusalCode[];
}

const table = <const T extends Readonly<Record<string, Check>>>(checks: T): T => checks;

/** Every check there is. A refusal without one, or with two, fails a test. */
export const checks = table({
  server: {
    rule: 'The server works and takes requests',
    section: 'design D7',
    codes: ['server.stopping', 'server.issuer', 'server.database', 'server.hashing_busy', 'server.defect'],
  },
  method: {
    rule: 'The address and the method are those of an endpoint',
    section: 'RFC 9110 §15.5.6',
    codes: ['request.path_unknown', 'request.method', 'request.query_too_large'],
  },
  form: {
    rule: 'The request is complete and well-formed, and names no parameter twice',
    section: 'RFC 6749 §3.1, §3.2',
    codes: [
      'request.content_type',
      'request.too_large',
      'request.body_slow',
      'request.length_malformed',
      'request.body_incomplete',
      'request.form_malformed',
      'request.json_malformed',
      'request.parameter_repeated',
      'request.too_many_parameters',
    ],
  },
  parameters: {
    rule: 'The parameters that are needed are there and can be read',
    section: 'RFC 6749 §5.2',
    codes: ['request.parameter_missing', 'request.parameter_invalid'],
  },

  bearerPresented: {
    rule: 'One access token is presented, in a place meant for it',
    section: 'RFC 6750 §2',
    codes: ['request.token_in_query', 'request.two_tokens', 'token.missing'],
  },
  bearerKnown: {
    rule: 'The access token is one of this issuer',
    section: 'RFC 6750 §3.1',
    codes: ['token.malformed', 'token.type', 'token.signature', 'token.issuer', 'token.unknown', 'token.bound'],
  },
  bearerLive: {
    rule: 'The access token has neither ended nor been revoked',
    section: 'RFC 6750 §3.1',
    codes: ['token.revoked', 'token.expired'],
  },
  bearerAllows: {
    rule: 'The access token is for this API and has its scope',
    section: 'RFC 6750 §3.1',
    codes: ['token.audience', 'token.scope'],
  },
  bearerProof: {
    rule: 'A token that is bound to a key comes with a proof of that key',
    section: 'RFC 9449 §7.1',
    codes: ['token.not_bound', 'token.proof_missing', 'token.proof', 'token.proof_nonce', 'token.other_key'],
  },

  attempts: {
    rule: 'There were not too many failures from this network',
    section: 'design D6',
    codes: ['server.rate_limited'],
  },
  clientNamed: {
    rule: 'The request names one client, in one way',
    section: 'RFC 6749 §2.3',
    codes: [
      'client.several_methods',
      'client.not_identified',
      'client.scheme_unknown',
      'client.basic_malformed',
      'client.assertion_type',
      'client.assertion_malformed',
      'client.ids_differ',
    ],
  },
  clientKnown: {
    rule: 'The client is registered, or its document describes it',
    section: 'RFC 6749 §2.3',
    codes: ['client.document', 'client.documents_too_many', 'client.unknown'],
  },
  clientEnabled: { rule: 'The client is enabled', section: 'RFC 6749 §5.2', codes: ['client.disabled'] },
  clientMethod: {
    rule: 'The client authenticates by the method it is registered with',
    section: 'RFC 6749 §2.3',
    codes: ['client.method_not_registered', 'client.profile'],
  },
  clientProof: {
    rule: 'The secret or the assertion proves that it is this client',
    section: 'RFC 6749 §2.3.1, RFC 7523 §3',
    codes: [
      'client.keys_unavailable',
      'client.secret_wrong',
      'client.secret_expired',
      'client.assertion_algorithm',
      'client.assertion_key',
      'client.assertion_signature',
      'client.assertion_issuer',
      'client.assertion_audience',
      'client.assertion_time',
      'client.assertion_id',
      'client.assertion_replayed',
    ],
  },
  clientRate: {
    rule: 'The client does not ask more often than it may',
    section: 'design D6',
    codes: ['server.client_rate', 'device.requests'],
  },

  proof: {
    rule: 'The proof of a key is well-formed, fresh, for this request, and not used before',
    section: 'RFC 9449 §4.3',
    codes: [
      'dpop.missing',
      'dpop.several',
      'dpop.malformed',
      'dpop.type',
      'dpop.algorithm',
      'dpop.private_key',
      'dpop.key',
      'dpop.signature',
      'dpop.method',
      'dpop.url',
      'dpop.time',
      'dpop.token_hash',
      'dpop.nonce',
      'dpop.replayed',
    ],
  },
  proofOfTheSame: {
    rule: 'The key is the one that the code, the refresh token or the request is bound to',
    section: 'RFC 9449 §5, §10',
    codes: ['dpop.other_key', 'dpop.request_key'],
  },

  grantKnown: {
    rule: 'The request names a grant that there is',
    section: 'RFC 6749 §5.2',
    codes: ['grant.type_missing', 'grant.type_unknown'],
  },
  grantRegistered: {
    rule: 'The client may use the grant',
    section: 'RFC 6749 §5.2',
    codes: ['grant.not_registered'],
  },
  grantConfidential: {
    rule: 'The client has proved who it is, where the grant needs that',
    section: 'RFC 6749 §4.4, RFC 8693 §5',
    codes: ['grant.public_client'],
  },

  codeKnown: {
    rule: 'The authorization code was issued here',
    section: 'RFC 6749 §4.1.3',
    codes: ['code.malformed', 'code.unknown'],
  },
  codeClient: {
    rule: 'The code was issued to this client',
    section: 'RFC 6749 §4.1.3',
    codes: ['code.other_client'],
  },
  codeRequest: {
    rule: 'The redirect URI and the code verifier are those of the authorization request',
    section: 'RFC 6749 §4.1.3, RFC 7636 §4.6',
    codes: [
      'code.redirect_uri',
      'code.verifier_unasked',
      'code.verifier_missing',
      'code.verifier_malformed',
      'code.verifier_wrong',
    ],
  },
  codeUnused: {
    rule: 'The code has neither been used nor ended',
    section: 'RFC 6749 §4.1.2',
    codes: ['code.replayed', 'code.too_many_failures', 'code.expired'],
  },
  codeStanding: {
    rule: 'What the person allowed still stands, and their account is active',
    section: 'RFC 6749 §4.1.2',
    codes: ['code.authorization_revoked', 'code.account'],
  },

  refreshKnown: {
    rule: 'The refresh token was issued here',
    section: 'RFC 6749 §6',
    codes: ['refresh.malformed', 'refresh.unknown'],
  },
  refreshClient: {
    rule: 'The refresh token was issued to this client',
    section: 'RFC 6749 §6',
    codes: ['refresh.other_client'],
  },
  refreshUnused: {
    rule: 'The refresh token is the newest of its family',
    section: 'RFC 9700 §4.14.2',
    codes: ['refresh.reused'],
  },
  refreshStanding: {
    rule: 'The refresh token has neither ended nor been revoked, and the account is active',
    section: 'RFC 6749 §6',
    codes: ['refresh.revoked', 'refresh.expired', 'refresh.account'],
  },
  refreshPortion: {
    rule: 'No more is asked for than was allowed',
    section: 'RFC 6749 §6, RFC 8707 §2.2',
    codes: ['refresh.scope', 'refresh.target'],
  },

  deviceKnown: {
    rule: 'The device code was issued here',
    section: 'RFC 8628 §3.4',
    codes: ['device.malformed', 'device.unknown'],
  },
  deviceClient: {
    rule: 'The device code was issued to this client',
    section: 'RFC 8628 §3.4',
    codes: ['device.other_client'],
  },
  deviceUnused: { rule: 'The device code was not used yet', section: 'RFC 8628 §3.5', codes: ['device.replayed'] },
  deviceAnswered: {
    rule: 'The person has allowed it in time',
    section: 'RFC 8628 §3.5',
    codes: ['device.denied', 'device.expired', 'device.slow_down', 'device.pending'],
  },
  deviceStanding: {
    rule: 'What the person allowed still stands, and their account is active',
    section: 'RFC 8628 §3.5',
    codes: ['device.authorization_revoked', 'device.account'],
  },
  deviceTyped: {
    rule: 'The code that the person typed is one that waits',
    section: 'RFC 8628 §5.1',
    codes: ['device.user_code', 'device.guesses', 'device.code_gone'],
  },

  assertionIssuer: {
    rule: 'The assertion is of an issuer that is trusted, or of the client itself',
    section: 'RFC 7523 §3',
    codes: ['assertion.malformed', 'assertion.type', 'assertion.issuer', 'assertion.client'],
  },
  assertionSignature: {
    rule: 'The assertion is signed by its issuer',
    section: 'RFC 7523 §3',
    codes: ['assertion.keys_unavailable', 'assertion.signature'],
  },
  assertionClaims: {
    rule: 'The assertion is meant for this issuer, now, and once',
    section: 'RFC 7523 §3',
    codes: ['assertion.audience', 'assertion.time', 'assertion.id', 'assertion.replayed'],
  },
  assertionSubject: {
    rule: 'The subject of the assertion is known here, and active',
    section: 'RFC 7523 §3',
    codes: ['assertion.subject', 'assertion.account'],
  },

  exchangeTypes: {
    rule: 'The kinds of the tokens are ones that can be exchanged',
    section: 'RFC 8693 §2.1',
    codes: ['exchange.subject_type', 'exchange.actor_type', 'exchange.requested_type'],
  },
  exchangeTokens: {
    rule: 'The subject token and the actor token are live and may be presented by this client',
    section: 'RFC 8693 §2.1',
    codes: [
      'exchange.subject',
      'exchange.subject_client',
      'exchange.subject_account',
      'exchange.subject_revoked',
      'exchange.actor',
      'exchange.actor_client',
      'exchange.actor_account',
      'exchange.actor_revoked',
    ],
  },
  exchangeDelegation: {
    rule: 'The actor may act for the subject, and not too often in a row',
    section: 'RFC 8693 §4.4',
    codes: ['exchange.actor_delegated', 'exchange.may_act', 'exchange.cycle', 'exchange.too_deep'],
  },
  exchangeTarget: {
    rule: 'The client may exchange tokens at all',
    section: 'RFC 8693 §2.1',
    codes: ['exchange.no_target'],
  },
  exchangeScope: {
    rule: 'The subject token and the client have the scopes that are asked for',
    section: 'RFC 8693 §2.1',
    codes: ['exchange.scope'],
  },

  targetForm: {
    rule: 'The resources are URIs, and not too many',
    section: 'RFC 8707 §2',
    codes: ['target.too_many', 'target.malformed'],
  },
  targetAllowed: {
    rule: 'The resources are registered, and the client may get one token for all of them',
    section: 'RFC 8707 §2',
    codes: ['target.not_allowed', 'target.mixed_formats'],
  },
  scopeForm: {
    rule: 'The scope parameter is well-formed',
    section: 'RFC 6749 §3.3',
    codes: ['scope.malformed', 'scope.too_many'],
  },
  scopeAllowed: {
    rule: 'The client and the resource have the scopes that are asked for',
    section: 'RFC 6749 §3.3',
    codes: ['scope.needs_user', 'scope.not_allowed', 'scope.not_of_resource'],
  },
  issued: {
    rule: 'The person has not too many tokens, and nothing has changed meanwhile',
    section: 'design D5',
    codes: ['grant.too_many_tokens', 'grant.client_changed'],
  },

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

  page: {
    rule: 'The page was opened by this browser, and its sign-in is still under way',
    section: 'design D10',
    codes: ['flow.unknown', 'flow.other_browser', 'flow.csrf'],
  },
  signedIn: {
    rule: 'Somebody is signed in, and nothing is left to ask where nobody may be asked',
    section: 'OpenID Connect Core §3.1.2.6',
    codes: ['authorize.login_required', 'authorize.account_selection_required', 'authorize.consent_required'],
  },
  password: {
    rule: 'The person has proved who they are, and their account is active',
    section: 'design D11',
    codes: [
      'login.too_many',
      'login.unknown',
      'login.no_password',
      'login.wrong_password',
      'login.inactive',
      'login.deleting',
    ],
  },
  factor: {
    rule: 'The second factor or the passkey proves the person',
    section: 'design D11',
    codes: [
      'factor.too_many',
      'factor.not_there',
      'factor.challenge',
      'factor.wrong_code',
      'factor.used_code',
      'factor.recovery_code',
      'factor.passkey_unknown',
      'factor.passkey',
      'factor.passkey_counter',
      'factor.inactive',
      'factor.enrolment',
      'factor.exists',
      'factor.not_found',
      'factor.last',
      'factor.name',
    ],
  },
  upstream: {
    rule: 'The identity provider has said who the person is, and they may come in',
    section: 'OpenID Connect Core §3.1.3.7',
    codes: [
      'upstream.provider',
      'upstream.attempt',
      'upstream.other_browser',
      'upstream.answer',
      'upstream.issuer',
      'upstream.unavailable',
      'upstream.denied',
      'upstream.failed',
      'upstream.code_refused',
      'upstream.id_token',
      'upstream.userinfo',
      'upstream.stale',
      'upstream.not_admitted',
      'upstream.account_exists',
      'upstream.no_account',
      'upstream.inactive',
      'upstream.deleting',
      'upstream.linked_elsewhere',
      'upstream.last_way',
    ],
  },
  frontChannel: {
    rule: 'No token that is to be bound to a key comes through the browser',
    section: 'RFC 9449 §10',
    codes: ['dpop.front_channel'],
  },
  allowed: { rule: 'The person has agreed', section: 'RFC 6749 §4.1.2.1', codes: ['authorize.denied'] },

  logout: {
    rule: 'The hint, the client and the address to return to belong together',
    section: 'OpenID Connect RP-Initiated Logout §2',
    codes: ['logout.hint', 'logout.client', 'logout.redirect_uri'],
  },
  mail: {
    rule: 'The link of the mail, or the address for one, is good',
    section: 'design D11',
    codes: ['mail.too_many', 'mail.address', 'link.unknown', 'link.password'],
  },
  ownAccount: {
    rule: 'The person is signed in, a moment ago where it matters, and the change is one they may make',
    section: 'design D11',
    codes: [
      'self_service.not_signed_in',
      'self_service.not_fresh',
      'self_service.changed_meanwhile',
      'self_service.last_owner',
      'self_service.profile',
      'self_service.application_unknown',
      'self_service.session_unknown',
    ],
  },
  registrationToken: {
    rule: 'Who registers may do so, with the token that is asked for',
    section: 'RFC 7591 §3, RFC 7592 §2',
    codes: [
      'registration.too_many',
      'registration.token_missing',
      'registration.token_malformed',
      'registration.token_unknown',
      'registration.token_spent',
      'registration.token_elsewhere',
    ],
  },
  registrationForm: {
    rule: 'The registration is a JSON object',
    section: 'RFC 7591 §3.1',
    codes: ['registration.content_type', 'registration.malformed'],
  },
  registrationMetadata: {
    rule: 'The client can be registered as it describes itself',
    section: 'RFC 7591 §3.2.2',
    codes: [
      'registration.statement',
      'registration.statement_unapproved',
      'registration.metadata',
      'registration.redirect_uri',
      'registration.in_use',
    ],
  },
});

export type CheckName = keyof typeof checks;

/** The codes that the table places. A refusal without a check does not compile where one is looked up: it belongs into the table. */
export type PlacedCode = (typeof checks)[CheckName]['codes'][number];
