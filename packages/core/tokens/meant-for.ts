import type { EngineOptions } from '../engine-options.ts';
import type { AccessToken } from '../ports/access-token.ts';

/** The token's own client and the resource servers of its audience: they may look at it and exchange it (RFC 7662 §4, RFC 9701 §5). */
export const isMeantFor = async (
  clientId: string,
  token: AccessToken,
  { stores }: Pick<EngineOptions, 'stores'>,
): Promise<boolean> => {
  if (token.clientId === clientId) return true;
  for (const uri of token.audience) {
    const resource = await stores.resources.find(uri);
    if (resource?.enabled && resource.introspectors.includes(clientId)) return true;
  }
  return false;
};
