import { describe, expect, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { clientIdProblem, generateClientId } from './client-id.ts';

describe('client ids', () => {
  test('a generated id is c_ and 22 random characters, and a chosen one could be like it', () => {
    const ids = Array.from({ length: 500 }, () => generateClientId(randomBytes));
    for (const id of ids) {
      expect(id).toMatch(/^c_[0-9A-Za-z]{22}$/);
      expect(clientIdProblem(id)).toBeUndefined();
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('bytes that would make some characters likelier are thrown away', () => {
    const batches = [new Uint8Array(22).fill(255), new Uint8Array(22).fill(248), new Uint8Array(22).fill(247)];
    expect(generateClientId(() => batches.shift() ?? new Uint8Array(22))).toBe(`c_${'z'.repeat(22)}`);
  });

  test.each([
    'u_alice',
    'usr-1',
    'USR9',
    'U_x',
    'cda_cs_x',
    'cardea-cli',
    'cardea-x',
    'https://app.example',
    'HTTP://x',
  ])('refuses %j, which could pass for a user, a handle, Cardea or a URL (S045)', (id) =>
    expect(clientIdProblem(id)).toContain('reserved'),
  );

  test.each(['', ' ', 'a b', 'a/b', 'a:b', 'é', '.', '..', '-x', '_x', 'a\n', 'a\0', 'x'.repeat(65)])(
    'refuses %j, which is no client id',
    (id) => expect(clientIdProblem(id)).toBeDefined(),
  );

  test('takes 1 to 64 of its characters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/), (id) => {
        const isReserved = /^(u_|usr|cda_|cardea-)/i.test(id);
        expect(clientIdProblem(id) === undefined).toBe(!isReserved);
      }),
    );
  });
});
