import { beforeEach, describe, expect, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { type FetchFailure, FetchRefusal } from '../document/fetch-refusal.ts';
import type { Fetcher, TextOptions } from '../document/fetcher.ts';
import { createRemoteRequestObjects } from './request-objects.ts';

const HOUR_MS = 3_600_000;
const URI = 'https://client.example/request';
const hashed = (text: string): string => `${URI}#${createHash('sha256').update(text).digest('base64url')}`;

const state = { nowMs: 0, text: 'a.b.c', failure: undefined as FetchFailure | undefined };
const fetched: string[] = [];
const failures: string[] = [];
let asked: TextOptions | undefined;
const fetcher: Pick<Fetcher, 'fetchText'> = {
  async fetchText(url, options) {
    fetched.push(url);
    asked = options;
    return state.failure ? new FetchRefusal(state.failure) : { text: state.text };
  },
};
const objects = () =>
  createRemoteRequestObjects(fetcher, {
    clock: { nowMs: () => state.nowMs },
    onFailure: (uri, failure) => failures.push(`${uri} ${failure}`),
  });

beforeEach(() => {
  Object.assign(state, { nowMs: 1_800_000_000_000, text: 'a.b.c', failure: undefined });
  fetched.length = 0;
  failures.length = 0;
});

describe('request objects by reference (OpenID Connect Core §6.2)', () => {
  test('are asked for without the fragment, small, soon, and as what they are', async () => {
    expect(await objects().find(`${URI}#anything`)).toBe('a.b.c');
    expect(fetched).toEqual([URI]);
    expect(asked?.types).toEqual([
      'application/oauth-authz-req+jwt',
      'application/jwt',
      'application/jose',
      'text/plain',
    ]);
    expect(asked?.maxBytes).toBe(16 * 1024);
    expect(asked?.timeoutMs).toBeLessThanOrEqual(3000);
  });

  test('are fetched each time, unless the fragment is their hash: then they are kept for an hour', async () => {
    const { find } = objects();
    for (const uri of [URI, `${URI}#1`, hashed('another')]) {
      await find(uri);
      await find(uri);
    }
    expect(fetched).toHaveLength(6);
    const uri = hashed('a.b.c');
    await find(uri);
    state.text = 'changed';
    expect(await find(uri)).toBe('a.b.c');
    expect(fetched).toHaveLength(7);
    state.nowMs += HOUR_MS;
    expect(await find(uri)).toBe('changed');
  });

  test('may end with a line', async () => {
    state.text = 'a.b.c\n';
    expect(await objects().find(URI)).toBe('a.b.c');
  });

  test('that cannot be had are told to the operator alone, and asked for again', async () => {
    state.failure = 'address';
    const { find } = objects();
    expect(await find(hashed('a.b.c'))).toBeUndefined();
    expect(failures).toEqual([`${hashed('a.b.c')} address`]);
    state.failure = undefined;
    expect(await find(hashed('a.b.c'))).toBe('a.b.c');
  });

  test('of many are kept up to a bound', async () => {
    const { find } = objects();
    for (let index = 0; index <= 200; index++) {
      state.text = `${index}`;
      await find(hashed(state.text));
    }
    fetched.length = 0;
    state.text = '0';
    await find(hashed('200'));
    await find(hashed('0'));
    expect(fetched).toHaveLength(1);
  });
});
