import { describe, expect, test } from 'bun:test';
import { fakeClock } from '@cardea/testkit';
import { openDatabase, UnknownDatabaseUrl } from './open-database.ts';

describe('opening a database', () => {
  test('by a URL of no known kind says which kinds there are, and repeats no password in it', async () => {
    for (const url of ['postgres://ada:secret@db.example/cardea', '/var/lib/cardea.db', '', 'constructor:x']) {
      const refused = await openDatabase({ url, clock: fakeClock(0) }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(UnknownDatabaseUrl);
      expect(String(refused)).toContain('file:, http:, https: or libsql:');
      expect(String(refused)).not.toContain('secret');
    }
  });
});
