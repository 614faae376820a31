import { Database } from 'bun:sqlite';
import { describe, expect, test } from 'bun:test';
import { DatabaseUnavailable } from '@cardea/core';
import { aClient, anAccessToken, anAuditEntry, fakeClock, temporaryFolder } from '@cardea/testkit';
import { migrate } from '../../migrate/migrate.ts';
import { openDatabase } from '../../open-database.ts';
import { databaseStores } from '../../stores/stores.ts';
import type { DatabaseEvent } from '../executor.ts';
import { Health } from '../health.ts';
import { EmbeddedExecutor } from './embedded.ts';
import { embeddedMigrationTarget, openConnection } from './open.ts';

const clock = fakeClock(0);

const openHere = async (folder: string) => {
  const events: DatabaseEvent[] = [];
  const connection = await openConnection(`${folder}/cardea.db`, 'FULL');
  await migrate(embeddedMigrationTarget(connection), clock);
  const executor = new EmbeddedExecutor({
    connection,
    ownership: { release: () => undefined },
    health: new Health((event) => events.push(event)),
  });
  return { connection, executor, events, stores: databaseStores(executor, clock) };
};

const issue = (token = anAccessToken()) => ({ changes: [{ kind: 'access_token.insert', token } as const] });

describe('while another connection holds the write lock', () => {
  test('reads go on, writes wait and are committed in order when it is let go', async () => {
    using folder = temporaryFolder();
    const { stores, close } = await openDatabase({ url: `file:${folder.path}/cardea.db`, clock });
    const client = aClient();
    await stores.commit({ guard: { kind: 'client.insert', client }, changes: [] });
    const other = new Database(`${folder.path}/cardea.db`);
    other.run('BEGIN IMMEDIATE');
    const [first, second] = [anAccessToken(), anAccessToken()];
    const answers = [stores.commit(issue(first)), stores.commit(issue(second))];
    for (let reads = 0; reads < 20; reads++) {
      expect(await stores.clients.findFresh(client.id)).toEqual(client);
      expect(await stores.accessTokens.find(first.id)).toBeUndefined();
      await new Promise((resolve) => setImmediate(resolve));
    }
    other.run('ROLLBACK');
    other.close();
    expect(await Promise.all(answers)).toEqual([true, true]);
    expect(await stores.accessTokens.find(second.id)).toEqual(second);
    await close();
  });

  test('writes are turned away at the deadline, were not written, and work again afterwards', async () => {
    using folder = temporaryFolder();
    const { stores, close } = await openDatabase({ url: `file:${folder.path}/cardea.db`, clock });
    const other = new Database(`${folder.path}/cardea.db`);
    other.run('BEGIN IMMEDIATE');
    const late = anAccessToken();
    await expect(stores.commit(issue(late))).rejects.toBeInstanceOf(DatabaseUnavailable);
    other.run('ROLLBACK');
    other.close();
    expect(await stores.commit(issue())).toBe(true);
    expect(await stores.accessTokens.find(late.id)).toBeUndefined();
    await close();
  });
});

describe('in a database that is', () => {
  test('full, writes are turned away whole, reads go on, and writes work again when there is room', async () => {
    using folder = temporaryFolder();
    const { connection, executor, events, stores } = await openHere(folder.path);
    const kept = anAccessToken();
    await stores.commit(issue(kept));
    const [[pages] = []] = connection.rows('PRAGMA page_count', []);
    connection.rows(`PRAGMA max_page_count = ${Number(pages)}`, []);
    const detail = { text: 'x'.repeat(10_000) };
    const [token, entry] = [anAccessToken(), anAuditEntry({ target: 'full', detail })];
    const big = { changes: [...issue(token).changes, { kind: 'audit.append', entry } as const] };
    const answers = await Promise.allSettled([stores.commit(big), stores.commit(issue())]);
    expect(answers.map((answer) => answer.status === 'rejected' && answer.reason)).toEqual([
      expect.any(DatabaseUnavailable),
      expect.any(DatabaseUnavailable),
    ]);
    expect(await stores.accessTokens.find(kept.id)).toEqual(kept);
    expect(await stores.accessTokens.find(token.id)).toBeUndefined();
    connection.rows('PRAGMA max_page_count = 100000', []);
    expect(await stores.commit(big)).toBe(true);
    expect(await stores.accessTokens.find(token.id)).toEqual(token);
    expect(events.map(({ kind }) => kind)).toEqual(['unavailable', 'available']);
    await executor.close();
  });

  test('read-only, writes and the ping are turned away, and work again afterwards', async () => {
    using folder = temporaryFolder();
    const { connection, executor, stores } = await openHere(folder.path);
    connection.script('PRAGMA query_only = ON');
    await expect(stores.commit(issue())).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(stores.ping()).rejects.toBeInstanceOf(DatabaseUnavailable);
    connection.script('PRAGMA query_only = OFF');
    await stores.ping();
    expect(await stores.commit(issue())).toBe(true);
    await executor.close();
  });

  test('no database, opening says so and leaves the file as it is', async () => {
    using folder = temporaryFolder();
    const file = `${folder.path}/cardea.db`;
    await Bun.write(file, 'this is a letter, not a database. '.repeat(100));
    await expect(openDatabase({ url: `file:${file}`, clock })).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(await Bun.file(file).text()).toStartWith('this is a letter');
  });

  test('in a folder that cannot be made, opening names the place', async () => {
    using folder = temporaryFolder();
    await Bun.write(`${folder.path}/file`, '');
    const refused = await openDatabase({ url: `file:${folder.path}/file/cardea.db`, clock }).catch((error) => error);
    expect(refused).toBeInstanceOf(DatabaseUnavailable);
    expect(refused.message).toContain(`${folder.path}/file`);
  });
});
