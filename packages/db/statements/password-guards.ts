import type { PasswordGuard } from '@cardea/core';
import { sql } from 'drizzle-orm';
import { accounts } from '../schema/tables.ts';
import { finding, type GuardTable } from './guard-forms.ts';
import { mayBeServed } from './on-behalf.ts';
import { plain } from './statement.ts';

export const passwordGuards: GuardTable<PasswordGuard['kind']> = {
  'account.unchanged': finding(
    sql`select 1 from ${accounts} where ${accounts.id} = ${plain('accountId')}
      and ${accounts.version} = ${plain('accountVersion')} and ${mayBeServed}`,
    ({ account, client }) => ({
      accountId: account.id,
      accountVersion: account.version,
      clientId: client.id,
      clientVersion: client.version,
    }),
  ),
};
