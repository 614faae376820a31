import type { BrandingGuard } from '@cardea/core';
import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { brandings, clients } from '../schema/tables.ts';
import { itself } from './change-forms.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { assignments, insertInto, KEEP, select } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

/** Its owner is the issuer, or a client that is there. */
const isOwned = sql`(${plain('owner')} = '' or exists (select 1 from ${clients} where ${eq(clients.id, plain('owner'))}))`;

export const brandingGuards: GuardTable<BrandingGuard['kind']> = {
  'branding.insert': changing(insertInto(brandings, { held: isOwned, onConflict: KEEP }), (guard) => guard.branding),
  'branding.replace': changing(
    statement(
      sql`update ${brandings} set ${assignments(brandings, ['owner'])}
        where ${brandings.owner} = ${plain('owner')} and ${brandings.version} = ${plain('version')} - 1`,
    ),
    (guard) => guard.branding,
  ),
  'branding.delete': changing(
    statement(
      builder
        .delete(brandings)
        .where(and(eq(brandings.owner, plain('owner')), eq(brandings.version, plain('version')))),
    ),
    itself,
  ),
};

/** The looks of a client go with it. */
export const forgetBranding = (held: SQL | undefined) =>
  statement<{ readonly id: string }>(
    sql`delete from ${brandings} where ${eq(brandings.owner, plain('id'))} and ${held ?? sql`true`}`,
  );

export const findBranding = select<typeof brandings, { readonly owner: string }>(
  brandings,
  sql`where ${eq(brandings.owner, plain('owner'))}`,
);

export const listBrandings = select<typeof brandings, object>(brandings, sql`order by ${asc(brandings.owner)}`);
