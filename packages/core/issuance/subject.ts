import type { EngineOptions } from '../engine-options.ts';
import type { Client } from '../ports/client.ts';

/** Who the pairwise subjects of a client are shared with: the host of its redirect URIs (OpenID Connect Core §8.1). */
const sectorOf = (client: Client): string => {
  if (client.sectorIdentifier !== undefined) return client.sectorIdentifier;
  // Only who has a host of their own shares it: any app can have a loopback address or a scheme
  const [first] = client.redirectUris;
  const url = first !== undefined && URL.canParse(first) ? new URL(first) : undefined;
  return url?.protocol === 'https:' ? url.host : client.id;
};

/** The `sub` of a person towards a client: their id, or for a pairwise client a name that no other sector knows. */
export const subjectFor = (accountId: string, client: Client, { digests }: Pick<EngineOptions, 'digests'>): string =>
  client.subjectType === 'public' ? accountId : digests.derive('subject', `${sectorOf(client)} ${accountId}`);
