import { Database as Sqlite } from 'bun:sqlite';
import { describe, expect, test } from 'bun:test';
import { aClient, anAccessToken, fakeClock, BUILT_AT_SECONDS as NOW, temporaryFolder } from '@cardea/testkit';
import { openDatabase } from '../open-database.ts';

const insertAll = (tokens: readonly ReturnType<typeof anAccessToken>[]) => ({
  changes: tokens.map((token) => ({ kind: 'access_token.insert', token }) as const),
});

describe('after a revocation of many tokens', () => {
  for (const whose of ['of one client', 'of all'] as const)
    test(`the rows ${whose} follow in short transactions, and then nothing of it is left`, async () => {
      using folder = temporaryFolder();
      const file = `${folder.path}/cardea.db`;
      const { stores, stats, close } = await openDatabase({ url: `file:${file}`, clock: fakeClock(0) });
      const [clientId, other] = [aClient().id, aClient().id];
      const [tokens, others] = [clientId, other].map((id) =>
        Array.from({ length: 350 }, () => anAccessToken({ clientId: id })),
      );
      await stores.commit(insertAll(others ?? []));
      await stores.commit(insertAll(tokens ?? []));
      const narrowed = whose === 'of all' ? {} : { clientId };
      await stores.commit({ changes: [{ kind: 'access_tokens.revoke', at: NOW, ...narrowed }] });
      const before = stats().commits;
      expect(await stores.removeExpired({ now: NOW, limit: 10 })).toBe(0);
      expect(stats().commits - before).toBeGreaterThan(3);
      await close();

      const sqlite = new Sqlite(file);
      expect(sqlite.query('select count(*) from mass_revocations').values()).toEqual([[0]]);
      expect(
        sqlite.query('select client_id, revoked_at, count(*) from access_tokens group by 1, 2 order by 3').values(),
      ).toEqual(
        expect.arrayContaining([
          [clientId, NOW, 350],
          [other, whose === 'of all' ? NOW : null, 350],
        ]),
      );
      sqlite.close();
    });
});
