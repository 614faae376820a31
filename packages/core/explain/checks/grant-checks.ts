import { checkTable } from './check.ts';

/** What grants are checked for, and the tokens that they give. */
export const grantChecks = checkTable({
  grantKnown: {
    rule: 'The request names a grant that there is',
    section: 'RFC 6749 §5.2',
    codes: ['grant.type_missing', 'grant.type_unknown', 'grant.switched_off'],
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
  passwordSession: {
    rule: 'The session that is shown is live, and one that this client may use',
    section: 'design D12',
    codes: ['password.session_missing', 'password.session', 'app_password.bound'],
  },
  passwordPolicy: {
    rule: 'The client lets one factor do',
    section: 'RFC 6749 §10.7',
    codes: ['password.client_policy'],
  },
  passwordSignIn: {
    rule: 'The person signed in a moment ago, with their second factor, and with a password where it is asked for',
    section: 'OWASP ASVS 7.5.1',
    codes: ['password.not_fresh', 'password.session_factor', 'password.needed'],
  },
  passwordAlone: {
    rule: 'The account has no second factor that a password would go around',
    section: 'RFC 6749 §10.7',
    codes: ['password.second_factor'],
  },
  appPasswordRoom: {
    rule: 'The person has room for another app password',
    section: 'design D6',
    codes: ['app_password.too_many'],
  },
  assertionIdentity: {
    rule: 'The identity assertion is for this client, its key, its scope and its resource, and such are taken',
    section: 'draft-ietf-oauth-identity-assertion-authz-grant §4.4',
    codes: [
      'assertion.identity_off',
      'assertion.identity_client',
      'assertion.identity_key',
      'assertion.identity_claims',
      'assertion.identity_scope',
      'assertion.identity_target',
    ],
  },
  exchangeIdentity: {
    rule: 'The client may get identity assertions for the audience, of what proves a sign-in',
    section: 'draft-ietf-oauth-identity-assertion-authz-grant §4.3',
    codes: [
      'identity_assertion.off',
      'identity_assertion.actor',
      'identity_assertion.subject_type',
      'identity_assertion.audience_missing',
      'identity_assertion.audience',
      'identity_assertion.scope',
    ],
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
});
