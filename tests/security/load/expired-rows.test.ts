import { describe, expect, test } from 'bun:test';
import { type Database, openDatabase } from '@cardea/db';
import { aClient, anAccessToken, BUILT_AT_SECONDS, fakeClock, temporaryFolder } from '@cardea/testkit';
import { startTraffic } from '../../faults/traffic/traffic.ts';

const EXPIRED = 50_000;
const MAX_ROWS_A_TRANSACTION = 1_000;
const AT_A_TIME = 500;
const NOW = BUILT_AT_SECONDS + 10 * 3600;

const insertTokens = async ({ stores }: Database, count: number, clientId: string, issuedAt: number): Promise<void> => {
  for (let done = 0; done < count; done += AT_A_TIME) {
    const token = () => ({ kind: 'access_token.insert', token: anAccessToken({ clientId, issuedAt }) }) as const;
    await stores.commit({ changes: Array.from({ length: Math.min(AT_A_TIME, count - done) }, token) });
  }
};

const insertAssertions = async ({ stores }: Database, count: number): Promise<void> => {
  for (let done = 0; done < count; done += AT_A_TIME) {
    await Promise.all(
      Array.from({ length: AT_A_TIME }, (_, index) =>
        stores.commit({
          guard: { kind: 'assertion.claim', issuer: 'c', jti: String(done + index), expiresAt: BUILT_AT_SECONDS },
          changes: [],
        }),
      ),
    );
  }
};

/** Tokens are issued meanwhile; none may fail. */
const underLoad = async (database: Database, action: () => Promise<void>): Promise<void> => {
  const issued = startTraffic(
    async () => {
      const token = anAccessToken({ issuedAt: NOW });
      return database.stores
        .commit({ changes: [{ kind: 'access_token.insert', token }] })
        .catch((error: Error) => error);
    },
    { workers: 4, pauseMs: 1 },
  );
  await action();
  const during = issued.answers.length;
  const answers = await issued.stop();
  expect(during).toBeGreaterThan(20);
  expect(new Set(answers)).toEqual(new Set([true]));
};

describe(`${EXPIRED} expired rows (S151)`, () => {
  test('are removed in small transactions, while tokens are issued without a failure', async () => {
    using folder = temporaryFolder();
    const database = await openDatabase({ url: `file:${folder.path}/cardea.db`, clock: fakeClock(0) });
    await insertTokens(database, EXPIRED, 'gone', BUILT_AT_SECONDS);
    await insertAssertions(database, 5_000);
    const live = anAccessToken({ issuedAt: NOW });
    await database.stores.commit({ changes: [{ kind: 'access_token.insert', token: live }] });

    await underLoad(database, async () => {
      const before = database.stats().commits;
      let removed = 0;
      for (let count = AT_A_TIME; count === AT_A_TIME; removed += count) {
        count = await database.stores.removeExpired({ now: NOW, limit: AT_A_TIME });
      }
      expect(removed).toBe(EXPIRED + 5_000);
      expect(database.stats().commits - before).toBeGreaterThanOrEqual(removed / MAX_ROWS_A_TRANSACTION);
    });
    expect(await database.stores.accessTokens.find(live.id)).toEqual(live);
    expect(await database.stores.accessTokens.list({ limit: 10, clientId: 'gone' })).toEqual([]);
    await database.close();
  }, 60_000);

  test('that are live tokens of one client are revoked at once, and follow in the background', async () => {
    using folder = temporaryFolder();
    const database = await openDatabase({ url: `file:${folder.path}/cardea.db`, clock: fakeClock(0) });
    const { stores } = database;
    const client = aClient();
    await stores.commit({ guard: { kind: 'client.insert', client }, changes: [] });
    await insertTokens(database, 20_000, client.id, NOW);
    const [some] = await stores.accessTokens.list({ limit: 1, clientId: client.id });
    await underLoad(database, async () => {
      await stores.commit({ changes: [{ kind: 'access_tokens.revoke', clientId: client.id, at: NOW }] });
      expect(await stores.accessTokens.find(some?.id ?? '')).toMatchObject({ revokedAt: NOW });
      expect(await stores.accessTokens.list({ limit: 1, clientId: client.id, liveAt: NOW })).toEqual([]);
      await stores.removeExpired({ now: NOW, limit: AT_A_TIME });
    });
    expect(await stores.accessTokens.list({ limit: 1, clientId: client.id, liveAt: NOW })).toEqual([]);
    expect(await stores.accessTokens.find(some?.id ?? '')).toMatchObject({ revokedAt: NOW });
    await database.close();
  }, 60_000);
});
