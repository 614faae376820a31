import { Database } from 'bun:sqlite';
import { expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obtainToken } from '../../harness/oauth.ts';
import { addClient } from '../../harness/registrations.ts';
import { startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);

test('D8: who alters or removes an entry of the audit in the database is found out; the head shows a chain cut short', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cardea-audit-'));
  const cardea = await startCardea({ dataDir, env: { CARDEA_DEMO: 'false' } });
  try {
    const client = await addClient(cardea, { name: 'one' });
    for (let count = 0; count < 3; count++) await obtainToken(cardea, client);
    const { stdout } = await cardea.cli(['audit', 'verify', '--json']);
    const proof = JSON.parse(stdout);
    expect(proof).toMatchObject({ faults: [], unsealed: 0 });
    expect(proof.proved).toBeGreaterThan(3);
    const lines = (await cardea.cli(['audit', 'export'])).stdout.trim().split('\n');
    const entries = lines.map((line) => JSON.parse(line));
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1));
    const issued = entries.filter(({ action }) => action === 'access_token.issued');
    expect(issued).toHaveLength(3);
    const listed = await cardea.cli([
      'audit',
      'ls',
      '--actor',
      client.clientId,
      '--action',
      'access_token.issued',
      '--limit',
      '2',
    ]);
    expect(listed.stdout.match(/access_token\.issued/g)).toHaveLength(2);
    expect(listed.stderr).toContain('There is more, with the same filters: cardea audit ls --cursor');

    await cardea.kill();
    using database = new Database(join(dataDir, 'cardea.db'));
    const [victim] = issued;
    const verify = async (words: readonly string[] = [], exitCode = 1) =>
      (await cardea.cli(['audit', 'verify', ...words], { exitCodes: [exitCode] })).stdout;

    database.run('update audit set target = ? where sequence = ?', ['somebody-else', victim.sequence]);
    expect(await verify()).toContain('were altered');
    database.run('update audit set target = ? where sequence = ?', [victim.target, victim.sequence]);
    expect(await verify([], 0)).toContain('are as they were written');
    database.run('delete from audit where sequence = ?', [victim.sequence]);
    expect(await verify()).toContain('are missing');

    database.run('delete from audit where sequence >= ?', [victim.sequence]);
    database.run('delete from audit_seals');
    const head = `${proof.head.sequence}:${proof.head.hash}`;
    expect(await verify(['--head', head])).toContain('have lost their seal');
  } finally {
    await cardea.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
