import { and, asc, desc, eq, lt, type SQL, sql } from 'drizzle-orm';
import {
  accessTokens,
  audit,
  clients,
  migrations,
  pings,
  rateLimits,
  resources,
  scopes,
  signingKeys,
} from '../schema/tables.ts';
import { revokedAt, unrevokedAndUnexpired } from './revocations.ts';
import { type Query, select } from './rows.ts';
import { type Call, call, plain, statement, value } from './statement.ts';

const where = (...conditions: readonly SQL[]): SQL =>
  conditions.length > 0 ? sql`where ${and(...conditions)}` : sql``;
const limit = sql`limit ${plain('limit')}`;

export const findClient = select<typeof clients, { id: string }>(clients, where(eq(clients.id, plain('id'))));

export const listClients = select<typeof clients, { limit: number }>(
  clients,
  sql`order by ${asc(clients.sequence)} ${limit}`,
);

/** Nothing comes after a client that is not there. */
export const listClientsAfter = select<typeof clients, { after: string; limit: number }>(
  clients,
  sql`where ${clients.sequence} > (select ${clients.sequence} from ${clients} where ${clients.id} = ${plain('after')})
    order by ${asc(clients.sequence)} ${limit}`,
);

export const findResource = select<typeof resources, { uri: string }>(
  resources,
  where(eq(resources.uri, plain('uri'))),
);

export const listResources = select<typeof resources, object>(
  resources,
  sql`order by ${asc(resources.createdAt)}, ${asc(resources.uri)}`,
);

export const listScopes = select<typeof scopes, object>(scopes, sql`order by ${asc(scopes.name)}`);

export const listSigningKeys = select<typeof signingKeys, object>(
  signingKeys,
  sql`order by ${asc(signingKeys.sequence)}`,
);

export const findAccessToken = select<typeof accessTokens, { id: string }>(
  accessTokens,
  where(eq(accessTokens.id, value(accessTokens.id, 'id'))),
  { computed: { revokedAt } },
);

export interface AccessTokenFilter {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly clientId?: string | undefined;
  readonly liveAt?: number | undefined;
}

const narrowedBy = {
  after: lt(accessTokens.id, value(accessTokens.id, 'after')),
  clientId: eq(accessTokens.clientId, plain('clientId')),
  liveAt: unrevokedAndUnexpired(plain('liveAt')),
};
const narrowings = ['after', 'clientId', 'liveAt'] as const;

type AccessTokenList = Query<AccessTokenFilter, AccessTokenRow>;
type AccessTokenRow = ReturnType<typeof findAccessToken.decode>;

/** One statement for each set of narrowings: bit 0 `after`, bit 1 `clientId`, bit 2 `liveAt`. */
const listAccessTokens: readonly AccessTokenList[] = Array.from({ length: 1 << narrowings.length }, (_, set) => {
  const conditions = narrowings.filter((_, bit) => set & (1 << bit)).map((name) => narrowedBy[name]);
  return select<typeof accessTokens, AccessTokenFilter>(
    accessTokens,
    sql`${where(...conditions)} order by ${desc(accessTokens.id)} ${limit}`,
    { computed: { revokedAt } },
  );
});

export const accessTokenList = (filter: AccessTokenFilter): AccessTokenList => {
  const set = narrowings.reduce((bits, name, bit) => (filter[name] === undefined ? bits : bits | (1 << bit)), 0);
  return listAccessTokens[set] as AccessTokenList;
};

export interface AuditFilter {
  readonly limit: number;
  readonly before: number;
  readonly target?: string | undefined;
}

const before = lt(audit.sequence, plain('before'));
const newestFirst = sql`order by ${desc(audit.sequence)} ${limit}`;
type StoredAudit = ReturnType<typeof findAudit.decode> & { readonly sequence: number };
const findAudit = select<typeof audit, AuditFilter>(audit, sql``);

export const listAudit = select<typeof audit, AuditFilter, StoredAudit>(audit, sql`${where(before)} ${newestFirst}`, {
  withSequence: true,
});

export const listAuditOfTarget = select<typeof audit, AuditFilter, StoredAudit>(
  audit,
  sql`${where(eq(audit.target, plain('target')), before)} ${newestFirst}`,
  { withSequence: true },
);

export const findArrival: Query<{ key: string }, number> = {
  statement: statement(
    sql`select ${rateLimits.arrivalMs} from ${rateLimits} where ${eq(rateLimits.key, plain('key'))}`,
  ),
  decode: (row) => Number(row[0]),
};

export const schemaVersion: Query<object, number> = {
  statement: statement(sql`select coalesce(max(${migrations.version}), 0) from ${migrations}`),
  decode: (row) => Number(row[0]),
};

/** Whether any migration has run: the table of migrations comes with the first. */
export const hasMigrations: Query<object, number> = {
  statement: statement(sql`select count(*) from sqlite_schema where type = 'table' and name = 'migrations'`),
  decode: (row) => Number(row[0]),
};

const ping = statement<{ atMs: number }>(
  sql`insert into ${pings} (${sql.identifier(pings.id.name)}, ${sql.identifier(pings.atMs.name)}) values (1, ${plain('atMs')})
    on conflict do update set ${sql.identifier(pings.atMs.name)} = excluded.${sql.identifier(pings.atMs.name)}`,
);

export const pingCall = (atMs: number): Call => call(ping, { atMs });
