import type { AdminClient } from '../connect/admin-client.ts';
import { facts } from '../terminal/table.ts';
import { instant, lifetime } from '../terminal/times.ts';

export type ShownClient = Awaited<ReturnType<AdminClient['clients']['show']['query']>>;

/** A client in the names of RFC 7591 §2 and §3.2.1, and ours in the same manner. */
export const clientJson = (client: ShownClient): Readonly<Record<string, unknown>> => ({
  client_id: client.id,
  client_name: client.name,
  client_id_issued_at: client.createdAt,
  token_endpoint_auth_method: client.authMethod,
  token_endpoint_auth_signing_alg: client.assertionAlgorithm,
  grant_types: client.grantTypes,
  scope: client.scopes.join(' '),
  resources: client.resources,
  redirect_uris: client.redirectUris,
  application_type: client.applicationType,
  response_types: client.responseTypes,
  post_logout_redirect_uris: client.postLogoutRedirectUris,
  frontchannel_logout_uri: client.frontchannelLogoutUri,
  frontchannel_logout_session_required: client.frontchannelLogoutSessionRequired,
  backchannel_logout_uri: client.backchannelLogoutUri,
  backchannel_logout_session_required: client.backchannelLogoutSessionRequired,
  initiate_login_uri: client.initiateLoginUri,
  require_pkce: client.requirePkce,
  dpop_bound_access_tokens: client.dpopBoundAccessTokens ?? false,
  require_pushed_authorization_requests: client.requirePushedRequests,
  require_signed_request_object: client.requireSignedRequestObject,
  request_object_signing_alg: client.requestObjectSigningAlgorithm,
  request_uris: client.requestUris.length > 0 ? client.requestUris : undefined,
  consent: client.consent,
  factors: client.factors,
  subject_type: client.subjectType,
  sector_identifier: client.sectorIdentifier,
  id_token_signed_response_alg: client.idTokenSigningAlgorithm,
  userinfo_signed_response_alg: client.userinfoSigningAlgorithm,
  default_max_age: client.defaultMaxAgeSeconds,
  refresh_idle_ttl: client.refreshIdleSeconds,
  refresh_max_ttl: client.refreshMaxSeconds,
  rotate_refresh_tokens: client.rotateRefreshTokens,
  exchange_targets: client.exchangeTargets,
  may_impersonate: client.mayImpersonate,
  identity_audiences: client.identityAudiences?.map(({ issuer, clientId, scopes }) => ({
    issuer,
    client_id: clientId,
    scope: scopes.join(' '),
  })),
  may_act: client.mayAct,
  logo_uri: client.logoUri,
  client_uri: client.clientUri,
  policy_uri: client.policyUri,
  tos_uri: client.termsUri,
  contacts: client.contacts,
  software_id: client.softwareId,
  software_version: client.softwareVersion,
  software_statement: client.softwareStatement,
  require_auth_time: client.requireAuthTime,
  default_acr_values: client.defaultAcrValues,
  sector_identifier_uri: client.sectorIdentifierUri,
  ...client.localized,
  registered_by: client.provenance,
  last_used_at: client.lastUsedAt,
  jwks: client.jwks && { keys: client.jwks },
  jwks_uri: client.jwksUri,
  access_token_ttl: client.accessTokenTtlSeconds,
  max_access_token_ttl: client.maxAccessTokenTtlSeconds,
  token_limit: client.tokenLimit,
  person_token_limit: client.personTokenLimit,
  person_refresh_limit: client.personRefreshLimit,
  refresh_token_rate: client.refreshTokenRate,
  past_limits: client.pastLimits,
  requests_per_minute: client.requestsPerMinute,
  enabled: client.enabled,
  secrets: client.secrets.map(({ id, createdAt, expiresAt }) => ({ id, created_at: createdAt, expires_at: expiresAt })),
  updated_at: client.updatedAt,
  version: client.version,
});

const secretLine = ({ id, createdAt, expiresAt }: ShownClient['secrets'][number]): string =>
  `${id}, made ${instant(createdAt)}${expiresAt === undefined ? '' : `, ends ${instant(expiresAt)}`}`;

const keysLine = ({ jwks, jwksUri }: ShownClient): string | undefined =>
  jwksUri ?? jwks?.map((key) => `${key.kty}${typeof key.kid === 'string' ? ` ${key.kid}` : ''}`).join(', ');

const requestsLine = ({ requirePushedRequests, requireSignedRequestObject }: ShownClient): string | undefined => {
  const how = [requirePushedRequests ? 'pushed' : '', requireSignedRequestObject ? 'signed' : ''].filter(Boolean);
  return how.length === 0 ? undefined : how.join(' and ');
};

const personLine = (client: ShownClient): string | undefined => {
  const { personTokenLimit: tokens, personRefreshLimit: refresh, refreshTokenRate: rate, pastLimits } = client;
  const parts = [
    tokens === undefined ? '' : `at most ${tokens} access tokens`,
    refresh === undefined ? '' : `at most ${refresh} refresh tokens`,
    rate === undefined ? '' : `${rate} refreshes in ten minutes`,
    pastLimits === undefined ? '' : `then ${pastLimits}`,
  ].filter(Boolean);
  return parts.length === 0 ? undefined : parts.join(', ');
};

/** What matters of a client that people sign in to. */
const peopleRows = (client: ShownClient): readonly (readonly [string, string | undefined])[] =>
  client.redirectUris.length === 0 && !client.grantTypes.includes('authorization_code')
    ? []
    : [
        ...client.redirectUris.map((uri): [string, string] => ['redirect URI', uri]),
        ...client.postLogoutRedirectUris.map((uri): [string, string] => ['after sign-out', uri]),
        ['told by browser', client.frontchannelLogoutUri],
        ['told of sign-outs', client.backchannelLogoutUri],
        ['begins at', client.initiateLoginUri],
        ['kind', client.applicationType === 'native' ? 'an app on a device' : 'a web application'],
        ['response types', client.responseTypes.join(', ')],
        ['PKCE', client.requirePkce ? 'required' : 'not required'],
        ['requests', requestsLine(client)],
        ...client.requestUris.map((uri): [string, string] => ['request URI', uri]),
        ['request objects', client.requestObjectSigningAlgorithm],
        ['consent', client.consent],
        ['factors', client.factors],
        ['subjects', client.subjectType + (client.sectorIdentifier ? ` (${client.sectorIdentifier})` : '')],
        ['ID token', client.idTokenSigningAlgorithm],
        ['userinfo', client.userinfoSigningAlgorithm],
        ['sign-in at most', lifetime(client.defaultMaxAgeSeconds)],
        ['refresh unused', lifetime(client.refreshIdleSeconds)],
        ['refresh at most', lifetime(client.refreshMaxSeconds)],
        [
          'refresh token',
          client.rotateRefreshTokens || client.authMethod === 'none' ? 'replaced at each use' : undefined,
        ],
        ['logo', client.logoUri],
        ['home page', client.clientUri],
        ['privacy policy', client.policyUri],
        ['terms', client.termsUri],
        ['default acr', client.defaultAcrValues?.join(' ')],
      ];

const PROVENANCES: Readonly<Record<ShownClient['provenance'], string | undefined>> = {
  operator: undefined,
  dynamic: 'itself; nobody has checked what it says',
  document: 'the document at its address; nobody has checked what it says',
};

export const clientLines = (client: ShownClient): readonly string[] =>
  facts([
    ['client id', client.id],
    ['name', client.name],
    ['enabled', client.enabled ? 'yes' : 'no'],
    ['authenticates', client.authMethod],
    ['signs with', client.assertionAlgorithm],
    ['keys', keysLine(client)],
    ...client.secrets.map((secret): [string, string] => ['secret', secretLine(secret)]),
    ['grants', client.grantTypes.join(' ') || 'none'],
    ['scope', client.scopes.join(' ') || 'none'],
    ['resources', client.resources.join(' ')],
    ['exchanges for', client.exchangeTargets?.join(' ')],
    ...(client.identityAudiences ?? []).map(({ issuer, clientId, scopes }): [string, string] => [
      'speaks at',
      `${issuer} as ${clientId}, scope ${scopes.join(' ') || 'none'}`,
    ]),
    ['acts as', client.mayImpersonate ? 'the subject itself' : undefined],
    ['lets act', client.mayAct],
    ...peopleRows(client),
    ['token lifetime', lifetime(client.accessTokenTtlSeconds)],
    ['at most', lifetime(client.maxAccessTokenTtlSeconds)],
    ['of one person', personLine(client)],
    ['live tokens', client.tokenLimit === undefined ? undefined : `at most ${client.tokenLimit}`],
    ['requests', client.requestsPerMinute === undefined ? undefined : `at most ${client.requestsPerMinute} a minute`],
    ['contacts', client.contacts?.join(' ')],
    ['software', [client.softwareId, client.softwareVersion].filter(Boolean).join(' ') || undefined],
    ['registered by', PROVENANCES[client.provenance]],
    ['registered', instant(client.createdAt)],
    ['used', instant(client.lastUsedAt)],
    ['changed', client.updatedAt === client.createdAt ? undefined : instant(client.updatedAt)],
  ]);
