import type { RegistrationChange, RegistrationGuard } from '@cardea/core';
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { authorizations, clients, initialAccessTokens } from '../schema/tables.ts';
import { forgetBranding } from './brandings.ts';
import { type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { rememberFormerClient } from './former-clients.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { insertInto, select } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

/** Nobody vouches for it, it got nothing of late, and nobody lets it do anything. */
const isUnused: SQL = sql`${clients.provenance} <> 'operator'
  and coalesce(${clients.lastUsedAt}, ${clients.createdAt}) < ${plain('before')}
  and not exists (select 1 from ${authorizations} where ${and(
    eq(authorizations.clientId, clients.id),
    isNull(authorizations.revokedAt),
  )} and ${authorizations.endsAt} > ${plain('at')})`;

export const registrationGuards: GuardTable<RegistrationGuard['kind']> = {
  'initial_access_token.use': changing(
    statement(
      sql`update ${initialAccessTokens} set uses = uses + 1 where ${eq(initialAccessTokens.id, plain('id'))}
        and (${initialAccessTokens.expiresAt} is null or ${initialAccessTokens.expiresAt} > ${plain('at')})
        and (${initialAccessTokens.maxUses} is null or ${initialAccessTokens.uses} < ${initialAccessTokens.maxUses})`,
    ),
    itself,
  ),
  'initial_access_token.delete': changing(
    statement(builder.delete(initialAccessTokens).where(eq(initialAccessTokens.id, plain('id')))),
    itself,
  ),
  'client.expire': changing(
    statement(sql`delete from ${clients} where ${eq(clients.id, plain('id'))} and ${isUnused}`),
    itself,
    [inBothForms(rememberFormerClient, itself), inBothForms(forgetBranding, itself)],
  ),
};

export const registrationChanges: ChangeTable<RegistrationChange['kind']> = {
  'initial_access_token.insert': inBothForms(
    (held) => insertInto(initialAccessTokens, { held }),
    (change) => change.token,
  ),
  'client.register': inBothForms(
    (held) => insertInto(clients, { held }),
    (change) => change.client,
  ),
  'client.document_fresh': inBothForms(
    (held) =>
      statement(
        builder
          .update(clients)
          .set({ documentFreshUntil: plain('until') })
          .where(and(eq(clients.id, plain('id')), held)),
      ),
    itself,
  ),
  'client.touch': inBothForms(
    (held) =>
      statement(
        builder
          .update(clients)
          .set({ lastUsedAt: plain('at') })
          .where(and(eq(clients.id, plain('id')), held)),
      ),
    itself,
  ),
};

export const listUnusedClients = select<typeof clients, { before: number; at: number; limit: number }>(
  clients,
  sql`where ${isUnused} order by ${asc(clients.sequence)} limit ${plain('limit')}`,
);

export const findInitialAccessToken = select<typeof initialAccessTokens, { id: string }>(
  initialAccessTokens,
  sql`where ${eq(initialAccessTokens.id, plain('id'))}`,
);

/** Ids are in the order of time. */
export const listInitialAccessTokens = select<typeof initialAccessTokens, object>(
  initialAccessTokens,
  sql`order by ${asc(initialAccessTokens.id)}`,
);
