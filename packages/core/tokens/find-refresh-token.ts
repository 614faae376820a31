import { parseHandle } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { Authorization, RefreshState } from '../ports/authorization.ts';

/** An authorization that has a refresh token. */
export type RefreshableAuthorization = Authorization & { readonly refresh: RefreshState };

/** The authorization of a refresh token that was not replaced yet, revoked or ended ones included: its holder has proved possession. */
export const findRefreshToken = async (
  text: string,
  { stores, digests }: Pick<EngineOptions, 'stores' | 'digests'>,
): Promise<RefreshableAuthorization | undefined> => {
  const parts = parseHandle('refresh_token', text);
  const authorization = parts && (await stores.authorizations.find(parts.selector));
  const refresh = authorization?.refresh;
  if (parts === undefined || authorization === undefined || refresh === undefined) return undefined;
  const hash = digests.sha256(parts.verifier);
  // The predecessor is as good as its successor for a while (design D2): its holder may end both
  return hash === refresh.currentHash || hash === refresh.previousHash ? { ...authorization, refresh } : undefined;
};
