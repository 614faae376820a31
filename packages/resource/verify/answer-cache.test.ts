import { describe, expect, test } from 'bun:test';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createAnswerCache } from './answer-cache.ts';

const start = (ttlMs = 5_000) => {
  const clock = createFakeClock();
  const asked: string[] = [];
  const cache = createAnswerCache<string>({ clock, ttlMs: () => ttlMs });
  const find = (token: string): Promise<string> =>
    cache.find(token, async () => {
      asked.push(token);
      return `about ${token}`;
    });
  return { clock, asked, cache, find };
};

describe('kept answers', () => {
  test('S069: belong to the whole token, not to a beginning that two share', async () => {
    const { find, asked } = start();
    const prefix = 'a'.repeat(500);
    expect(await find(`${prefix}1`)).toBe(`about ${prefix}1`);
    expect(await find(`${prefix}2`)).toBe(`about ${prefix}2`);
    expect(await find(`${prefix}1`)).toBe(`about ${prefix}1`);
    expect(asked).toEqual([`${prefix}1`, `${prefix}2`]);
  });

  test('end with their time, counted from the question', async () => {
    const { clock, cache } = start();
    let answers = 0;
    const slow = async (): Promise<string> => {
      clock.pass(3_000);
      answers += 1;
      return 'slow';
    };
    await cache.find('t', slow);
    clock.pass(1_999);
    await cache.find('t', slow);
    expect(answers).toBe(1);
    clock.pass(1);
    await cache.find('t', slow);
    expect(answers).toBe(2);
  });

  test('one question serves all who wait for the same token', async () => {
    const { find, asked } = start();
    await Promise.all(Array.from({ length: 100 }, (_, at) => find(`t${at % 2}`)));
    expect(asked).toEqual(['t0', 't1']);
  });

  test('a failure reaches all who wait and is not kept', async () => {
    const { cache } = start();
    const fail = async (): Promise<string> => {
      throw new Error('away');
    };
    const results = await Promise.allSettled([cache.find('t', fail), cache.find('t', fail)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await cache.find('t', async () => 'back')).toBe('back');
  });

  test('are bounded: the oldest leaves', async () => {
    const { find, asked } = start();
    for (let at = 0; at <= 10_000; at += 1) await find(`t${at}`);
    asked.length = 0;
    await find('t10000');
    await find('t1');
    expect(asked).toEqual([]);
    await find('t0');
    expect(asked).toEqual(['t0']);
  });
});
