import { describe, expect, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import { generateMasterKey, MasterKeyRefused, masterKeyFrom } from './master-key.ts';

describe('the master key', () => {
  test('32 random bytes are accepted in base64, base64url and hex, with white space around them', () => {
    for (let run = 0; run < 500; run++) {
      const bytes = randomBytes(32);
      for (const encoding of ['base64', 'base64url', 'hex'] as const) {
        const text = bytes.toString(encoding);
        expect(masterKeyFrom(` ${text}\r\n`)).toEqual(masterKeyFrom(text));
      }
    }
    expect(masterKeyFrom(generateMasterKey()).length).toBe(44);
  });

  test('a long passphrase is accepted', () => {
    expect(masterKeyFrom('correct horse battery staple, and forty more words').length).toBeGreaterThan(43);
  });

  test.each([
    ['nothing', ''],
    ['white space', ' \n '],
    ['a password', 'hunter2'],
    ['42 characters', 'kX9vQ2mLwP7zRt4sYb8nHc3jFd6gTa1eUo5iZxWqVr'],
    ['a short hex key', '8f3a1c5e7b9d2f4a6c8e0b1d3f5a7c9e8f3a1c5e7b9d2f4a'],
    ['one character', 'a'.repeat(64)],
    ['one word again and again', 'changeme'.repeat(8)],
    ['one phrase again and again, cut off', 'my-secret-key-no-1 '.repeat(4).slice(0, 60)],
    ['the digits of hex in order', '0123456789abcdef'.repeat(4)],
    ['the alphabet', 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ])('refuses %s, names CARDEA_SECRET and how to make one, and does not repeat it', (_, text) => {
    expect(() => masterKeyFrom(text)).toThrow(MasterKeyRefused);
    try {
      masterKeyFrom(text);
    } catch (error) {
      const { message } = error as Error;
      expect(message).toStartWith('CARDEA_SECRET ');
      expect(message).toContain('openssl rand -base64 32');
      if (text.trim() !== '') expect(message).not.toContain(text);
    }
  });
});
