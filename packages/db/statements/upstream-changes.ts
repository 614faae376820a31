import type { UpstreamChange } from '@cardea/core';
import { and, eq, isNull } from 'drizzle-orm';
import { browserSessions, identityLinks, upstreamAttempts } from '../schema/tables.ts';
import { type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { insertInto, KEEP } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

export const upstreamChanges: ChangeTable<UpstreamChange['kind']> = {
  'upstream_attempt.insert': inBothForms(
    (held) => insertInto(upstreamAttempts, { held }),
    (change) => change.attempt,
  ),
  'identity_link.add': inBothForms(
    (held) => insertInto(identityLinks, { held, onConflict: KEEP }),
    (change) => change.link,
  ),
  'browser_session.supersede': inBothForms(
    (held) =>
      statement(
        builder
          .update(browserSessions)
          .set({ endedAt: plain('at') })
          .where(and(eq(browserSessions.id, plain('id')), isNull(browserSessions.endedAt), held)),
      ),
    itself,
  ),
};
