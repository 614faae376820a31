import type { SetUpGuard } from '@cardea/core';
import { and, eq, gt, sql } from 'drizzle-orm';
import { accounts, oneTimeLinks } from '../schema/tables.ts';
import { inBothForms } from './change-forms.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { keysAreFree } from './people-guards.ts';
import { insertInto, KEEP } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

const hasNoOwner = sql`not exists (select 1 from ${accounts} as owner where owner.role = 'owner' and owner.state = 'active')`;
const isFirst = sql`${keysAreFree} and ${hasNoOwner}`;

type ByLink = Extract<SetUpGuard, { readonly linkId: string }>;
/** The link, and the account that it makes. */
const parts = ({ linkId, at, account }: ByLink) => ({ ...account, linkId, at });

export const setUpGuards: GuardTable<SetUpGuard['kind']> = {
  'first_owner.insert': changing(insertInto(accounts, { held: isFirst, onConflict: KEEP }), ({ account }) => account),
  'one_time_link.insert_first_owner': changing(
    statement(
      builder
        .delete(oneTimeLinks)
        .where(and(eq(oneTimeLinks.id, plain('linkId')), gt(oneTimeLinks.expiresAt, plain('at')), isFirst)),
    ),
    parts,
    [inBothForms((held) => insertInto(accounts, { held }), parts)],
  ),
};
