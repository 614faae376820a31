import type { RequestGuard } from '@cardea/core';
import { and, eq, gt, sql } from 'drizzle-orm';
import { pushedRequests } from '../schema/tables.ts';
import { changing, finding, type GuardTable } from './guard-forms.ts';
import { answersForPresent, ofUnchanged } from './people-guards.ts';
import { builder, plain, statement } from './statement.ts';

type Answering = Pick<RequestGuard, 'about' | 'client'>;

const answering = ({ about, client }: Answering) => ({
  accountId: about?.accountId,
  sid: about?.sid,
  answeredClientId: client?.id,
  answeredClientVersion: client?.version,
});

export const requestGuards: GuardTable<RequestGuard['kind']> = {
  'pushed_request.use': changing(
    statement(
      builder
        .delete(pushedRequests)
        .where(
          and(
            eq(pushedRequests.id, plain('id')),
            eq(pushedRequests.clientId, plain('clientId')),
            gt(pushedRequests.expiresAt, plain('at')),
            answersForPresent,
            ofUnchanged,
          ),
        ),
    ),
    (guard) => ({ id: guard.id, clientId: guard.clientId, at: guard.at, ...answering(guard) }),
  ),
  'request.answer': finding(sql`select 1 where ${answersForPresent} and ${ofUnchanged}`, answering),
};
