import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What is found by the beginning of a word: an account or a client. */
export const searchWords = sqliteTable(
  'search_words',
  {
    kind: text('kind').$type<'account' | 'client'>().notNull(),
    word: text('word').notNull(),
    /** Its sequence: found rows come in the order of creation. */
    row: integer('row').notNull(),
    /** Its id. */
    key: text('key').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.word, table.row] }),
    index('search_words_key').on(table.kind, table.key),
  ],
);
