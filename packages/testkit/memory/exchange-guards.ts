import type { ExchangeGuard, Standing } from '@cardea/core';
import { NOTHING } from './effects.ts';
import { isLive, stands } from './liveness.ts';
import type { State } from './state.ts';
import type { GuardTable } from './tables.ts';

export const isStanding = (
  state: State,
  { at, client, accountIds, authorizationIds, tokenIds, trusted = [] }: Standing,
): boolean => {
  const known = state.clients.get(client.id);
  if (!known?.enabled || known.version !== client.version) return false;
  return (
    accountIds.every((id) => state.accounts.get(id)?.state === 'active') &&
    authorizationIds.every((id) => {
      const authorization = state.authorizations.get(id);
      return authorization !== undefined && stands(authorization, at);
    }) &&
    tokenIds.every((id) => {
      const token = state.accessTokens.get(id);
      return token !== undefined && isLive(state, token, at);
    }) &&
    trusted.every(({ issuer, version }) => {
      const now = state.trustedIssuers.get(issuer);
      return now?.enabled === true && now.version === version;
    })
  );
};

export const exchangeGuards: GuardTable<ExchangeGuard['kind']> = {
  'exchange.standing': (state, guard) => (isStanding(state, guard) ? NOTHING : undefined),
};
