import type { AppPasswordChange, AppPasswordGuard } from '@cardea/core';
import { and, asc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import { accounts, appPasswords, clients } from '../schema/tables.ts';
import { type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { changing, finding, type GuardTable } from './guard-forms.ts';
import { isActive } from './on-behalf.ts';
import { insertInto, select } from './rows.ts';
import { builder, plain, statement, value } from './statement.ts';

const byId = eq(appPasswords.id, value(appPasswords.id, 'id'));
const ofAccount = eq(appPasswords.accountId, plain('accountId'));
const stillGood = (at: string) => or(isNull(appPasswords.expiresAt), gt(appPasswords.expiresAt, plain(at)));
const hasRoom = sql`exists (${isActive(plain('accountId'))}) and ${plain('most')} >
  (select count(*) from ${appPasswords} where ${and(ofAccount, stillGood('createdAt'))})`;
const asItWas = sql`(${plain('accountVersion')} is null or exists (${isActive(plain('accountId'))}
    and ${accounts.version} = ${plain('accountVersion')}))
  and (${plain('clientId')} is null or exists (select 1 from ${clients} where ${clients.id} = ${plain('clientId')}
    and ${clients.version} = ${plain('clientVersion')} and ${clients.enabled}))`;

export const appPasswordGuards: GuardTable<AppPasswordGuard['kind']> = {
  'app_password.insert': changing(
    insertInto(appPasswords, { held: sql`${hasRoom} and ${asItWas}` }),
    ({ appPassword, most, unchanged }) => ({
      ...appPassword,
      most,
      accountVersion: unchanged?.accountVersion,
      clientId: unchanged?.client.id,
      clientVersion: unchanged?.client.version,
    }),
  ),
  'app_password.delete': changing(statement(builder.delete(appPasswords).where(and(byId, ofAccount))), itself),
  'app_password.standing': finding(
    sql`select 1 from ${appPasswords} where ${and(byId, stillGood('at'))}
      and exists (${isActive(sql`${appPasswords.accountId}`)})`,
    itself,
  ),
};

export const appPasswordChanges: ChangeTable<AppPasswordChange['kind']> = {
  'app_password.use': inBothForms(
    (held) =>
      statement(
        builder
          .update(appPasswords)
          .set({ lastUsedAt: plain('at') })
          .where(and(byId, or(isNull(appPasswords.lastUsedAt), lt(appPasswords.lastUsedAt, plain('before'))), held)),
      ),
    itself,
  ),
  'app_passwords.remove': inBothForms(
    (held) => statement(builder.delete(appPasswords).where(and(ofAccount, held))),
    itself,
  ),
};

export const findAppPassword = select<typeof appPasswords, { readonly id: string }>(
  appPasswords,
  sql`where ${eq(appPasswords.id, plain('id'))}`,
);

export const findAppPasswordBySecret = select<typeof appPasswords, { readonly secretHash: string }>(
  appPasswords,
  sql`where ${eq(appPasswords.secretHash, plain('secretHash'))}`,
);

/** Ids are in the order of time. */
export const listAppPasswords = select<typeof appPasswords, { readonly accountId: string }>(
  appPasswords,
  sql`where ${ofAccount} order by ${asc(appPasswords.id)}`,
);
