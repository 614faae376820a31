import type { ExchangeGuard, Standing } from '@cardea/core';
import { sql } from 'drizzle-orm';
import { accessTokens, accounts, authorizations, clients, trustedIssuers } from '../schema/tables.ts';
import { finding, type GuardTable } from './guard-forms.ts';
import { unrevokedAndUnexpired } from './revocations.ts';
import { plain } from './statement.ts';

/** Design D12: all that something rests on which is given out and spends nothing. */
export const isStanding = sql`exists (select 1 from ${clients} where ${clients.id} = ${plain('clientId')}
    and ${clients.version} = ${plain('clientVersion')} and ${clients.enabled})
  and not exists (select 1 from json_each(${plain('accountIds')}) where not exists (
    select 1 from ${accounts} where ${accounts.id} = json_each.value and ${accounts.state} = 'active'))
  and not exists (select 1 from json_each(${plain('authorizationIds')}) where not exists (
    select 1 from ${authorizations} where ${authorizations.id} = json_each.value
      and ${authorizations.revokedAt} is null and ${authorizations.endsAt} > ${plain('at')}))
  and not exists (select 1 from json_each(${plain('tokenIds')}) where not exists (
    select 1 from ${accessTokens} where ${accessTokens.id} = json_each.value and ${unrevokedAndUnexpired(plain('at'))}))
  and not exists (select 1 from json_each(${plain('trusted')}) where not exists (
    select 1 from ${trustedIssuers} where ${trustedIssuers.issuer} = json_extract(json_each.value, '$.issuer')
      and ${trustedIssuers.version} = json_extract(json_each.value, '$.version') and ${trustedIssuers.enabled}))`;

export const standingValues = ({ at, client, accountIds, authorizationIds, tokenIds, trusted = [] }: Standing) => ({
  at,
  clientId: client.id,
  clientVersion: client.version,
  accountIds: JSON.stringify(accountIds),
  authorizationIds: JSON.stringify(authorizationIds),
  tokenIds: JSON.stringify(tokenIds),
  trusted: JSON.stringify(trusted),
});

export const exchangeGuards: GuardTable<ExchangeGuard['kind']> = {
  'exchange.standing': finding(sql`select 1 where ${isStanding}`, standingValues),
};
