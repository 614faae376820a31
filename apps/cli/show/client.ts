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
  jwks: client.jwks && { keys: client.jwks },
  jwks_uri: client.jwksUri,
  access_token_ttl: client.accessTokenTtlSeconds,
  max_access_token_ttl: client.maxAccessTokenTtlSeconds,
  token_limit: client.tokenLimit,
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
    ['token lifetime', lifetime(client.accessTokenTtlSeconds)],
    ['at most', lifetime(client.maxAccessTokenTtlSeconds)],
    ['live tokens', client.tokenLimit === undefined ? undefined : `at most ${client.tokenLimit}`],
    ['requests', client.requestsPerMinute === undefined ? undefined : `at most ${client.requestsPerMinute} a minute`],
    ['registered', instant(client.createdAt)],
    ['changed', client.updatedAt === client.createdAt ? undefined : instant(client.updatedAt)],
  ]);
