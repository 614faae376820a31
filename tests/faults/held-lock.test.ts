import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import type { Reply } from '../harness/oauth.ts';
import { type AddedClient, addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { acknowledged, ask, introspect, requestToken, statuses, tokenOf } from './traffic/ask.ts';
import { lostTokens } from './traffic/live-tokens.ts';
import { expectTurnedAway } from './traffic/turned-away.ts';

let cardea: RunningCardea;
let client: AddedClient;

beforeAll(async () => {
  cardea = await startCardea();
  client = await addClient(cardea, { name: 'load', scope: 'a' });
}, 30_000);

afterAll(() => cardea.stop());

const LOCKER = `
  const { Database } = require('bun:sqlite');
  const database = new Database(process.argv[1]);
  database.run('BEGIN IMMEDIATE');
  console.log('held');
  process.stdin.once('data', () => { database.run('ROLLBACK'); process.exit(0); });
`;

/** Another process that holds the write lock of the database, until `release`. */
const holdLock = async (file: string): Promise<{ release(): Promise<void> }> => {
  const child = Bun.spawn([process.execPath, '-e', LOCKER, file], { stdin: 'pipe', stdout: 'pipe', stderr: 'inherit' });
  for await (const chunk of child.stdout) if (new TextDecoder().decode(chunk).includes('held')) break;
  return {
    release: async () => {
      child.stdin.write('go\n');
      await child.stdin.flush();
      await child.exited;
    },
  };
};

/** Reads and documents, one after another, until the writes are answered. */
const readsUntil = async (writes: Promise<unknown>, known: string): Promise<readonly Reply[]> => {
  let written = false;
  void writes.then(() => {
    written = true;
  });
  const answers: Reply[] = [];
  while (!written) {
    answers.push(await ask(`${cardea.issuer}/.well-known/jwks.json`));
    answers.push(await ask(`${cardea.issuer}/.well-known/oauth-authorization-server`));
    answers.push(await introspect(cardea, client, known));
  }
  return answers;
};

describe('while another process holds the write lock of the database file (S129)', () => {
  test('writes are turned away at the deadline, everything else goes on, and writes work without a restart', async () => {
    const known = tokenOf(await requestToken(cardea, client));
    const lock = await holdLock(join(cardea.dataDir, 'cardea.db'));
    const writing = Promise.all(Array.from({ length: 30 }, () => requestToken(cardea, client)));
    const reads = await readsUntil(writing, known);
    const writes = await writing;
    await lock.release();

    expect(writes.length).toBe(30);
    expectTurnedAway(writes);
    expect(statuses(reads)).toEqual({ 200: reads.length });
    // A loop that is blocked until the deadline answers one round
    expect(reads.length).toBeGreaterThan(60);
    expect(reads.filter(({ json }) => json.active === false)).toEqual([]);
    expect((await requestToken(cardea, client)).status).toBe(200);
  }, 20_000);

  test('and lets it go within the deadline, writes have waited and are done', async () => {
    const lock = await holdLock(join(cardea.dataDir, 'cardea.db'));
    const writing = Promise.all(Array.from({ length: 30 }, () => requestToken(cardea, client)));
    const known = await ask(`${cardea.issuer}/livez`);
    await lock.release();
    const writes = await writing;
    expect(known.status).toBe(200);
    expect(statuses(writes)).toEqual({ 200: 30 });
    expect(await lostTokens(cardea, client, acknowledged(writes))).toEqual([]);
  }, 20_000);

  test('and does not let it go, the server stops all the same', async () => {
    await using stuck = await startCardea();
    const lock = await holdLock(join(stuck.dataDir, 'cardea.db'));
    try {
      expect(await stuck.stop()).toBe(0);
    } finally {
      await lock.release();
    }
  }, 30_000);
});
