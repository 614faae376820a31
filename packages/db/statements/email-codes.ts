import { type EmailCodeChange, type EmailCodeGuard, MAX_EMAIL_CODE_ATTEMPTS } from '@cardea/core';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { accounts, emailCodes } from '../schema/tables.ts';
import { type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { assignments, insertInto, select } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

const isIt = and(
  eq(emailCodes.flowId, plain('flowId')),
  eq(emailCodes.accountId, plain('accountId')),
  gt(emailCodes.expiresAt, plain('at')),
);
const isActive = sql`exists (select 1 from ${accounts} where ${accounts.id} = ${plain('accountId')} and ${accounts.state} = 'active')`;
/** The try that is under way has been counted. */
const wasTried = sql`${emailCodes.attempts} between 1 and ${sql.raw(String(MAX_EMAIL_CODE_ATTEMPTS))}`;

export const emailCodeGuards: GuardTable<EmailCodeGuard['kind']> = {
  'email_code.try': changing(
    statement(
      builder
        .update(emailCodes)
        .set({ attempts: sql`${emailCodes.attempts} + 1` })
        .where(and(isIt, lt(emailCodes.attempts, sql.raw(String(MAX_EMAIL_CODE_ATTEMPTS))))),
    ),
    itself,
  ),
  'email_code.use': changing(
    statement(
      builder.delete(emailCodes).where(and(isIt, eq(emailCodes.codeHash, plain('codeHash')), wasTried, isActive)),
    ),
    itself,
  ),
};

export const emailCodeChanges: ChangeTable<EmailCodeChange['kind']> = {
  'email_code.put': inBothForms(
    (held) =>
      insertInto(emailCodes, {
        // With a condition, so that SQLite takes ON CONFLICT for no join
        held: held ?? sql`true`,
        onConflict: sql`do update set ${assignments(emailCodes, ['flowId'])}`,
      }),
    (change) => change.code,
  ),
};

export const findEmailCode = select<typeof emailCodes, { readonly flowId: string }>(
  emailCodes,
  sql`where ${eq(emailCodes.flowId, plain('flowId'))}`,
);
