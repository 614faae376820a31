import { describe, expect, test } from 'bun:test';
import { type FetchFailure, FetchRefusal } from '../document/fetch-refusal.ts';
import type { Fetcher } from '../document/fetcher.ts';
import { createRemoteKeys } from './remote-keys.ts';

const uri = 'https://client.example.com/jwks';
const key = (kid?: string) => ({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', ...(kid && { kid }) });

/** A source whose answer, and whose clock, the test sets. */
const source = (json: unknown = { keys: [key('a')] }) => {
  const state = {
    at: 1_760_000_000,
    json,
    failure: undefined as FetchFailure | undefined,
    cacheControl: 'max-age=600',
    fetched: [] as string[],
    failures: [] as string[],
  };
  const fetcher: Pick<Fetcher, 'fetchJson'> = {
    async fetchJson(address) {
      state.fetched.push(address);
      await Bun.sleep(0);
      if (state.failure) return new FetchRefusal(state.failure);
      return { json: state.json, status: 200, headers: { 'cache-control': state.cacheControl } };
    },
  };
  const keys = createRemoteKeys(fetcher, {
    clock: { nowMs: () => state.at * 1000 },
    onFailure: (_, failure) => state.failures.push(failure),
  });
  const kids = async (kid?: string) => (await keys.find(uri, kid))?.map((each) => each.kid);
  return { state, keys, kids };
};

describe('remote keys', () => {
  test('a set is fetched once a minute', async () => {
    const { state, kids } = source();
    for (const at of [0, 1, 58]) {
      state.at += at;
      expect(await kids('a')).toEqual(['a']);
    }
    expect(state.fetched).toHaveLength(1);
    state.at += 1;
    state.json = { keys: [key('b')] };
    expect(await kids('b')).toEqual(['b']);
    expect(state.fetched).toHaveLength(2);
  });

  test('S147: 500 requests for one set make one fetch, on a cold start, at the end of its lifetime and for a new kid', async () => {
    const { state, kids } = source();
    const crowd = (kid: string) => Promise.all(Array.from({ length: 500 }, () => kids(kid)));
    await crowd('a');
    expect(state.fetched).toHaveLength(1);
    state.at += 600;
    await crowd('a');
    expect(state.fetched).toHaveLength(2);
    state.at += 60;
    state.json = { keys: [key('a'), key('b')] };
    expect((await crowd('b')).every((found) => found?.length === 2)).toBe(true);
    expect(state.fetched).toHaveLength(3);
  });

  test('sets of different URIs are fetched side by side', async () => {
    const { state, keys } = source();
    await Promise.all([keys.find(`${uri}/1`, undefined), keys.find(`${uri}/2`, undefined)]);
    expect(state.fetched).toEqual([`${uri}/1`, `${uri}/2`]);
  });

  test('an unknown kid asks again (key rotation), at most once a minute', async () => {
    const { state, kids } = source();
    await kids('a');
    expect(await kids('b')).toEqual(['a']);
    expect(state.fetched).toHaveLength(1);
    state.at += 60;
    state.json = { keys: [key('a'), key('b')] };
    expect(await kids('b')).toEqual(['a', 'b']);
    for (let i = 0; i < 100; i++) await kids(`unknown-${i}`);
    expect(state.fetched).toHaveLength(2);
    state.at += 60;
    await kids('unknown');
    expect(state.fetched).toHaveLength(3);
  });

  test('a set whose keys have no kid is not asked for again', async () => {
    const { state, kids } = source({ keys: [key()] });
    await kids('a');
    state.at += 59;
    expect(await kids('b')).toEqual([undefined]);
    expect(state.fetched).toHaveLength(1);
  });

  test('S055: a key that was removed is gone after a minute, whatever its document says', async () => {
    const { state, kids } = source({ keys: [key('a'), key('b')] });
    state.cacheControl = 'max-age=86400';
    expect(await kids('a')).toEqual(['a', 'b']);
    state.json = { keys: [key('b')] };
    state.at += 60;
    expect(await kids('a')).toEqual(['b']);
  });

  test('while a set cannot be fetched the last one is used for an hour, and no longer', async () => {
    const { state, kids } = source();
    await kids('a');
    state.failure = 'timeout';
    state.at += 60;
    expect(await kids('a')).toEqual(['a']);
    state.at += 3599;
    expect(await kids('a')).toEqual(['a']);
    state.at += 1;
    expect(await kids('a')).toBeUndefined();
    state.failure = undefined;
    state.at += 15;
    expect(await kids('a')).toEqual(['a']);
  });

  test('S143: a failure is not repeated for 15 seconds, and is told to the log once each time', async () => {
    const { state, kids } = source();
    state.failure = 'timeout';
    for (const wait of [0, 0, 14]) {
      state.at += wait;
      expect(await kids('a')).toBeUndefined();
    }
    expect(state.fetched).toHaveLength(1);
    state.at += 1;
    await kids('a');
    expect(state.fetched).toHaveLength(2);
    expect(state.failures).toEqual(['timeout', 'timeout']);
  });

  test('an unknown kid whose fetch fails leaves the known keys as they are', async () => {
    const { state, kids } = source();
    await kids('a');
    state.failure = 'connect';
    state.at += 60;
    expect(await kids('b')).toEqual(['a']);
    expect(await kids('a')).toEqual(['a']);
  });

  test('a clock that goes back does not prolong the life of a set', async () => {
    const { state, kids } = source();
    await kids('a');
    state.at -= 86_400;
    state.json = { keys: [key('b')] };
    expect(await kids('a')).toEqual(['b']);
  });

  test.each([[null], [[]], ['keys'], [{}], [{ keys: {} }], [{ keys: 'a' }], [42]])('%j is no key set', async (json) => {
    const { state, kids } = source(json);
    expect(await kids()).toBeUndefined();
    expect(state.failures).toEqual(['not_a_key_set']);
  });

  test('private, symmetric and senseless members are left out, and at most 100 keys are kept', async () => {
    const { keys } = source({
      keys: [
        { ...key('a'), d: 'secret', x5c: ['MII…'], use: 'sig', alg: 'ES256', extra: {} },
        { kty: 'oct', k: 'secret', kid: 'a' },
        { kid: 'no type' },
        null,
        'key',
        [key('a')],
        ...Array.from({ length: 500 }, (_, i) => key(`${i}`)),
      ],
    });
    const found = await keys.find(uri, 'a');
    expect(found?.[0]).toEqual({ ...key('a'), use: 'sig', alg: 'ES256' });
    expect(found).toHaveLength(95);
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  test('the keys of a set are the same objects while it is kept', async () => {
    const { keys } = source();
    const [first, second] = [await keys.find(uri, 'a'), await keys.find(uri, 'a')];
    expect(second?.[0]).toBe(first?.[0]);
  });

  test('at most 1000 sets are kept', async () => {
    const { state, keys } = source();
    for (let i = 0; i <= 1000; i++) await keys.find(`${uri}/${i}`, 'a');
    await keys.find(`${uri}/1000`, 'a');
    expect(state.fetched).toHaveLength(1001);
    await keys.find(`${uri}/0`, 'a');
    expect(state.fetched).toHaveLength(1002);
  });
});
