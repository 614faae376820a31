import { eq, sql } from 'drizzle-orm';
import { pushedRequests } from '../schema/tables.ts';
import { select } from './rows.ts';
import { plain } from './statement.ts';

export const findPushedRequest = select<typeof pushedRequests, { readonly id: string }>(
  pushedRequests,
  sql`where ${eq(pushedRequests.id, plain('id'))}`,
);
