import type { FactorCounts } from '@cardea/core';
import { asc, eq, sql } from 'drizzle-orm';
import { passkeys, recoveryCodes, totpFactors } from '../schema/tables.ts';
import { type Query, select } from './rows.ts';
import { plain, statement } from './statement.ts';

interface OfAccount {
  readonly accountId: string;
}

const countIn = (table: typeof passkeys | typeof recoveryCodes | typeof totpFactors) =>
  sql`(select count(*) from ${table} where ${table.accountId} = ${plain('accountId')})`;

export const countFactors: Query<OfAccount, FactorCounts> = {
  statement: statement(sql`select ${countIn(totpFactors)}, ${countIn(passkeys)}, ${countIn(recoveryCodes)}`),
  decode: (row) => ({ totp: Number(row[0]), passkeys: Number(row[1]), recoveryCodes: Number(row[2]) }),
};

export const findTotp = select<typeof totpFactors, OfAccount>(
  totpFactors,
  sql`where ${eq(totpFactors.accountId, plain('accountId'))}`,
);

export const findPasskey = select<typeof passkeys, { readonly id: string }>(
  passkeys,
  sql`where ${eq(passkeys.id, plain('id'))}`,
);

export const listPasskeys = select<typeof passkeys, OfAccount>(
  passkeys,
  sql`where ${eq(passkeys.accountId, plain('accountId'))} order by ${asc(passkeys.sequence)}`,
);
