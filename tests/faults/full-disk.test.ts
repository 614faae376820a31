import { describe, expect, test } from 'bun:test';
import { addClient } from '../harness/registrations.ts';
import { startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { mountSmallDisk, noSmallDisk } from './disk/small-disk.ts';
import { findDamage } from './integrity.ts';
import { refusedStart } from './refused-start.ts';
import { acknowledged, ask, introspect, requestToken, revoke, tokenOf } from './traffic/ask.ts';
import { lostTokens } from './traffic/live-tokens.ts';
import { expectTurnedAway } from './traffic/turned-away.ts';

const reason = await noSmallDisk();
const because = reason === undefined ? '' : ` (${reason})`;

describe.skipIf(reason !== undefined)(`on a disk of 12 MB${because}`, () => {
  test('that is full: writes are turned away with nothing in them, reads go on, and writes work when there is room (S131)', async () => {
    await using disk = await mountSmallDisk(12);
    await using cardea = await startCardea({ dataDir: disk.path });
    const client = await addClient(cardea, { name: 'load', scope: 'a' });
    const before = acknowledged(await Promise.all(Array.from({ length: 50 }, () => requestToken(cardea, client))));
    expect(before.length).toBe(50);
    const [known = ''] = before;

    await disk.fill();
    // What the database has room for in its files it still takes; then it is full for good
    const tokens = [...before];
    await waitUntil(
      async () => {
        const answers = await Promise.all(Array.from({ length: 20 }, () => requestToken(cardea, client)));
        tokens.push(...acknowledged(answers));
        return answers.every(({ status }) => status === 503);
      },
      { what: 'the disk is full', timeoutMs: 20_000 },
    );
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(Array.from({ length: 30 }, () => requestToken(cardea, client)));
      answers.push(await revoke(cardea, client, known));
      answers.push(await ask(`${cardea.issuer}/readyz`));
      expectTurnedAway(answers);
      for (const path of ['livez', '.well-known/jwks.json', '.well-known/oauth-authorization-server']) {
        expect([path, (await ask(`${cardea.issuer}/${path}`)).status]).toEqual([path, 200]);
      }
      expect((await introspect(cardea, client, known)).json.active).toBe(true);
    }
    const refused = await cardea.cli(['clients', 'add', '--name', 'late', '--json'], { exitCodes: [1] });
    expect(refused.stderr).toContain('database');

    await disk.free();
    expect((await ask(`${cardea.issuer}/readyz`)).status).toBe(200);
    tokens.push(tokenOf(await requestToken(cardea, client)));
    expect(await lostTokens(cardea, client, tokens)).toEqual([]);
    const clients = await cardea.cli(['clients', 'ls', '--json']);
    expect(clients.stdout).not.toContain('late');
    expect(await cardea.stop()).toBe(0);
    expect(findDamage(disk.path)).toEqual([]);
  }, 60_000);

  test('that is full or read-only, a server does not start: it says why, and starts when that is mended (S131)', async () => {
    await using disk = await mountSmallDisk(12);
    const first = await startCardea({ dataDir: disk.path });
    const client = await addClient(first, { name: 'load', scope: 'a' });
    const token = tokenOf(await requestToken(first, client));
    expect(await first.stop()).toBe(0);

    await disk.fill();
    const onFull = await refusedStart(first.env);
    expect(onFull.stderr).toContain(disk.path);
    expect(onFull.stderr).toContain('full');
    await disk.free();

    await disk.remount('ro');
    const onReadOnly = await refusedStart(first.env);
    expect(onReadOnly.stderr).toContain(disk.path);
    expect(onReadOnly.stderr).toContain('read-only');
    const doctor = await first.cli(['doctor', '--json'], { exitCodes: [1] });
    expect(doctor.json<{ healthy: boolean }>().healthy).toBe(false);
    await disk.remount('rw');

    await using second = await startCardea({ dataDir: disk.path, port: first.port });
    expect(await lostTokens(second, client, [token])).toEqual([]);
  }, 60_000);
});
