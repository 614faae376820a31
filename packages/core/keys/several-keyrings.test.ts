import { describe, expect, test } from 'bun:test';
import { DatabaseUnavailable } from '../ports/database-unavailable.ts';
import type { SigningAlgorithm } from '../ports/signing-key.ts';
import { DAY, fakeClock, keyringOn, keyStore, operator, started } from './keyring.fixture.ts';

describe('S141: several processes', () => {
  test.each([2, 8])('%d that start at once on an empty database end with one key of each algorithm', async (count) => {
    const clock = fakeClock(1_760_000_000);
    const store = keyStore();
    const algorithms: readonly SigningAlgorithm[] = ['ES256', 'EdDSA'];
    const keyrings = Array.from({ length: count }, () => keyringOn(store, clock, { algorithms }));
    await Promise.all(keyrings.map((keyring) => keyring.ready()));
    expect(store.keys.map((key) => key.algorithm).toSorted()).toEqual(['ES256', 'EdDSA']);
    expect(new Set(keyrings.map((keyring) => keyring.signer().kid)).size).toBe(1);
  });

  test('a rotation that is due on all of them makes one key', async () => {
    const { store, clock, keyring } = await started();
    const others = [keyringOn(store, clock), keyringOn(store, clock), keyringOn(store, clock)];
    for (const other of others) await other.ready();
    clock.advance(31 * DAY);
    await Promise.all([keyring, ...others].map((each) => each.tick()));
    expect(store.keys).toHaveLength(2);
  });

  test('rotations ordered at once on two of them make one key, and both are told which', async () => {
    const { store, clock, keyring } = await started();
    const other = keyringOn(store, clock);
    await other.ready();
    for (const immediately of [false, true]) {
      const before = store.keys.length;
      const made = await Promise.all([keyring, other].map((each) => each.rotate({ immediately, actor: operator })));
      expect(store.keys).toHaveLength(before + 1);
      expect(new Set(made.map((key) => key.id))).toEqual(new Set([store.keys.at(-1)?.id ?? '']));
    }
  });
});

describe('changes', () => {
  test('listeners are told when the set or the current key changes, also by time alone, and not otherwise', async () => {
    const { clock, keyring } = await started();
    let told = 0;
    const stop = keyring.onChange(() => told++);
    await keyring.tick();
    expect(told).toBe(0);
    await keyring.rotate({ actor: operator });
    expect(told).toBe(1);
    clock.advance(660);
    await keyring.tick();
    expect(told).toBe(2);
    clock.advance(DAY + 60);
    await keyring.tick();
    expect(told).toBe(3);
    await keyring.revoke(keyring.signer().kid, operator);
    expect(told).toBe(4);
    stop();
    await keyring.rotate({ actor: operator });
    expect(told).toBe(4);
  });

  test('the published set and its keys are the same objects until something changes', async () => {
    const { keyring } = await started();
    const before = keyring.jwks();
    await keyring.tick();
    expect(keyring.jwks()).toBe(before);
    await keyring.rotate({ actor: operator });
    expect(keyring.jwks()).not.toBe(before);
    expect(keyring.jwks().keys[0]).toBe(before.keys[0]);
  });

  test('while the database is down keys go on signing, time goes on, and tick rejects', async () => {
    const { clock, store, keyring, kids } = await started();
    const first = keyring.signer().kid;
    const next = await keyring.rotate({ actor: operator });
    store.isDown = true;
    let told = 0;
    keyring.onChange(() => told++);
    clock.advance(660);
    await expect(keyring.tick()).rejects.toThrow(DatabaseUnavailable);
    expect(told).toBe(1);
    expect(keyring.signer().kid).toBe(next.id);
    expect(kids()).toEqual([first, next.id]);
    await expect(keyring.revoke(first, operator)).rejects.toThrow(DatabaseUnavailable);
    store.isDown = false;
    await keyring.tick();
    expect(kids()).toEqual([first, next.id]);
  });

  test('ticks that come while one is under way join it', async () => {
    const { keyring } = await started();
    const first = keyring.tick();
    expect(keyring.tick()).toBe(first);
    await first;
    expect(keyring.tick()).not.toBe(first);
  });
});
