import type { OneTimeLinkChange, OneTimeLinkGuard } from '@cardea/core';
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { accounts, oneTimeLinks } from '../schema/tables.ts';
import { type ChangeTable, inBothForms } from './change-forms.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { keysAreFree } from './people-guards.ts';
import { assignments, insertInto, select } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

/** The link, and the account as it becomes. */
const parts = ({ linkId, at, account }: OneTimeLinkGuard) => ({ ...account, linkId, at });

const isOpen = and(eq(oneTimeLinks.id, plain('linkId')), gt(oneTimeLinks.expiresAt, plain('at')));
const isPrevious = sql`exists (select 1 from ${accounts} where ${accounts.id} = ${plain('id')}
  and ${accounts.version} = ${plain('version')} - 1)`;

export const oneTimeLinkGuards: GuardTable<OneTimeLinkGuard['kind']> = {
  'one_time_link.replace_account': changing(
    statement(builder.delete(oneTimeLinks).where(and(isOpen, isPrevious, keysAreFree))),
    parts,
    [
      inBothForms(
        (held) =>
          statement(
            sql`update ${accounts} set ${assignments(accounts, ['id'])} where ${and(eq(accounts.id, plain('id')), held)}`,
          ),
        parts,
      ),
    ],
  ),
  'one_time_link.insert_account': changing(
    statement(builder.delete(oneTimeLinks).where(and(isOpen, keysAreFree))),
    parts,
    [inBothForms((held) => insertInto(accounts, { held }), parts)],
  ),
};

const itsAccount = and(isNull(oneTimeLinks.accountId), eq(oneTimeLinks.emailKey, plain('emailKey')));

export const oneTimeLinkChanges: ChangeTable<OneTimeLinkChange['kind']> = {
  'one_time_link.insert': inBothForms(
    (held) => insertInto(oneTimeLinks, { held }),
    (change) => change.link,
  ),
  'one_time_links.remove': inBothForms(
    (held) =>
      statement(
        builder
          .delete(oneTimeLinks)
          .where(
            and(
              eq(oneTimeLinks.purpose, plain('purpose')),
              or(eq(oneTimeLinks.accountId, plain('accountId')), itsAccount),
              held,
            ),
          ),
      ),
    ({ purpose, of }) => ({ purpose, accountId: undefined, emailKey: undefined, ...of }),
  ),
};

export const findOneTimeLink = select<typeof oneTimeLinks, { readonly id: string }>(
  oneTimeLinks,
  sql`where ${eq(oneTimeLinks.id, plain('id'))}`,
);
