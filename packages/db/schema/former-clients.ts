import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Deleted clients of which something that people allowed is still there: it is removed in the background. */
export const formerClients = sqliteTable('former_clients', { clientId: text('client_id').primaryKey() });
