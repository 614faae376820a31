import type { ClientMetadata, MemberProblem } from './client-metadata.ts';

const PAGES = [
  'client_uri',
  'logo_uri',
  'policy_uri',
  'tos_uri',
  'initiate_login_uri',
  'backchannel_logout_uri',
] as const;

const hostOf = (uri: string): string | undefined =>
  uri.startsWith('https:') && URL.canParse(uri) ? new URL(uri).hostname : undefined;

/** The same host, or one below the other: `app.example.com` and `example.com`, but nothing below a bare `com`. */
const belongTogether = (one: string, other: string): boolean => {
  const [longer, shorter] = one.length >= other.length ? [one, other] : [other, one];
  return longer === shorter || (shorter.includes('.') && longer.endsWith(`.${shorter}`));
};

/**
 * Pages that a client shows people must lie where it takes them back to, or it could show somebody else's (OpenID Connect
 * Registration §9.1). A native app, whose people come back to their device, has no host to compare with.
 */
export const foreignPage = (metadata: ClientMetadata, own: readonly string[]): MemberProblem | undefined => {
  const { redirect_uris = [] } = metadata;
  const hosts = [...own, ...redirect_uris.map(hostOf)].filter((host) => host !== undefined);
  if (hosts.length === 0) return undefined;
  const pages = [
    ...PAGES.map((name) => [name, metadata[name]] as const),
    ...Object.entries(metadata.localized).filter(([name]) => !name.startsWith('client_name')),
  ];
  for (const [member, uri] of pages) {
    const host = uri === undefined ? undefined : hostOf(uri);
    if (host !== undefined && !hosts.some((other) => belongTogether(host, other)))
      return { member, problem: 'lies on another host than the redirect URIs' };
  }
  return undefined;
};
