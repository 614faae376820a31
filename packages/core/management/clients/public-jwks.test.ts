import { describe, expect, test } from 'bun:test';
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { readPublicJwks } from './public-jwks.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKey = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'k1' };
const privateKey = pair.privateKey.export({ format: 'jwk' });
const problem = (given: unknown): string | undefined => {
  const read = readPublicJwks(given);
  return 'problem' in read ? read.problem : undefined;
};

describe('public keys of a client', () => {
  test('a JWK Set, a list and one key say the same (RFC 7517 §5)', () => {
    expect(readPublicJwks({ keys: [publicKey] })).toEqual(readPublicJwks([publicKey]));
    expect(readPublicJwks(publicKey)).toEqual(readPublicJwks([publicKey]));
  });

  test('members that nobody needs are left out', () => {
    expect(readPublicJwks({ ...publicKey, note: 'from Alice', key_ops: ['verify'] })).toEqual(
      readPublicJwks(publicKey),
    );
  });

  test('takes keys of every kind that signs', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
    const ed = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    const p521 = generateKeyPairSync('ec', { namedCurve: 'P-521' }).publicKey.export({ format: 'jwk' });
    expect(problem([rsa, ed, p521])).toBeUndefined();
  });

  test('refuses a private key, whichever member gives it away, and never repeats it', () => {
    expect(problem(privateKey)).toContain('private');
    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']) {
      const found = problem({ keys: [publicKey, { ...publicKey, kid: 'k2', [member]: 'c2VjcmV0' }] });
      expect(found).toContain('private');
      expect(found).not.toContain('c2VjcmV0');
    }
  });

  test.each([
    ['a short RSA key', generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' })],
    ['a key for encryption', { ...publicKey, use: 'enc' }],
    ['a curve that does not sign', generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' })],
    ['a curve of another kind of key', { kty: 'OKP', crv: 'P-256', x: 'AA', y: 'AA' }],
    ['a key without its point', { kty: 'EC', crv: 'P-256', x: 'AA' }],
    ['a kid that is a number', { ...publicKey, kid: 1 }],
    ['a symmetric key', { kty: 'oct' }],
    ['two keys with one kid', [publicKey, publicKey]],
    ['no key', { keys: [] }],
    ['too many keys', Array.from({ length: 21 }, (_, i) => ({ ...publicKey, kid: `k${i}` }))],
    ['a text', 'key'],
    ['null', null],
    ['a list in a list', [[publicKey]]],
    ['a prototype for a curve', { kty: 'EC', crv: '__proto__', x: 'AA', y: 'AA' }],
  ])('refuses %s', (_what, given) => expect(problem(given)).toBeDefined());

  test('anything at all is read without a throw', () => {
    fc.assert(fc.property(fc.anything(), (given) => readPublicJwks(given) !== undefined));
  });
});
