import { Database as Sqlite } from 'bun:sqlite';
import { describe, expect, test } from 'bun:test';
import {
  aClient,
  aClientSecret,
  anAccessToken,
  anAccount,
  fakeClock,
  BUILT_AT_SECONDS as NOW,
  startSqld,
  temporaryFolder,
} from '@cardea/testkit';
import { createClient } from '@libsql/client/http';
import type { Database } from '../database.ts';
import { openDatabase } from '../open-database.ts';
import { migrations } from './migrations.ts';

const clock = fakeClock(NOW * 1000);
const text = (value: unknown): string => `'${typeof value === 'string' ? value : JSON.stringify(value)}'`;

const secret = aClientSecret();
const client = aClient({ id: 'reports', secrets: [secret] });
const [live, expired, revoked, late] = Array.from({ length: 4 }, () => anAccessToken({ clientId: client.id }));
if (!live || !expired || !revoked || !late) throw new Error('four tokens are needed');

/** As a Cardea with the first schema alone writes it. */
const tokenInsert = ({ id, verifierHash }: typeof live, revokedAt: number | null, expiresAt: number): string =>
  `insert into access_tokens (id, format, verifier_hash, client_id, subject, scopes, audience, label, issued_at, expires_at, revoked_at)
    values (${text(id)}, 'opaque', ${text(verifierHash)}, 'reports', 'reports', '["read"]', '["https://api.example"]', null, ${NOW}, ${expiresAt}, ${revokedAt})`;

const clientInsert = (id: string): string =>
  `insert into clients (id, name, version, enabled, auth_method, secrets, jwks, jwks_uri, assertion_algorithm, grant_types, scopes,
      resources, access_token_ttl_seconds, max_access_token_ttl_seconds, token_limit, requests_per_minute, created_at, updated_at)
    values (${text(id)}, 'A client', 1, 1, 'client_secret_basic', ${text([secret])}, null, null, null, '["client_credentials"]',
      '["read","write"]', '[]', null, null, null, null, ${NOW}, ${NOW})`;

const firstSchema: readonly string[] = [
  ...(migrations[0]?.statements ?? []),
  `insert into migrations values (1, '0000_initial', ${NOW})`,
  clientInsert('reports'),
  tokenInsert(live, null, live.expiresAt),
  tokenInsert(expired, null, NOW),
  tokenInsert(revoked, NOW - 1, revoked.expiresAt),
  `insert into audit (at, actor, action, target) values (${NOW}, '{"kind":"operator","id":"ada"}', 'client.created', 'reports')`,
];

const everythingWorks = async ({ stores, migrated }: Database): Promise<void> => {
  expect(migrated).toEqual({ from: 1, to: migrations.length });

  expect(await stores.clients.find('reports')).toEqual(client);
  expect(await stores.accessTokens.find(live.id)).toEqual(live);
  expect((await stores.accessTokens.find(revoked.id))?.revokedAt).toBe(NOW - 1);
  expect(await stores.accessTokens.list({ limit: 9, clientId: 'reports', liveAt: NOW })).toEqual([live]);
  expect(await stores.audit.list({ limit: 9 })).toHaveLength(1);
  expect((await stores.listings.clients({ limit: 9, words: ['cli', 'wri'] })).rows).toEqual([client]);

  const next = { ...client, version: 2, redirectUris: ['https://client.example/callback'] };
  expect(await stores.commit({ guard: { kind: 'client.replace', client: next }, changes: [] })).toBe(true);
  expect(await stores.clients.find('reports')).toEqual(next);
  expect(await stores.removeExpired({ now: NOW, limit: 100 })).toBe(1);
  const account = anAccount();
  expect(await stores.commit({ guard: { kind: 'account.insert', account }, changes: [] })).toBe(true);
  expect(await stores.accounts.findByLogin(account.usernameKey)).toEqual(account);
  const revoke = { kind: 'access_token.revoke', id: live.id, at: NOW } as const;
  expect(await stores.commit({ guard: revoke, changes: [] })).toBe(true);
};

/** The schema was only added to: processes that still run the old code write on until they are replaced. */
const oldWritersGoOn = async ({ stores }: Database, run: (sql: readonly string[]) => unknown): Promise<void> => {
  await run([clientInsert('old'), tokenInsert(late, null, late.expiresAt)]);
  expect(await stores.clients.find('old')).toEqual({ ...client, id: 'old' });
  expect(await stores.accessTokens.find(late.id)).toEqual(late);
};

describe('a database of the first schema, with clients and tokens in it', () => {
  test('goes on working, embedded', async () => {
    using folder = temporaryFolder();
    const file = `${folder.path}/cardea.db`;
    const run = (list: readonly string[]): void => {
      const sqlite = new Sqlite(file, { create: true });
      for (const sql of list) sqlite.run(sql);
      sqlite.close();
    };
    run(firstSchema);
    const database = await openDatabase({ url: `file:${file}`, clock });
    await everythingWorks(database);
    await oldWritersGoOn(database, run);
    expect(await database.integrityCheck()).toEqual([]);
    await database.close();
  });

  test('goes on working, on a server', async () => {
    const sqld = await startSqld();
    const old = createClient({ url: sqld.url });
    const run = (list: readonly string[]): Promise<unknown> => old.batch([...list], 'write');
    await run(firstSchema);
    const database = await openDatabase({ url: sqld.url, clock });
    await everythingWorks(database);
    await oldWritersGoOn(database, run);
    await database.close();
    old.close();
    await sqld.stop();
  }, 30_000);
});
