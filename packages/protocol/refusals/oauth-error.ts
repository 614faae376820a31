/** The `error` values Cardea puts on the wire, each with the status it has unless its refusal says otherwise. */
export const oauthErrors = {
  invalid_request: 400, // RFC 6749 §5.2
  invalid_client: 401, // RFC 6749 §5.2
  invalid_grant: 400, // RFC 6749 §5.2
  unauthorized_client: 400, // RFC 6749 §5.2
  unsupported_grant_type: 400, // RFC 6749 §5.2
  invalid_scope: 400, // RFC 6749 §5.2
  invalid_target: 400, // RFC 8707 §2
  invalid_token: 401, // RFC 6750 §3.1
  insufficient_scope: 403, // RFC 6750 §3.1
  insufficient_user_authentication: 401, // RFC 9470 §3
  unsupported_token_type: 400, // RFC 7009 §2.2.1
  access_denied: 403, // RFC 6749 §4.1.2.1
  authorization_pending: 400, // RFC 8628 §3.5
  slow_down: 400, // RFC 8628 §3.5
  expired_token: 400, // RFC 8628 §3.5
  unsupported_response_type: 400, // RFC 6749 §4.1.2.1
  invalid_redirect_uri: 400, // RFC 7591 §3.2.2
  invalid_client_metadata: 400, // RFC 7591 §3.2.2
  invalid_software_statement: 400, // RFC 7591 §3.2.2
  unapproved_software_statement: 400, // RFC 7591 §3.2.2
  login_required: 400, // OpenID Connect Core §3.1.2.6
  consent_required: 400, // OpenID Connect Core §3.1.2.6
  interaction_required: 400, // OpenID Connect Core §3.1.2.6
  account_selection_required: 400, // OpenID Connect Core §3.1.2.6
  unmet_authentication_requirements: 400, // RFC 9470 §5, OpenID Connect Core Error Code unmet_authentication_requirements §2
  invalid_request_uri: 400, // OpenID Connect Core §3.1.2.6, RFC 9101 §7
  invalid_request_object: 400, // OpenID Connect Core §3.1.2.6, RFC 9101 §7
  request_not_supported: 400, // OpenID Connect Core §3.1.2.6
  request_uri_not_supported: 400, // OpenID Connect Core §3.1.2.6
  registration_not_supported: 400, // OpenID Connect Core §3.1.2.6
  invalid_dpop_proof: 400, // RFC 9449 §5
  use_dpop_nonce: 400, // RFC 9449 §8
  not_found: 404,
  too_many_requests: 429, // RFC 6585 §4
  temporarily_unavailable: 503, // RFC 6749 §4.1.2.1
  server_error: 500, // RFC 6749 §4.1.2.1
} as const;

export type OAuthError = keyof typeof oauthErrors;
