import { eq, type SQL, sql } from 'drizzle-orm';
import { authorizations, consents, formerClients } from '../schema/tables.ts';
import { plain, statement } from './statement.ts';

const isAllowed = sql`(exists (select 1 from ${consents} where ${eq(consents.clientId, plain('id'))})
  or exists (select 1 from ${authorizations} where ${eq(authorizations.clientId, plain('id'))}))`;

/** A later client of the same id must not inherit what people allowed the former: its id is free again when that is removed. */
export const nothingIsLeftOfIt = sql`not ${isAllowed}`;

/** Puts a deleted client on the list of those to clean up after: one row, however many people used it. */
export const rememberFormerClient = (held: SQL | undefined) =>
  statement<{ readonly id: string }>(
    sql`insert into ${formerClients} (${sql.identifier(formerClients.clientId.name)})
      select ${plain('id')} where ${isAllowed} and ${held ?? sql`true`} on conflict do nothing`,
  );
