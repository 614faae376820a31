import { expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingMigrations } from './migrations.ts';

test('a schema that is ahead of its migrations is noticed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cardea-no-migrations-'));
  try {
    const [sql = ''] = await missingMigrations(folder);
    expect(sql).toContain('CREATE TABLE');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
