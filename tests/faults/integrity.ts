import { Database } from 'bun:sqlite';
import { join } from 'node:path';

/** What SQLite finds wrong with the database of a data folder whose server has ended; empty where nothing is. */
export const findDamage = (dataDir: string): readonly string[] => {
  const database = new Database(join(dataDir, 'cardea.db'), { readonly: true });
  try {
    const rows = database.query('PRAGMA integrity_check').values();
    return rows.map(([line]) => String(line)).filter((line) => line !== 'ok');
  } finally {
    database.close();
  }
};
