import type { FactorChange } from '@cardea/core';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { type appPasswords, passkeys, recoveryCodes, totpFactors } from '../schema/tables.ts';
import { type ChangeForms, type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { builder, plain, statement } from './statement.ts';

type OwnedTable = typeof appPasswords | typeof passkeys | typeof recoveryCodes | typeof totpFactors;

/** Takes all rows of a table from the account that `name` stands for. */
export const takeFrom = <C extends object>(table: OwnedTable, name: 'accountId' | 'id' = 'accountId'): ChangeForms<C> =>
  inBothForms((held) => statement<C>(builder.delete(table).where(and(eq(table.accountId, plain(name)), held))), itself);

const nothingLeft = sql`not exists (select 1 from ${totpFactors} where ${totpFactors.accountId} = ${plain('accountId')})
  and not exists (select 1 from ${passkeys} where ${passkeys.accountId} = ${plain('accountId')})`;

const columns = [recoveryCodes.accountId, recoveryCodes.codeHash, recoveryCodes.createdAt].map(({ name }) =>
  sql.identifier(name),
);

const fromHashes = (held: SQL | undefined): SQL => (held === undefined ? sql`where true` : sql`where ${held}`);

export const factorChanges: ChangeTable<FactorChange['kind']> = {
  'recovery_codes.clear': takeFrom(recoveryCodes),
  'recovery_codes.insert': inBothForms(
    (held) =>
      statement(sql`insert into ${recoveryCodes}
        (${sql.join(columns, sql`, `)})
        select ${plain('accountId')}, value, ${plain('at')} from json_each(${plain('codeHashes')}) ${fromHashes(held)}
        on conflict do nothing`),
    ({ accountId, codeHashes, at }) => ({ accountId, codeHashes: JSON.stringify(codeHashes), at }),
  ),
  'recovery_codes.sweep': inBothForms(
    (held) =>
      statement(
        builder.delete(recoveryCodes).where(and(eq(recoveryCodes.accountId, plain('accountId')), nothingLeft, held)),
      ),
    itself,
  ),
  'totp.clear': takeFrom(totpFactors),
  'passkeys.clear': takeFrom(passkeys),
};
