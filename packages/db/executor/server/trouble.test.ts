import { describe, expect, test } from 'bun:test';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnavailable, type Stores } from '@cardea/core';
import { anAccessToken, fakeClock, startSqld } from '@cardea/testkit';
import { openDatabase } from '../../open-database.ts';
import type { DatabaseEvent } from '../executor.ts';

const clock = fakeClock(0);
const issue = async (stores: Stores): Promise<string> => {
  const token = anAccessToken();
  await stores.commit({ changes: [{ kind: 'access_token.insert', token }] });
  return token.id;
};

const openHere = async () => {
  const sqld = await startSqld();
  const events: DatabaseEvent[] = [];
  const database = await openDatabase({ url: sqld.url, clock, onEvent: (event) => events.push(event) });
  return {
    sqld,
    events,
    database,
    end: async () => {
      await database.close();
      await sqld.stop();
    },
  };
};

const reasonsOf = async (answers: readonly Promise<unknown>[]): Promise<Set<unknown>> => {
  const settled = await Promise.allSettled(answers);
  return new Set(settled.map((answer) => (answer.status === 'rejected' ? answer.reason.name : 'answered')));
};

/** Tries until it is answered. */
const recovered = async (stores: Stores): Promise<void> => {
  for (;;) {
    try {
      return await stores.ping();
    } catch (error) {
      expect(error).toBeInstanceOf(DatabaseUnavailable);
      await pause(50);
    }
  }
};

describe('a server that', () => {
  test('was killed turns requests into DatabaseUnavailable, and serves again after its start; nothing is lost', async () => {
    const { sqld, events, database, end } = await openHere();
    const { stores } = database;
    const ids = await Promise.all(Array.from({ length: 50 }, () => issue(stores)));
    await sqld.kill();
    for (let round = 0; round < 5; round++) {
      expect(await reasonsOf(Array.from({ length: 100 }, () => issue(stores)))).toEqual(
        new Set(['DatabaseUnavailable']),
      );
      expect(await reasonsOf(ids.map((id) => stores.accessTokens.find(id)))).toEqual(new Set(['DatabaseUnavailable']));
    }
    await sqld.restart();
    await recovered(stores);
    for (const id of ids) expect(await stores.accessTokens.find(id)).toBeDefined();
    await issue(stores);
    expect(events.map(({ kind }) => kind)).toEqual(['migrated', 'unavailable', 'available']);
    await end();
  }, 30_000);

  test('hangs costs each request no more than the deadline, and serves again when it goes on', async () => {
    const { sqld, database, end } = await openHere();
    const { stores } = database;
    const known = await issue(stores);
    process.kill(sqld.pid, 'SIGSTOP');
    const writes = Array.from({ length: 200 }, () => issue(stores));
    const reads = Array.from({ length: 200 }, () => stores.accessTokens.find(known));
    expect(await reasonsOf([...writes, ...reads])).toEqual(new Set(['DatabaseUnavailable']));
    process.kill(sqld.pid, 'SIGCONT');
    await recovered(stores);
    expect(await stores.accessTokens.find(known)).toBeDefined();
    await end();
  }, 30_000);

  test('is not there cannot be opened', async () => {
    const sqld = await startSqld();
    await sqld.stop();
    await expect(openDatabase({ url: sqld.url, clock })).rejects.toBeInstanceOf(DatabaseUnavailable);
  });
});
