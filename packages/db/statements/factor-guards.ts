import type { FactorGuard } from '@cardea/core';
import { and, eq, lt, type SQL, sql } from 'drizzle-orm';
import { accounts, passkeys, recoveryCodes, totpFactors } from '../schema/tables.ts';
import { itself } from './change-forms.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { insertInto, KEEP } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

/** Design D12. */
const isActive: SQL = sql`exists (select 1 from ${accounts}
  where ${accounts.id} = ${plain('accountId')} and ${accounts.state} = 'active')`;

const itsPasskey = and(eq(passkeys.id, plain('id')), eq(passkeys.accountId, plain('accountId')));

/** Web Authentication §7.2: a counter that does not grow is that of a copy, unless there is none. */
const grows = sql`(${passkeys.counter} < ${plain('counter')} or (${passkeys.counter} = 0 and ${plain('counter')} = 0))`;

export const factorGuards: GuardTable<FactorGuard['kind']> = {
  'totp.insert': changing(insertInto(totpFactors, { held: isActive, onConflict: KEEP }), (guard) => guard.totp),
  'totp.use': changing(
    statement(
      builder
        .update(totpFactors)
        .set({ lastStep: plain('step'), lastUsedAt: plain('at') })
        .where(and(eq(totpFactors.accountId, plain('accountId')), lt(totpFactors.lastStep, plain('step')), isActive)),
    ),
    itself,
  ),
  'totp.delete': changing(
    statement(builder.delete(totpFactors).where(eq(totpFactors.accountId, plain('accountId')))),
    itself,
  ),
  'passkey.insert': changing(insertInto(passkeys, { held: isActive, onConflict: KEEP }), (guard) => guard.passkey),
  'passkey.use': changing(
    statement(
      builder
        .update(passkeys)
        .set({ counter: plain('counter'), lastUsedAt: plain('at') })
        .where(and(itsPasskey, grows, isActive)),
    ),
    itself,
  ),
  'passkey.rename': changing(
    statement(
      builder
        .update(passkeys)
        .set({ name: plain('name') })
        .where(itsPasskey),
    ),
    itself,
  ),
  'passkey.delete': changing(statement(builder.delete(passkeys).where(itsPasskey)), itself),
  'recovery_code.use': changing(
    statement(
      builder
        .delete(recoveryCodes)
        .where(
          and(eq(recoveryCodes.accountId, plain('accountId')), eq(recoveryCodes.codeHash, plain('codeHash')), isActive),
        ),
    ),
    itself,
  ),
};
