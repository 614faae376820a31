import { describe, expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { startSqld } from '@cardea/testkit';
import { atOnce } from './at-once.ts';
import { addClient } from './registrations.ts';
import { startCardea } from './start-cardea.ts';
import { waitUntil } from './wait-until.ts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('the harness', () => {
  test('starts a server as a user does, works beside it and leaves nothing behind', async () => {
    await using cardea = await startCardea();
    expect((await fetch(`${cardea.issuer}/livez`)).status).toBe(200);
    const { clientId, clientSecret } = await addClient(cardea, { name: 'harness', scope: 'a' });
    expect([clientId, clientSecret]).not.toContain('');
    expect(cardea.logs()).toContain(cardea.issuer);
    expect(await cardea.stop()).toBe(0);
    expect(isAlive(cardea.pid)).toBe(false);
    expect(existsSync(cardea.dataDir)).toBe(false);
  });

  test('kills a server and starts it again on its folder and port', async () => {
    await using first = await startCardea();
    const { clientId } = await addClient(first, { name: 'harness', scope: 'a' });
    await first.kill();
    await using second = await startCardea({ dataDir: first.dataDir, port: first.port });
    expect((await second.cli(['clients', 'show', clientId, '--json'])).stdout).toContain(clientId);
    expect(await second.stop()).toBe(0);
    expect(existsSync(first.dataDir)).toBe(true);
    await first.stop();
    expect(existsSync(first.dataDir)).toBe(false);
  });

  test('starts a server on a libSQL server', async () => {
    const sqld = await startSqld();
    try {
      await using cardea = await startCardea({ database: sqld.url });
      const { clientId, clientSecret } = await addClient(cardea, { name: 'harness', scope: 'a' });
      const response = await fetch(cardea.endpoint('token'), {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      expect(response.status).toBe(200);
    } finally {
      await sqld.stop();
    }
  });

  test('says what the server said when it does not start', async () => {
    const failed = startCardea({ env: { CARDEA_ISSUER: 'nonsense' } });
    await expect(failed).rejects.toThrow('CARDEA_ISSUER');
  });

  test('throws where a command fails, unless that is expected', async () => {
    await using cardea = await startCardea();
    await expect(cardea.cli(['nonsense'])).rejects.toThrow('nonsense');
    const result = await cardea.cli(['nonsense'], { exitCodes: [1, 2, 64] });
    expect(result.exitCode).not.toBe(0);
  });

  test('lets all who race go at once', async () => {
    let waiting = 0;
    let sawAll = 0;
    await atOnce(20, async () => {
      waiting += 1;
      await Promise.resolve();
      if (waiting === 20) sawAll += 1;
    });
    expect(sawAll).toBe(20);
  });

  test('waits for a condition, and not for ever', async () => {
    let calls = 0;
    const third = () => {
      calls += 1;
      if (calls < 3) throw new Error('not yet');
      return calls;
    };
    expect(await waitUntil(third, { what: 'the third call', timeoutMs: 5_000 })).toBe(3);
    await expect(waitUntil(() => false, { what: 'nothing', timeoutMs: 50 })).rejects.toThrow('nothing');
  });
});
