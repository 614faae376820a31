import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeClock, storesContract } from '@cardea/testkit';
import { openDatabase } from '../../open-database.ts';

storesContract('embedded', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cardea-db-'));
  const { stores, close } = await openDatabase({ url: `file:${folder}/cardea.db`, clock: fakeClock(0) });
  return {
    stores,
    close: async () => {
      await close();
      rmSync(folder, { recursive: true });
    },
  };
});
