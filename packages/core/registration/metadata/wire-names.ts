import type { ClientSettings } from '../../management/clients/client-input.ts';

/** What the settings of a client are called on the wire. */
const wireNames: Readonly<Partial<Record<keyof ClientSettings, string>>> = {
  name: 'client_name',
  authMethod: 'token_endpoint_auth_method',
  jwks: 'jwks',
  jwksUri: 'jwks_uri',
  assertionAlgorithm: 'token_endpoint_auth_signing_alg',
  grantTypes: 'grant_types',
  scopes: 'scope',
  redirectUris: 'redirect_uris',
  applicationType: 'application_type',
  responseTypes: 'response_types',
  postLogoutRedirectUris: 'post_logout_redirect_uris',
  subjectType: 'subject_type',
  sectorIdentifier: 'sector_identifier_uri',
  idTokenSigningAlgorithm: 'id_token_signed_response_alg',
  userinfoSigningAlgorithm: 'userinfo_signed_response_alg',
  dpopBoundAccessTokens: 'dpop_bound_access_tokens',
  requirePushedRequests: 'require_pushed_authorization_requests',
  requireSignedRequestObject: 'require_signed_request_object',
  requestObjectSigningAlgorithm: 'request_object_signing_alg',
  requestUris: 'request_uris',
  defaultMaxAgeSeconds: 'default_max_age',
  logoUri: 'logo_uri',
  clientUri: 'client_uri',
  policyUri: 'policy_uri',
  termsUri: 'tos_uri',
  contacts: 'contacts',
  softwareId: 'software_id',
  softwareVersion: 'software_version',
  localized: 'client_name#',
  frontchannelLogoutUri: 'frontchannel_logout_uri',
  frontchannelLogoutSessionRequired: 'frontchannel_logout_session_required',
  backchannelLogoutUri: 'backchannel_logout_uri',
  backchannelLogoutSessionRequired: 'backchannel_logout_session_required',
  initiateLoginUri: 'initiate_login_uri',
  defaultAcrValues: 'default_acr_values',
};

const isSetting = (name: string): name is keyof ClientSettings => Object.hasOwn(wireNames, name);

/** A setting by the name that a client knows it by. */
export const wireName = (field: string): string => (isSetting(field) ? wireNames[field] : undefined) ?? field;

/** A text about settings in the names that a client knows. */
export const inWireNames = (text: string): string => text.replace(/\b[a-z]+[A-Z][A-Za-z]*\b/g, wireName);
