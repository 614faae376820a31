import type { ResponseType } from '@cardea/protocol';
import type { ClientSettings } from '../../management/clients/client-input.ts';
import { readPublicJwks } from '../../management/clients/public-jwks.ts';
import type { Client, PublicJwk } from '../../ports/client.ts';
import { allowedGrants } from '../policy.ts';
import type { ClientMetadata, MemberProblem } from './client-metadata.ts';
import { responseTypesOf } from './response-types.ts';

/** What decides beside the metadata. */
export interface Circumstances {
  /** The client as it is, where it is updated. */
  readonly old: Client | undefined;
  /** Scopes that it may have. */
  readonly scopes: readonly string[];
  /** Names of the grants that the engine has. */
  readonly grantTypes: readonly string[];
  /** Whether it was given a token to register with. */
  readonly invited: boolean;
  readonly requirePkce: boolean;
  /** What such a client may ask the authorization endpoint for (design D14). */
  readonly responseTypes: readonly ResponseType[];
  /** Its method where it names none (RFC 7591 §2). */
  readonly usualAuthMethod: Client['authMethod'];
  /** What it is called where it has no name. */
  readonly usualName: string;
}

/** Keys to encrypt with are left alone: nothing is encrypted here. */
const signingKeys = (given: unknown): unknown => {
  const keys: unknown = typeof given === 'object' && given !== null && 'keys' in given ? given.keys : undefined;
  if (!Array.isArray(keys)) return given;
  const encrypts = (key: unknown) => typeof key === 'object' && key !== null && 'use' in key && key.use === 'enc';
  return { keys: keys.filter((key) => !encrypts(key)) };
};

const keysOf = ({ jwks, jwks_uri }: ClientMetadata): readonly PublicJwk[] | undefined | MemberProblem => {
  if (jwks === undefined) return undefined;
  // RFC 7591 §2
  if (jwks_uri !== undefined)
    return { member: 'jwks', problem: 'and jwks_uri are both given: a client has one of them' };
  const keys = readPublicJwks(signingKeys(jwks));
  return 'problem' in keys ? { member: 'jwks', problem: keys.problem } : keys;
};

/**
 * Who does not say what it is, is a native app where people come back to the device: then the port of a loopback address may
 * differ (RFC 8252 §7.3). OpenID Connect Registration §2 would have it `web`, which such an app cannot be.
 */
const applicationTypeOf = ({ application_type, redirect_uris = [] }: ClientMetadata): Client['applicationType'] =>
  application_type ?? (redirect_uris.some((uri) => !uri.startsWith('https:')) ? 'native' : 'web');

const localizedOf = ({ localized }: ClientMetadata): Client['localized'] =>
  Object.keys(localized).length === 0 ? undefined : localized;

/** The settings that the metadata stands for; what is not the client's to say stays, or gets what such clients get. */
export const settingsOf = (metadata: ClientMetadata, circumstances: Circumstances): ClientSettings | MemberProblem => {
  const { old, scopes, grantTypes: known, invited } = circumstances;
  const jwks = keysOf(metadata);
  if (jwks !== undefined && 'problem' in jwks) return jwks;
  const authMethod = metadata.token_endpoint_auth_method ?? circumstances.usualAuthMethod;
  const types = responseTypesOf(metadata, circumstances);
  if ('problem' in types) return types;
  const kept = old?.grantTypes ?? [];
  const grantTypes = allowedGrants(types.grantTypes, { known, invited, kept });
  if (grantTypes.length === 0)
    return { member: 'grant_types', problem: 'holds none that a client may have that registers itself' };
  const mayHave = new Set([...scopes, ...(old?.scopes ?? [])]);
  return {
    ...old,
    // What an operator decides, or nobody
    enabled: old?.enabled ?? true,
    resources: old?.resources ?? [],
    consent: old?.consent ?? 'remembered',
    requirePkce: authMethod === 'none' || (old?.requirePkce ?? circumstances.requirePkce),
    // What the client says
    name: metadata.client_name ?? circumstances.usualName,
    authMethod,
    jwks,
    jwksUri: metadata.jwks_uri,
    assertionAlgorithm: metadata.token_endpoint_auth_signing_alg,
    grantTypes,
    responseTypes: types.responseTypes,
    scopes: metadata.scope === undefined ? scopes : metadata.scope.filter((scope) => mayHave.has(scope)),
    redirectUris: metadata.redirect_uris ?? [],
    applicationType: applicationTypeOf(metadata),
    postLogoutRedirectUris: metadata.post_logout_redirect_uris ?? [],
    frontchannelLogoutUri: metadata.frontchannel_logout_uri,
    frontchannelLogoutSessionRequired: metadata.frontchannel_logout_session_required,
    backchannelLogoutUri: metadata.backchannel_logout_uri,
    backchannelLogoutSessionRequired: metadata.backchannel_logout_session_required,
    subjectType: metadata.subject_type ?? 'public',
    sectorIdentifier:
      metadata.sector_identifier_uri !== undefined && URL.canParse(metadata.sector_identifier_uri)
        ? new URL(metadata.sector_identifier_uri).host
        : undefined,
    idTokenSigningAlgorithm: metadata.id_token_signed_response_alg,
    userinfoSigningAlgorithm: metadata.userinfo_signed_response_alg,
    dpopBoundAccessTokens: metadata.dpop_bound_access_tokens ?? false,
    requirePushedRequests: metadata.require_pushed_authorization_requests ?? false,
    requireSignedRequestObject: metadata.require_signed_request_object ?? false,
    requestObjectSigningAlgorithm: metadata.request_object_signing_alg,
    requestUris: metadata.request_uris ?? [],
    defaultMaxAgeSeconds: metadata.default_max_age,
    logoUri: metadata.logo_uri,
    clientUri: metadata.client_uri,
    policyUri: metadata.policy_uri,
    termsUri: metadata.tos_uri,
    contacts: metadata.contacts,
    softwareId: metadata.software_id,
    softwareVersion: metadata.software_version,
    localized: localizedOf(metadata),
    initiateLoginUri: metadata.initiate_login_uri,
    requireAuthTime: metadata.require_auth_time,
    defaultAcrValues: metadata.default_acr_values,
  };
};
