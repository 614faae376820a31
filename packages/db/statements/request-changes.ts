import type { RequestChange } from '@cardea/core';
import { and, sql } from 'drizzle-orm';
import { authorizationSessions, pushedRequests } from '../schema/tables.ts';
import { type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { insertInto } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

/** Ids sort by time. */
const surplus = sql`${authorizationSessions.id} in (select ${authorizationSessions.id} from ${authorizationSessions}
  where ${authorizationSessions.browserHash} = ${plain('browserHash')}
  order by ${authorizationSessions.id} desc limit -1 offset ${plain('keep')})`;

export const requestChanges: ChangeTable<RequestChange['kind']> = {
  'pushed_request.insert': inBothForms(
    (held) => insertInto(pushedRequests, { held }),
    (change) => change.request,
  ),
  'authorization_sessions.evict': inBothForms(
    (held) => statement(builder.delete(authorizationSessions).where(and(surplus, held))),
    itself,
  ),
};
