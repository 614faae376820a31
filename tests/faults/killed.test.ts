import { afterAll, describe, expect, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AddedClient, addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { findDamage } from './integrity.ts';
import { acknowledged, requestToken } from './traffic/ask.ts';
import { lostTokens } from './traffic/live-tokens.ts';
import { startTraffic } from './traffic/traffic.ts';

const WORKERS = 24;
/** After so many tokens of a round the server is killed: early, and when the log has been written back already. */
const ROUNDS = [20, 400, 2500];

const servers: RunningCardea[] = [];

/** The first one owns the folder; the others start on it and on its port, as a service manager starts them. */
const start = async (): Promise<RunningCardea> => {
  const [first] = servers;
  const server = await startCardea(first && { dataDir: first.dataDir, port: first.port });
  servers.push(server);
  return server;
};

afterAll(async () => {
  for (const server of servers.toReversed()) await server.stop();
});

/** Tokens that were acknowledged until the server was killed in the middle of its work. */
const killUnderLoad = async (
  server: RunningCardea,
  client: AddedClient,
  enough: number,
): Promise<readonly string[]> => {
  const traffic = startTraffic(() => requestToken(server, client), { workers: WORKERS });
  await waitUntil(() => traffic.answers.length >= enough, { what: 'enough tokens', timeoutMs: 20_000 });
  await server.kill();
  return acknowledged(await traffic.stop());
};

describe('a server that is killed under load (INV8)', () => {
  test('has lost no token that it had acknowledged, and starts again without anybody cleaning up', async () => {
    let server = await start();
    const client = await addClient(server, { name: 'load', scope: 'a' });
    const tokens: string[] = [];
    for (const enough of ROUNDS) {
      const round = await killUnderLoad(server, client, enough);
      expect(round.length).toBeGreaterThanOrEqual(enough);
      expect(existsSync(join(server.dataDir, 'cardea.sock'))).toBe(true);
      // With the socket and the owner's name of a dead process about, a command works by itself
      expect((await server.cli(['clients', 'show', client.clientId, '--json'])).json()).toMatchObject({
        client_id: client.clientId,
      });
      server = await start();
      tokens.push(...round);
      expect(await lostTokens(server, client, tokens)).toEqual([]);
    }
    expect(await server.stop()).toBe(0);
    expect(findDamage(server.dataDir)).toEqual([]);
  }, 60_000);
});
