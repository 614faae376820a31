import type { AuditFilter, AuditGuard } from '@cardea/core';
import { and, asc, desc, eq, gt, gte, lt, type SQL, sql } from 'drizzle-orm';
import { audit, auditSeals } from '../schema/tables.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { insertInto, type Query, select } from './rows.ts';
import { plain, statement } from './statement.ts';

const limit = sql`limit ${plain('limit')}`;
const newestSealIs = sql`(select max(${auditSeals.to}) from ${auditSeals}) is ${plain('after')}`;

export const auditGuards: GuardTable<AuditGuard['kind']> = {
  'audit.seal': changing(insertInto(auditSeals, { held: newestSealIs }), ({ seal, after }) => ({ ...seal, after })),
};

const seal = <V extends object>(condition: SQL) => select<typeof auditSeals, V>(auditSeals, condition);

export const newestSeal = seal<object>(sql`order by ${desc(auditSeals.to)} limit 1`);
export const sealBefore = seal<{ readonly sequence: number }>(
  sql`where ${lt(auditSeals.to, plain('sequence'))} order by ${desc(auditSeals.to)} limit 1`,
);
export const listSeals = seal<{ readonly from: number; readonly limit: number }>(
  sql`where ${gte(auditSeals.to, plain('from'))} order by ${asc(auditSeals.to)} ${limit}`,
);

type StoredAudit = ReturnType<typeof anEntry.decode> & { readonly sequence: number };
const anEntry = select<typeof audit, object>(audit, sql``);
const entries = <V extends object>(condition: SQL) =>
  select<typeof audit, V, StoredAudit>(audit, condition, { withSequence: true });

export const listAuditAfter = entries<{ readonly after: number; readonly limit: number }>(
  sql`where ${gt(audit.sequence, plain('after'))} order by ${asc(audit.sequence)} ${limit}`,
);

/** How many entries one search looks at: what is rare is found page by page, and nobody waits for a million rows. */
export const SEARCHED_AT_ONCE = 20_000;

export interface AuditSearch extends Omit<AuditFilter, 'limit' | 'before'> {
  readonly before: number;
  /** The search ends above this sequence. */
  readonly floor: number;
  readonly limit: number;
}

const narrowedBy = {
  target: eq(audit.target, plain('target')),
  action: eq(audit.action, plain('action')),
  actor: sql`json_extract(${audit.actor}, '$.id') = ${plain('actor')}`,
  since: gte(audit.at, plain('since')),
  until: lt(audit.at, plain('until')),
} as const;
const narrowings = ['target', 'action', 'actor', 'since', 'until'] as const;

const within = and(lt(audit.sequence, plain('before')), gt(audit.sequence, plain('floor')));
type Search = Query<AuditSearch, StoredAudit>;

/** One statement for each set of narrowings, a bit each. */
const searches: readonly Search[] = Array.from({ length: 1 << narrowings.length }, (_, set) => {
  const conditions = narrowings.filter((_name, bit) => set & (1 << bit)).map((name) => narrowedBy[name]);
  return entries<AuditSearch>(sql`where ${and(within, ...conditions)} order by ${desc(audit.sequence)} ${limit}`);
});

export const auditSearch = (search: AuditSearch): Search => {
  const set = narrowings.reduce((bits, name, bit) => (search[name] === undefined ? bits : bits | (1 << bit)), 0);
  return searches[set] as Search;
};

export const newestAuditSequence: Query<object, number> = {
  statement: statement(sql`select coalesce(max(${audit.sequence}), 0) from ${audit}`),
  decode: (row) => Number(row[0]),
};
