import type { AdminClient } from '../connect/admin-client.ts';
import { facts } from '../terminal/table.ts';
import { instant } from '../terminal/times.ts';

export type ShownProvider = Awaited<ReturnType<AdminClient['identityProviders']['show']['query']>>;

export const providerJson = (provider: ShownProvider): Readonly<Record<string, unknown>> => ({
  id: provider.id,
  name: provider.name,
  enabled: provider.enabled,
  issuer: provider.issuer,
  preset: provider.preset,
  endpoints: provider.endpoints,
  redirect_uri: provider.redirectUri,
  client_id: provider.clientId,
  auth_method: provider.authMethod,
  has_secret: provider.hasSecret,
  scope: provider.scopes.join(' '),
  trusts_email: provider.trustsEmail,
  trusts_factors: provider.trustsFactors,
  match_by: provider.matchBy,
  on_match: provider.onMatch,
  on_no_match: provider.onNoMatch,
  allowed_domains: provider.allowedDomains,
  hosted_domain: provider.hostedDomain,
  refresh_profile: provider.refreshProfile,
  created_at: provider.createdAt,
  updated_at: provider.updatedAt,
  version: provider.version,
});

const matching = ({ matchBy, onMatch }: ShownProvider): string => {
  if (matchBy === 'identifier') return 'by link alone';
  const by = matchBy === 'email' ? 'by verified e-mail address' : 'by user name';
  return `${by}: ${onMatch === 'link' ? 'linked' : 'refused'}`;
};

export const providerLines = (provider: ShownProvider): readonly string[] =>
  facts([
    ['id', provider.id],
    ['name', provider.name],
    ['enabled', provider.enabled ? 'yes' : 'no'],
    ['issuer', provider.issuer],
    ['preset', provider.preset],
    ['authorization endpoint', provider.endpoints?.authorization],
    ['token endpoint', provider.endpoints?.token],
    ['userinfo endpoint', provider.endpoints?.userinfo],
    ['redirect URI', provider.redirectUri],
    ['client id', provider.clientId],
    ['authenticates', provider.authMethod],
    ['client secret', provider.hasSecret ? 'set' : undefined],
    ['scope', provider.scopes.join(' ')],
    ['e-mail addresses', provider.trustsEmail ? 'trusted where verified' : 'not trusted'],
    ['second factors', provider.trustsFactors ? 'trusted' : 'not trusted'],
    ['known people', matching(provider)],
    ['new people', provider.onNoMatch === 'create' ? 'get an account' : 'are refused'],
    ['domains', provider.allowedDomains.join(' ')],
    ['hosted domain', provider.hostedDomain],
    ['profile', provider.refreshProfile ? 'taken over at each sign-in' : 'taken over once'],
    ['registered', instant(provider.createdAt)],
    ['changed', provider.version === 1 ? undefined : instant(provider.updatedAt)],
  ]);
