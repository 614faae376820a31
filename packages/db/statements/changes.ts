import type { Change } from '@cardea/core';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { accessTokens, audit, rateLimits, scopes, signingKeys } from '../schema/tables.ts';
import { appPasswordChanges } from './app-passwords.ts';
import { type ChangeForms, type ChangeOf, type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { deviceChanges } from './device-changes.ts';
import { emailCodeChanges } from './email-codes.ts';
import { factorChanges } from './factor-changes.ts';
import { idempotencyChanges } from './idempotent-calls.ts';
import { keptRefusalChanges } from './kept-refusals.ts';
import { oneTimeLinkChanges } from './one-time-links.ts';
import { outboxChanges } from './outbox.ts';
import { peopleChanges } from './people-changes.ts';
import { registrationChanges } from './registration.ts';
import { requestChanges } from './request-changes.ts';
import { revokeAll, unrevokedAndUnexpired } from './revocations.ts';
import { insertInto, KEEP } from './rows.ts';
import { sessionClientChanges } from './session-clients.ts';
import { builder, type Call, plain, statement, value } from './statement.ts';
import { statChanges } from './stats.ts';
import { tokenLimitChanges } from './token-limits.ts';
import { upstreamChanges } from './upstream-changes.ts';

const ofClient = eq(accessTokens.clientId, value(accessTokens.clientId, 'clientId'));
/** The oldest live tokens of a client, all but `keep`. */
const surplus = sql`${accessTokens.sequence} in (select ${accessTokens.sequence} from ${accessTokens}
  where ${ofClient} and ${unrevokedAndUnexpired(plain('at'))} order by ${accessTokens.id} desc limit -1 offset ${plain('keep')})`;

const changes: ChangeTable<Change['kind']> = {
  ...peopleChanges,
  ...requestChanges,
  ...tokenLimitChanges,
  ...upstreamChanges,
  ...factorChanges,
  ...outboxChanges,
  ...keptRefusalChanges,
  ...statChanges,
  ...oneTimeLinkChanges,
  ...emailCodeChanges,
  ...sessionClientChanges,
  ...deviceChanges,
  ...registrationChanges,
  ...appPasswordChanges,
  ...idempotencyChanges,
  'access_token.insert': inBothForms(
    (held) => insertInto(accessTokens, { held }),
    (change) => change.token,
  ),
  'access_tokens.evict': inBothForms(
    (held) =>
      statement(
        builder
          .update(accessTokens)
          .set({ revokedAt: plain('at') })
          .where(and(surplus, held)),
      ),
    itself,
  ),
  'access_tokens.revoke': inBothForms(revokeAll, itself),
  'scope.ensure': inBothForms(
    (held) => insertInto(scopes, { held, onConflict: KEEP }),
    (change) => change.scope,
  ),
  'signing_key.remove_at': inBothForms(
    (held) =>
      statement(
        builder
          .update(signingKeys)
          .set({ removeAt: plain('removeAt') })
          .where(and(eq(signingKeys.id, plain('id')), isNull(signingKeys.removeAt), held)),
      ),
    itself,
  ),
  // An arrival in the past is a full bucket, however far back it lies.
  'rate_limit.give': inBothForms(
    (held) =>
      statement(
        builder
          .update(rateLimits)
          .set({ arrivalMs: sql`${rateLimits.arrivalMs} - ${plain('intervalMs')}` })
          .where(and(eq(rateLimits.key, plain('key')), held)),
      ),
    itself,
  ),
  'audit.append': inBothForms(
    (held) => insertInto(audit, { held }),
    (change) => change.entry,
  ),
};

const formsOf = <K extends Change['kind']>(change: ChangeOf<K>): ChangeForms<ChangeOf<K>> => changes[change.kind];

/** `mark` is the mark of the unit whose guard must have held; without it the change takes effect in any case. */
export const changeCall = (change: Change, mark?: number): Call => formsOf(change)(change, mark);
