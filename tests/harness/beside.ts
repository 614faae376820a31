import { Database } from 'bun:sqlite';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningCardea } from './start-cardea.ts';

const FILE = 'cardea.db';

export interface AuditRow {
  readonly sequence: number;
  readonly at: number;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly action: string;
  readonly target: string;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** Rows of the embedded database, read beside the server that owns it. */
const rowsBeside = <T>(cardea: RunningCardea, sql: string): readonly T[] => {
  const database = new Database(join(cardea.dataDir, FILE), { readonly: true });
  try {
    return database.query<T, []>(sql).all();
  } finally {
    database.close();
  }
};

type AuditText = Omit<AuditRow, 'actor' | 'detail'> & { readonly actor: string; readonly detail: string | null };

/** The audit log after an entry, oldest first. */
export const auditAfter = (cardea: RunningCardea, sequence: number): readonly AuditRow[] =>
  rowsBeside<AuditText>(cardea, 'select sequence, at, actor, action, target, detail from audit order by sequence')
    .filter((row) => row.sequence > sequence)
    .map((row) => ({ ...row, actor: JSON.parse(row.actor), detail: row.detail && JSON.parse(row.detail) }));

/** What a request that is refused must leave as it was (INV4, INV5). */
export interface Traces {
  readonly tokens: number;
  readonly liveTokens: number;
  readonly clients: number;
  /** The youngest audit entry. */
  readonly audit: number;
}

export const tracesIn = (cardea: RunningCardea): Traces => {
  const [traces] = rowsBeside<Traces>(
    cardea,
    `select (select count(*) from access_tokens) as tokens,
      (select count(*) from access_tokens where revoked_at is null) as liveTokens,
      (select count(*) from clients) as clients,
      (select coalesce(max(sequence), 0) from audit) as audit`,
  );
  if (!traces) throw new Error('the database gave no row');
  return traces;
};

export const countAssertions = (cardea: RunningCardea): number =>
  rowsBeside<{ count: number }>(cardea, 'select count(*) as count from assertions')[0]?.count ?? 0;

export const countAccounts = (cardea: RunningCardea): number =>
  rowsBeside<{ count: number }>(cardea, 'select count(*) as count from accounts')[0]?.count ?? 0;

/** The secrets that stand readable in the files of the database: tables, free pages and the log of writes alike. */
export const readableAtRest = async (cardea: RunningCardea, secrets: Iterable<string>): Promise<readonly string[]> => {
  const names = (await readdir(cardea.dataDir)).filter((name) => name.startsWith(FILE));
  const files = await Promise.all(names.map((name) => Bun.file(join(cardea.dataDir, name)).bytes()));
  const contents = files.map((bytes) => Buffer.from(bytes));
  return [...secrets].filter((secret) => contents.some((content) => content.includes(secret)));
};
