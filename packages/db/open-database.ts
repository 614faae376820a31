import type { Database, DatabaseOptions } from './database.ts';
import { openEmbedded } from './executor/embedded/database.ts';

/** The URL names no kind of database that Cardea knows. */
export class UnknownDatabaseUrl extends Error {
  override readonly name = 'UnknownDatabaseUrl';

  /** Keeps nothing of the URL but its scheme: there may be a password in it. */
  constructor(url: string) {
    super(`the database URL must begin with file:, http:, https: or libsql:, not with ${url.split(':')[0]}`);
  }
}

/** Loaded where it is needed: most databases are files. */
const openServer = async (options: DatabaseOptions): Promise<Database> =>
  (await import('./executor/server/database.ts')).openServer(options);

const openers: Readonly<Record<string, (options: DatabaseOptions) => Promise<Database>>> = {
  file: openEmbedded,
  http: openServer,
  https: openServer,
  libsql: openServer,
};

/**
 * Opens the database, makes it where it is missing, and migrates it. Rejects with `DatabaseOwned`, `SchemaTooNew`,
 * `UnknownDatabaseUrl` or `DatabaseUnavailable`; it has changed nothing then.
 */
export const openDatabase = async (options: DatabaseOptions): Promise<Database> => {
  const [scheme = ''] = options.url.split(':', 1);
  const open = Object.hasOwn(openers, scheme) ? openers[scheme] : undefined;
  if (open === undefined) throw new UnknownDatabaseUrl(options.url);
  return open(options);
};
