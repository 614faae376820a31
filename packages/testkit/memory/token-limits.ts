import type { AccessToken, TokenCount, TokenLimitChange } from '@cardea/core';
import { isLive, stands } from './liveness.ts';
import { compareIds, type State } from './state.ts';
import type { ChangeTable } from './tables.ts';

const newestFirst = (a: { readonly id: string }, b: { readonly id: string }): number => compareIds(b.id, a.id);

/** Live tokens of a person and a client, newest first. */
const tokensOf = (state: State, count: TokenCount): readonly AccessToken[] =>
  [...state.accessTokens.values()]
    .filter((token) => token.clientId === count.clientId && token.subject === count.subject)
    .filter((token) => token.authorizationId !== undefined && isLive(state, token, count.at))
    .filter(({ authorizationId }) => count.authorizationId === undefined || authorizationId === count.authorizationId)
    .filter(({ issuedAt }) => count.since === undefined || issuedAt > count.since)
    .sort(newestFirst);

export const countTokens = (state: State, count: TokenCount): number => tokensOf(state, count).length;

const evict = (state: State, change: TokenCount & { readonly keep: number }): void => {
  for (const token of tokensOf(state, change).slice(change.keep))
    state.accessTokens.set(token.id, { ...token, revokedAt: change.at });
};

export const tokenLimitChanges: ChangeTable<TokenLimitChange['kind']> = {
  'access_tokens.evict_of_person': evict,
  'access_tokens.evict_of_authorization': evict,
  'authorizations.evict': ({ authorizations }, { accountId, clientId, keep, at }) => {
    const live = [...authorizations.values()]
      .filter((one) => one.accountId === accountId && one.clientId === clientId && stands(one, at))
      .filter(({ refresh }) => refresh !== undefined && refresh.expiresAt > at)
      .sort(newestFirst);
    for (const one of live.slice(keep)) authorizations.set(one.id, { ...one, revokedAt: at });
  },
};
