import { describe, expect, test } from 'bun:test';
import { Copies } from './copies.ts';

const aSource = () => {
  const rows = new Map<string, string>();
  const reads: string[] = [];
  let nowMs = 0;
  const copies = new Copies(
    async (key) => {
      reads.push(key);
      return rows.get(key);
    },
    5000,
    () => nowMs,
  );
  return { rows, reads, copies, pass: (ms: number) => (nowMs += ms) };
};

describe('a copy', () => {
  test('is used for its lifetime and read again after it (design D4)', async () => {
    const { rows, reads, copies, pass } = aSource();
    rows.set('a', 'one');
    expect(await copies.find('a')).toBe('one');
    rows.set('a', 'two');
    pass(5000);
    expect(await copies.find('a')).toBe('one');
    pass(1);
    expect(await copies.find('a')).toBe('two');
    expect(reads).toHaveLength(2);
  });

  test('of nothing is used as well, and forgotten when it is made', async () => {
    const { rows, reads, copies } = aSource();
    await copies.find('a');
    await copies.find('a');
    expect(reads).toHaveLength(1);
    rows.set('a', 'one');
    copies.forget('a');
    expect(await copies.find('a')).toBe('one');
  });

  test('is not made of a read that began before a change', async () => {
    const { rows, copies } = aSource();
    rows.set('a', 'one');
    const early = copies.find('a');
    rows.set('a', 'two');
    copies.forget('a');
    const late = copies.find('a');
    expect([await early, await late, await copies.find('a')]).toEqual(['one', 'two', 'two']);
  });

  test('is passed by where a fresh one is asked for, and renewed', async () => {
    const { rows, copies } = aSource();
    rows.set('a', 'one');
    await copies.find('a');
    rows.set('a', 'two');
    expect(await copies.findFresh('a')).toBe('two');
    expect(await copies.find('a')).toBe('two');
  });

  test('is made by one read, however many ask at once', async () => {
    const { rows, reads, copies } = aSource();
    rows.set('a', 'one');
    const answers = await Promise.all(Array.from({ length: 500 }, () => copies.find('a')));
    expect(new Set(answers)).toEqual(new Set(['one']));
    expect(reads).toHaveLength(1);
  });

  test('is not pushed out by guesses', async () => {
    const { rows, reads, copies } = aSource();
    rows.set('a', 'one');
    await copies.find('a');
    for (let guess = 0; guess < 20_000; guess++) await copies.find(`guess ${guess}`);
    reads.length = 0;
    await copies.find('a');
    expect(reads).toEqual([]);
  });

  test('is not made of a read that failed', async () => {
    let fails = true;
    const copies = new Copies(
      async () => {
        if (fails) throw new Error('no answer');
        return 'one';
      },
      5000,
      () => 0,
    );
    await expect(copies.find('a')).rejects.toThrow('no answer');
    fails = false;
    expect(await copies.find('a')).toBe('one');
  });
});
