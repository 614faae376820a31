export { BackupExists } from './backup/backup.ts';
export { NotABackup, restoreDatabase } from './backup/restore.ts';
export type { Database, DatabaseOptions, DatabaseStats } from './database.ts';
export { DatabaseOwned, type Owner, readOwner } from './executor/embedded/owner.ts';
export type { DatabaseEvent } from './executor/executor.ts';
export { SchemaTooNew } from './migrate/migrate.ts';
export { openDatabase, UnknownDatabaseUrl } from './open-database.ts';
