import type { TokenCount, TokenLimitChange } from '@cardea/core';
import { and, eq, gt, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { accessTokens, authorizations } from '../schema/tables.ts';
import { type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { unrevokedAndUnexpired } from './revocations.ts';
import type { Query } from './rows.ts';
import { builder, plain, statement, value } from './statement.ts';

/** Live tokens that speak for one person towards one client: what the partial index knows. */
const ofPerson = and(
  eq(accessTokens.clientId, plain('clientId')),
  eq(accessTokens.subject, plain('subject')),
  isNotNull(accessTokens.authorizationId),
  unrevokedAndUnexpired(plain('at')),
);
const ofAuthorization = and(
  ofPerson,
  eq(accessTokens.authorizationId, value(accessTokens.authorizationId, 'authorizationId')),
  gt(accessTokens.issuedAt, plain('since')),
);

/** All but the youngest, by the order of commit: ids of one millisecond have none. */
const surplus = (condition: SQL | undefined): SQL =>
  sql`${accessTokens.sequence} in (select ${accessTokens.sequence} from ${accessTokens}
    where ${condition} order by ${accessTokens.sequence} desc limit -1 offset ${plain('keep')})`;

const evict = (condition: SQL | undefined) => (held: SQL | undefined) =>
  statement<{ readonly at: number }>(
    builder
      .update(accessTokens)
      .set({ revokedAt: plain('at') })
      .where(and(surplus(condition), held)),
  );

const liveRefreshable = and(
  eq(authorizations.accountId, plain('accountId')),
  eq(authorizations.clientId, plain('clientId')),
  isNull(authorizations.revokedAt),
  gt(authorizations.endsAt, plain('at')),
  gt(authorizations.refreshExpiresAt, plain('at')),
  ne(authorizations.id, plain('exceptId')),
);
const surplusAuthorizations = sql`${authorizations.id} in (select ${authorizations.id} from ${authorizations}
  where ${liveRefreshable} order by ${authorizations.id} desc limit -1 offset ${plain('keep')})`;

export const tokenLimitChanges: ChangeTable<TokenLimitChange['kind']> = {
  'access_tokens.evict_of_person': inBothForms(evict(ofPerson), itself),
  'access_tokens.evict_of_authorization': inBothForms(evict(ofAuthorization), itself),
  'authorizations.evict': inBothForms(
    (held) =>
      statement(
        builder
          .update(authorizations)
          .set({ revokedAt: plain('at') })
          .where(and(surplusAuthorizations, held)),
      ),
    itself,
  ),
};

const counting = (condition: SQL | undefined): Query<TokenCount, number> => ({
  statement: statement(sql`select count(*) from ${accessTokens} where ${condition}`),
  decode: (row) => Number(row[0]),
});

export const countTokensOfPerson = counting(ofPerson);
export const countTokensOfAuthorization = counting(ofAuthorization);
