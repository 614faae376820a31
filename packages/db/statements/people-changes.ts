import type { PeopleChange } from '@cardea/core';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import {
  authorizationCodes,
  authorizationSessions,
  authorizations,
  browserSessions,
  consents,
} from '../schema/tables.ts';
import { toRow } from './authorization-rows.ts';
import { type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { insertInto } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

const replaced = sql.join(
  [consents.scopes, consents.grantedAt].map(
    (column) => sql`${sql.identifier(column.name)} = excluded.${sql.identifier(column.name)}`,
  ),
  sql`, `,
);

export const peopleChanges: ChangeTable<PeopleChange['kind']> = {
  'browser_session.insert': inBothForms(
    (held) => insertInto(browserSessions, { held }),
    (change) => change.session,
  ),
  // A request that was under way when the session ended does not bring it back.
  'browser_session.touch': inBothForms(
    (held) =>
      statement(
        builder
          .update(browserSessions)
          .set({ lastSeenAt: plain('lastSeenAt'), expiresAt: plain('expiresAt') })
          .where(
            and(
              eq(browserSessions.id, plain('id')),
              isNull(browserSessions.endedAt),
              gt(browserSessions.expiresAt, plain('lastSeenAt')),
              gt(browserSessions.endsAt, plain('lastSeenAt')),
              held,
            ),
          ),
      ),
    itself,
  ),
  'browser_sessions.end': inBothForms(
    (held) =>
      statement(
        builder
          .update(browserSessions)
          .set({ endedAt: plain('at') })
          .where(
            and(
              eq(browserSessions.accountId, plain('accountId')),
              sql`${browserSessions.id} is not ${plain('exceptId')}`,
              sql`(${plain('sid')} is null or ${browserSessions.sid} = ${plain('sid')})`,
              isNull(browserSessions.endedAt),
              gt(browserSessions.expiresAt, plain('at')),
              gt(browserSessions.endsAt, plain('at')),
              held,
            ),
          ),
      ),
    itself,
  ),
  'authorization_session.insert': inBothForms(
    (held) => insertInto(authorizationSessions, { held }),
    (change) => change.session,
  ),
  'authorization.insert': inBothForms(
    (held) => insertInto(authorizations, { held }),
    (change) => toRow(change.authorization),
  ),
  'authorization_code.insert': inBothForms(
    (held) => insertInto(authorizationCodes, { held }),
    (change) => change.code,
  ),
  'authorization_code.fail': inBothForms(
    (held) =>
      statement(
        builder
          .update(authorizationCodes)
          .set({ failures: sql`${authorizationCodes.failures} + 1` })
          .where(and(eq(authorizationCodes.id, plain('id')), held)),
      ),
    itself,
  ),
  'refresh.start': inBothForms(
    (held) =>
      statement(
        builder
          .update(authorizations)
          .set({
            refreshHash: plain('currentHash'),
            refreshRotatedAt: plain('at'),
            refreshGeneration: sql`0`,
            refreshExpiresAt: plain('expiresAt'),
            refreshJkt: plain('jkt'),
          })
          .where(and(eq(authorizations.id, plain('authorizationId')), isNull(authorizations.refreshHash), held)),
      ),
    itself,
  ),
  'authorizations.revoke': inBothForms(
    (held) =>
      statement(
        builder
          .update(authorizations)
          .set({ revokedAt: plain('at') })
          .where(
            and(
              eq(authorizations.accountId, plain('accountId')),
              sql`(${plain('clientId')} is null or ${authorizations.clientId} = ${plain('clientId')})`,
              sql`(${plain('sid')} is null or ${authorizations.sid} = ${plain('sid')})`,
              sql`${authorizations.sid} is not ${plain('exceptSid')}`,
              // No scope at all equals nothing: without a name all are revoked
              sql`not exists (select 1 from json_each(${authorizations.scopes}) where value = ${plain('withoutScope')})`,
              isNull(authorizations.revokedAt),
              gt(authorizations.endsAt, plain('at')),
              held,
            ),
          ),
      ),
    itself,
  ),
  'consent.put': inBothForms(
    (held) => insertInto(consents, { held, onConflict: sql`do update set ${replaced}` }),
    (change) => change.consent,
  ),
  'consent.remove': inBothForms(
    (held) =>
      statement(
        builder
          .delete(consents)
          .where(and(eq(consents.accountId, plain('accountId')), eq(consents.clientId, plain('clientId')), held)),
      ),
    itself,
  ),
};
