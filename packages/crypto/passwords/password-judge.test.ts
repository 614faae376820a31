import { describe, expect, test } from 'bun:test';
import { createPasswordJudge } from './password-judge.ts';

const ABOUT = ['alice', 'alice.liddell@wonder.example', 'Alice Liddell', 'Cardea'];
const judge = createPasswordJudge();

describe('the judge of passwords', () => {
  test.each([
    ['password', 'common'],
    ['Password1!', 'common'],
    ['P@ssw0rd123', 'common'],
    ['12345678', 'common'],
    ['iloveyou1', 'common'],
    ['alice.liddell@wonder.example', 'personal'],
    ['liddell1', 'personal'],
    ['cardea123', 'personal'],
    ['aaaaaaaaaaaa', 'pattern'],
    ['abcabcabcabc', 'pattern'],
    ['19850412', 'pattern'],
  ] as const)('%s is weak: %s', async (password, weakness) => {
    expect(await judge.weakness(password, ABOUT)).toBe(weakness);
  });

  test.each([
    'correct horse battery staple',
    'Kj8#x2Lq',
    'blue-kettle-river',
    'my voice is my passport',
    '日本語パスワード',
  ])('%s is good', async (password) => expect(await judge.weakness(password, ABOUT)).toBeUndefined());

  test('words of the person are kept for one question alone', async () => {
    expect(await judge.weakness('rumpelstiltskin', ['rumpelstiltskin'])).toBe('personal');
    expect(await judge.weakness('rumpelstiltskin', [])).toBeUndefined();
  });

  test('a long password that repeats itself is weak', async () => {
    expect(await judge.weakness('ab'.repeat(512), ABOUT)).toBe('pattern');
  });
});
