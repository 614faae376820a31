import type { AdminClient } from '../connect/admin-client.ts';
import { facts } from '../terminal/table.ts';
import { instant } from '../terminal/times.ts';

export type ShownIssuer = Awaited<ReturnType<AdminClient['trustedIssuers']['show']['query']>>;

export const issuerJson = (trusted: ShownIssuer): Readonly<Record<string, unknown>> => ({
  issuer: trusted.issuer,
  name: trusted.name,
  enabled: trusted.enabled,
  subjects: trusted.subjects,
  assertions: trusted.assertionType,
  scope: trusted.scopes.join(' '),
  clients: trusted.clients,
  signing_algs: trusted.algorithms,
  jwks: trusted.jwks && { keys: trusted.jwks },
  jwks_uri: trusted.jwksUri,
  created_at: trusted.createdAt,
  updated_at: trusted.updatedAt,
  version: trusted.version,
});

const meanings: Readonly<Record<ShownIssuer['subjects'], string>> = {
  account: 'ids of users',
  email: 'users by their verified e-mail address',
  linked: 'users who are linked to the identity provider of this issuer',
  service: 'services of the issuer',
};

export const issuerLines = (trusted: ShownIssuer): readonly string[] =>
  facts([
    ['issuer', trusted.issuer],
    ['name', trusted.name],
    ['enabled', trusted.enabled ? 'yes' : 'no'],
    ['subjects', meanings[trusted.subjects]],
    ['takes', trusted.assertionType === 'id-jag' ? 'identity assertions' : 'assertions'],
    ['scope', trusted.scopes.join(' ') || 'none'],
    ['clients', trusted.clients.join(' ') || 'all with the grant'],
    ['signs with', trusted.algorithms.join(' ')],
    ['keys', trusted.jwksUri ?? trusted.jwks?.map(({ kty }) => kty).join(', ')],
    ['trusted since', instant(trusted.createdAt)],
    ['changed', trusted.version === 1 ? undefined : instant(trusted.updatedAt)],
  ]);
