import { Database } from 'bun:sqlite';
import { describe, expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@cardea/testkit';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { MAIN, REPOSITORY, runCommand } from '../harness/command-line.ts';
import { createMovedClock } from '../harness/moved-clock.ts';
import { bearer, post, send } from '../harness/oauth.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { loadDatabase, readSchema, readTables, type Tables } from './fixtures/dump.ts';
import type { Fixture } from './fixtures/fixture.ts';
import { findDamage } from './integrity.ts';
import { type Endpoints, introspect, requestToken, statuses } from './traffic/ask.ts';

const FIXTURES = [...new Bun.Glob('schema-*.json').scanSync(join(import.meta.dir, 'fixtures'))].sort();
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** What a server writes by itself, whatever was there. */
const ITS_OWN = ['migrations', 'pings', 'unit_marks', 'rate_limits'];

const fixturePath = (name: string): string => join(import.meta.dir, 'fixtures', name);
const databaseIn = (dataDir: string): string => join(dataDir, 'cardea.db');

/** The rows of the old tables that the new ones no longer have, by the columns that both know. */
const missingRows = (before: Tables, after: Tables): readonly string[] =>
  Object.entries(before)
    .filter(([table]) => !ITS_OWN.includes(table))
    .flatMap(([table, rows]) => {
      const now = after[table] ?? [];
      const columns = Object.keys(rows[0] ?? {});
      const known = new Set(now.map((row) => JSON.stringify(columns.map((column) => row[column]))));
      return rows
        .map((row) => JSON.stringify(columns.map((column) => row[column])))
        .filter((row) => !known.has(row))
        .map((row) => `${table}: ${row}`);
    });

const at = ({ port }: RunningCardea): Endpoints & { readonly origin: string } => {
  const origin = `http://127.0.0.1:${port}`;
  return { origin, endpoint: (name) => `${origin}/api/v1/oauth/${name}` };
};

const expectAllWorks = async (cardea: RunningCardea, fixture: Fixture): Promise<void> => {
  const server = at(cardea);
  const { clients, tokens, usedAssertion } = fixture;
  const active = async (token: string) => (await introspect(server, clients.generated, token)).json.active;
  expect([await active(tokens.opaque), await active(tokens.jwt)]).toEqual([true, true]);
  expect((await introspect(server, clients.chosen, tokens.revoked)).json.active).toBe(false);
  const granted = await Promise.all([clients.generated, clients.chosen].map((client) => requestToken(server, client)));
  expect(statuses(granted)).toEqual({ 200: 2 });
  expect((await requestToken(server, clients.disabled)).status).toBe(401);
  expect((await requestToken(server, { ...clients.chosen, clientSecret: 'wrong' })).status).toBe(401);
  expect((await send(`${server.origin}/api/v1/metrics`, { headers: bearer(tokens.operator) })).status).toBe(200);
  const replayed = await post(server.endpoint('token'), {
    grant_type: 'client_credentials',
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: usedAssertion,
  });
  expect(replayed.status).toBe(401);
  const keys = createRemoteJWKSet(new URL(`${server.origin}/.well-known/jwks.json`));
  const currentDate = new Date(fixture.madeAtSeconds * 1000 + 60_000);
  const { payload } = await jwtVerify(tokens.jwt, keys, { issuer: fixture.issuer, audience: fixture.api, currentDate });
  expect(payload.client_id).toBe(clients.generated.clientId);
  const { keys: published } = JSON.parse((await send(`${server.origin}/.well-known/jwks.json`)).text) as {
    keys: readonly { kid: string }[];
  };
  expect(published.map(({ kid }) => kid)).toEqual([...fixture.kids]);
};

// Versions N and N+1 on one database (S155) begin with the second schema: there is nothing to run beside the first.
describe('a database that an earlier version has left (S154)', () => {
  test('is kept: `bun run fixture` writes one for each version that is released', () => {
    expect(FIXTURES).toContain('schema-1.json');
  });

  test.each(FIXTURES)(
    '%s: is migrated, all of it is there, and tokens, secrets and keys work as before',
    async (name) => {
      const fixture: Fixture = await Bun.file(fixturePath(name)).json();
      using folder = temporaryFolder();
      loadDatabase(databaseIn(folder.path), await Bun.file(fixturePath(name.replace('.json', '.sql'))).text());
      const before = readTables(databaseIn(folder.path));
      await using clock = await createMovedClock();
      await clock.advance(fixture.madeAtSeconds + 60 - Math.floor(Date.now() / 1000));
      const env = { ...clock.env, CARDEA_SECRET: fixture.masterKey, CARDEA_ISSUER: fixture.issuer };
      const cardea = await startCardea({ dataDir: folder.path, env });
      try {
        await expectAllWorks(cardea, fixture);
      } finally {
        expect(await cardea.stop()).toBe(0);
      }
      expect(missingRows(before, readTables(databaseIn(folder.path)))).toEqual([]);
      expect(findDamage(folder.path)).toEqual([]);
    },
    30_000,
  );
});

/** Starts to migrate and is killed a moment after the file is there. */
const killWhileMigrating = async (dataDir: string, afterMs: number): Promise<void> => {
  const child = Bun.spawn([process.execPath, MAIN, 'migrate', '--json'], {
    cwd: REPOSITORY,
    env: { ...process.env, CARDEA_DATA_DIR: dataDir },
    stdout: 'ignore',
    stderr: 'ignore',
  });
  await waitUntil(() => existsSync(databaseIn(dataDir)) || child.exitCode !== null, {
    what: 'the database file is there',
    timeoutMs: 10_000,
  });
  await Bun.sleep(afterMs);
  child.kill('SIGKILL');
  await child.exited;
};

const migrate = async (dataDir: string) =>
  (await runCommand(['migrate', '--json'], { env: { CARDEA_DATA_DIR: dataDir } })).json<{ from: number; to: number }>();

/** How many migrations a database has; 0 for a file that no migration reached. */
const versionOf = (file: string): number => {
  const database = new Database(file, { readwrite: true });
  try {
    const isThere = database.query("select 1 from sqlite_schema where name = 'migrations'").get() !== null;
    return isThere ? database.query('select version from migrations').all().length : 0;
  } finally {
    database.close();
  }
};

const SCRIPTS = join(REPOSITORY, 'packages/db/migrations');

/** The schema that the first migrations alone make. */
const schemaAt = async (version: number): Promise<ReturnType<typeof readSchema>> => {
  using folder = temporaryFolder();
  const database = new Database(databaseIn(folder.path), { create: true });
  const scripts = [...new Bun.Glob('*.sql').scanSync(SCRIPTS)].sort().slice(0, version);
  for (const script of scripts) {
    const text = await Bun.file(join(SCRIPTS, script)).text();
    for (const statement of text.split('--> statement-breakpoint')) database.run(statement);
  }
  database.close();
  return readSchema(databaseIn(folder.path));
};

describe('a migration that is killed in the middle (S154)', () => {
  test('leaves whole migrations or nothing, and the next run does the rest', async () => {
    using undisturbed = temporaryFolder();
    const { to } = await migrate(undisturbed.path);
    const whole = readSchema(databaseIn(undisturbed.path));
    expect(whole).toEqual(await schemaAt(to));
    for (const afterMs of [0, 1, 3, 6, 12, 25]) {
      using folder = temporaryFolder();
      await killWhileMigrating(folder.path, afterMs);
      const from = versionOf(databaseIn(folder.path));
      expect(readSchema(databaseIn(folder.path))).toEqual(await schemaAt(from));
      expect(await migrate(folder.path)).toEqual({ from, to });
      expect(readSchema(databaseIn(folder.path))).toEqual(whole);
      expect(versionOf(databaseIn(folder.path))).toBe(to);
      expect(findDamage(folder.path)).toEqual([]);
    }
  }, 60_000);
});
