import type { AccessToken, TokenCount, TokenLimitChange } from '@cardea/core';
import { isLive, stands } from './liveness.ts';
import { compareIds, type State } from './state.ts';
import type { ChangeTable } from './tables.ts';

/** Live tokens of a person and a client, newest first. */
const tokensOf = (state: State, count: TokenCount): readonly AccessToken[] =>
  [...state.accessTokens.values()]
    .filter((token) => token.clientId === count.clientId && token.subject === count.subject)
    .filter((token) => token.authorizationId !== undefined && isLive(state, token, count.at))
    .filter(({ authorizationId }) => count.authorizationId === undefined || authorizationId === count.authorizationId)
    .filter(({ issuedAt }) => count.since === undefined || issuedAt > count.since)
    // By the order of commit: ids of one millisecond have none
    .reverse();

export const countTokens = (state: State, count: TokenCount): number => tokensOf(state, count).length;

const evict = (state: State, change: TokenCount & { readonly keep: number }): void => {
  for (const token of tokensOf(state, change).slice(change.keep))
    state.accessTokens.set(token.id, { ...token, revokedAt: change.at });
};

export const tokenLimitChanges: ChangeTable<TokenLimitChange['kind']> = {
  'access_tokens.evict_of_person': evict,
  'access_tokens.evict_of_authorization': evict,
  'authorizations.evict': ({ authorizations }, { accountId, clientId, exceptId, keep, at }) => {
    const live = [...authorizations.values()]
      .filter((one) => one.accountId === accountId && one.clientId === clientId && one.id !== exceptId)
      .filter((one) => stands(one, at))
      .filter(({ refresh }) => refresh !== undefined && refresh.expiresAt > at)
      .sort((a, b) => compareIds(b.id, a.id));
    for (const one of live.slice(keep)) authorizations.set(one.id, { ...one, revokedAt: at });
  },
};
