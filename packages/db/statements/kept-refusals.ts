import type { KeptRefusalChange, KeptRefusalFilter } from '@cardea/core';
import { and, asc, type Column, desc, eq, type SQL, sql } from 'drizzle-orm';
import { keptRefusals } from '../schema/tables.ts';
import { type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { insertInto, select } from './rows.ts';
import { plain, statement } from './statement.ts';

/** The newest that is too many. */
const firstSurplus = sql`(select ${keptRefusals.id} from ${keptRefusals}
  order by ${desc(keptRefusals.id)} limit 1 offset ${plain('keep')})`;

export const keptRefusalChanges: ChangeTable<KeptRefusalChange['kind']> = {
  'kept_refusal.insert': inBothForms(
    (held) => insertInto(keptRefusals, { held }),
    (change) => change.refusal,
  ),
  'kept_refusals.evict': inBothForms(
    (held) =>
      statement(sql`delete from ${keptRefusals} where ${and(sql`${keptRefusals.id} <= ${firstSurplus}`, held)}`),
    itself,
  ),
};

export const listKeptRefusalsOfRequest = select<typeof keptRefusals, { readonly requestId: string }>(
  keptRefusals,
  sql`where ${eq(keptRefusals.requestId, plain('requestId'))} order by ${asc(keptRefusals.id)} limit 20`,
);

/** Whatever is not named fits. */
const fits = (column: Column, name: keyof KeptRefusalFilter): SQL =>
  sql`(${plain(name)} is null or ${column} = ${plain(name)})`;

export const listKeptRefusals = select<typeof keptRefusals, KeptRefusalFilter>(
  keptRefusals,
  sql`where (${plain('before')} is null or ${keptRefusals.id} < ${plain('before')})
    and ${fits(keptRefusals.endpoint, 'endpoint')} and ${fits(keptRefusals.code, 'code')}
    and ${fits(keptRefusals.clientId, 'clientId')} and ${fits(keptRefusals.address, 'address')}
    order by ${desc(keptRefusals.id)} limit ${plain('limit')}`,
);
