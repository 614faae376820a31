import { proofAlgorithms } from '@cardea/protocol';
import { promptValues } from '../authorize/request/prompt.ts';
import { responseModes } from '../checks/response-types.ts';
import { clientAuthMethods } from '../client-auth/registry.ts';
import { clientSigningAlgorithms } from '../client-keys/signing-algorithms.ts';
import type { EndpointUrls, IdentityAssertionSettings, OpenTo } from '../engine-options.ts';
import { grantRegistry } from '../grants/registry.ts';
import { acrValues } from '../issuance/acr.ts';
import { openidScopes, standardClaims } from '../issuance/claims.ts';
import { ID_JAG } from '../issuance/identity-assertion.ts';
import type { SigningAlgorithm } from '../ports/signing-key.ts';
import { allowedAlgorithms, type Profile } from '../profiles/profile.ts';

interface MetadataOptions {
  readonly issuer: string;
  readonly endpoints: EndpointUrls;
  readonly signingAlgorithms: readonly SigningAlgorithm[];
  /** Names of the registered scopes. */
  readonly scopes: readonly string[];
  readonly profile: Profile;
  readonly openTo: OpenTo;
  /** Whether a client may be known by the address of its document. */
  readonly followsDocuments: boolean;
  readonly identityAssertions: IdentityAssertionSettings;
}

const ID_JAG_PROFILE = 'urn:ietf:params:oauth:grant-profile:id-jag';

/** How clients authenticate under a profile. */
const authenticationOf = (profile: Profile) => {
  const methods = Object.values(clientAuthMethods).filter(({ name }) => profile.authMethods.includes(name));
  return {
    all: methods.map(({ name }) => name),
    confidential: methods.map(({ name }) => name).filter((name) => name !== 'none'),
    algorithms: allowedAlgorithms([...new Set(methods.flatMap(({ algorithms }) => algorithms))], profile),
  };
};

const requestAlgorithms = (profile: Profile): readonly string[] => [
  ...allowedAlgorithms(clientSigningAlgorithms, profile),
  ...(profile.requestObjects.unsigned ? ['none'] : []),
];

/** What is off is not named (design D14). */
const advertised = ({ advertisesLegacy, responseTypes, frontChannelGrants }: Profile) => {
  const grants = [...grantRegistry.values()].filter(({ legacy }) => !legacy).map(({ type }) => type);
  return advertisesLegacy
    ? { types: responseTypes, grants: [...grants, ...frontChannelGrants] }
    : { types: ['code'], grants };
};

/** Authorization server metadata (RFC 8414 §2): only what works and is switched on; a list without elements is left out (§3.2). */
export const authorizationServerMetadata = ({
  issuer,
  endpoints,
  signingAlgorithms,
  scopes,
  profile,
  openTo,
  followsDocuments,
  identityAssertions,
}: MetadataOptions) => {
  const clients = authenticationOf(profile);
  const { types, grants } = advertised(profile);
  return {
    issuer,
    authorization_endpoint: endpoints.authorization,
    token_endpoint: endpoints.token,
    userinfo_endpoint: endpoints.userinfo,
    end_session_endpoint: endpoints.endSession, // RP-Initiated Logout §2.1
    check_session_iframe: endpoints.checkSession, // Session Management §3.3
    frontchannel_logout_supported: true, // Front-Channel Logout §3
    frontchannel_logout_session_supported: true,
    backchannel_logout_supported: true, // Back-Channel Logout §2.1
    backchannel_logout_session_supported: true,
    device_authorization_endpoint: endpoints.deviceAuthorization, // RFC 8628 §4
    ...(openTo.clients ? { registration_endpoint: endpoints.registration } : {}), // RFC 7591 §3
    pushed_authorization_request_endpoint: endpoints.pushedRequest, // RFC 9126 §5
    dpop_signing_alg_values_supported: allowedAlgorithms(proofAlgorithms, profile), // RFC 9449 §5.1
    require_pushed_authorization_requests: profile.pushedRequestsOnly,
    ...(followsDocuments ? { client_id_metadata_document_supported: true } : {}), // Client ID Metadata Document §6
    jwks_uri: endpoints.jwks,
    introspection_endpoint: endpoints.introspection,
    revocation_endpoint: endpoints.revocation,
    response_types_supported: types,
    response_modes_supported: responseModes,
    grant_types_supported: grants,
    // Identity Assertion Authorization Grant §7, §6 (drafts)
    ...(identityAssertions.accepts ? { authorization_grant_profiles_supported: [ID_JAG_PROFILE] } : {}),
    ...(identityAssertions.issues ? { identity_chaining_requested_token_types_supported: [ID_JAG] } : {}),
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true, // RFC 9207 §3
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: signingAlgorithms,
    userinfo_signing_alg_values_supported: signingAlgorithms,
    claim_types_supported: ['normal'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'acr', 'amr', 'sid', ...standardClaims],
    claims_parameter_supported: true,
    request_parameter_supported: true,
    request_uri_parameter_supported: profile.requestObjects.byReference,
    require_request_uri_registration: true,
    request_object_signing_alg_values_supported: requestAlgorithms(profile),
    prompt_values_supported: promptValues(openTo), // Initiating User Registration §4.2
    acr_values_supported: acrValues,
    scopes_supported: [...new Set([...openidScopes, ...scopes])],
    token_endpoint_auth_methods_supported: clients.all,
    token_endpoint_auth_signing_alg_values_supported: clients.algorithms,
    introspection_endpoint_auth_methods_supported: clients.confidential,
    introspection_endpoint_auth_signing_alg_values_supported: clients.algorithms,
    // The default algorithm signs; a resource server cannot choose another.
    introspection_signing_alg_values_supported: signingAlgorithms.slice(0, 1),
    revocation_endpoint_auth_methods_supported: clients.all,
    revocation_endpoint_auth_signing_alg_values_supported: clients.algorithms,
    protected_resources: [issuer],
  };
};

/** Metadata of Cardea's own API as a protected resource (RFC 9728 §2). */
export const ownResourceMetadata = ({ issuer, scopes }: Pick<MetadataOptions, 'issuer' | 'scopes'>) => ({
  resource: issuer,
  authorization_servers: [issuer],
  bearer_methods_supported: ['header'],
  ...(scopes.length > 0 ? { scopes_supported: scopes } : {}),
  resource_name: 'Cardea',
});
