import { duration } from './duration.ts';
import { secretWeakness } from './secret-strength.ts';
import { oneOf, optional, type Setting, setting, text, Unfit, wholeNumber } from './setting.ts';
import { parseDatabaseUrl } from './urls.ts';

/** Where the data is and what protects it. */
export const storageSettings = {
  dataDir: setting({
    env: 'CARDEA_DATA_DIR',
    key: 'data_dir',
    schema: text((path) => path),
    fallback: '.cardea',
    doc: 'The folder of the database file, the master key and the socket of the command line.',
    mend: 'Write the path of a folder that this user may write.',
    relative: 'path',
  }),
  databaseUrl: setting({
    env: 'CARDEA_DATABASE_URL',
    key: 'database.url',
    schema: text(parseDatabaseUrl),
    fallback: 'file:{dataDir}/cardea.db',
    doc: 'The database: file: for the embedded one, https:, http: or libsql: for a libSQL server.',
    mend: 'Write file:/path/to/cardea.db or libsql://HOST; the token goes into CARDEA_DATABASE_TOKEN.',
    relative: 'file-url',
  }),
  databaseToken: optional({
    env: 'CARDEA_DATABASE_TOKEN',
    key: 'database.token',
    schema: text((token) => (/^\S+$/.test(token) ? token : new Unfit('has white space in it'))),
    doc: 'The token for a libSQL server.',
    mend: 'Write the token as the libSQL server gave it.',
    secret: true,
  }),
  databaseSynchronous: setting({
    env: 'CARDEA_DATABASE_SYNCHRONOUS',
    key: 'database.synchronous',
    schema: oneOf('FULL', 'NORMAL'),
    fallback: 'FULL',
    doc: 'When the embedded database syncs to the disk. NORMAL may lose the last commits when the power fails.',
    mend: 'Write FULL or NORMAL.',
  }),
  auditRetentionSeconds: setting({
    env: 'CARDEA_AUDIT_RETENTION',
    key: 'audit_retention',
    schema: duration('1d', '36500d'),
    fallback: '400d',
    doc: 'How long audit entries are kept. Each issued token has one.',
    mend: 'Write a duration such as 400d.',
  }),
  statsRetentionSeconds: setting({
    env: 'CARDEA_STATS_RETENTION',
    key: 'stats_retention',
    schema: duration('1d', '3650d'),
    fallback: '400d',
    doc: 'How long the numbers of days are kept; those of hours are kept for 15 days.',
    mend: 'Write a duration such as 400d.',
  }),
  explainRetentionSeconds: setting({
    env: 'CARDEA_EXPLAIN_RETENTION',
    key: 'explain.retention',
    schema: duration('1m', '400d'),
    fallback: '7d',
    doc: 'How long refusals are kept for `cardea explain`. They hold addresses and client ids, and no secret.',
    mend: 'Write a duration such as 7d.',
  }),
  explainMaxRefusals: setting({
    env: 'CARDEA_EXPLAIN_MAX',
    key: 'explain.max',
    schema: wholeNumber(0, 100_000),
    fallback: '10000',
    doc: 'How many refusals are kept at most; the oldest make room. 0 keeps none.',
    mend: 'Write a whole number from 0 to 100000.',
  }),
  secret: optional({
    env: 'CARDEA_SECRET',
    key: 'secret',
    schema: text((secret) => {
      const weakness = secretWeakness(secret);
      return weakness === undefined ? secret : new Unfit(weakness);
    }),
    doc: 'The master key, which encrypts the signing keys in the database. Without it, the file master.key in the data folder.',
    mend: 'Make one with: openssl rand -base64 32',
    secret: true,
  }),
} as const satisfies Readonly<Record<string, Setting>>;
