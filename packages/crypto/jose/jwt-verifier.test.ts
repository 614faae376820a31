import { describe, expect, test } from 'bun:test';
import type { PublicJwk, SigningAlgorithm } from '@cardea/core';
import fc from 'fast-check';
import { type CompactJWSHeaderParameters, CompactSign, exportJWK, generateKeyPair, importJWK } from 'jose';
import { createJwtVerifier } from './jwt-verifier.ts';
import { createSigningKeys } from './signing-keys.ts';

const verifier = createJwtVerifier();
const signing = createSigningKeys();
const every = ['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const claims = { iss: 'client', sub: 'client' };
const payload = Buffer.from(JSON.stringify(claims));
const json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const es256 = await signing.generate('ES256');
const es256Private = await importJWK(JSON.parse(es256.privateJwk), 'ES256');
const signed = (header: CompactJWSHeaderParameters, key = es256Private): Promise<string> =>
  new CompactSign(payload).setProtectedHeader(header).sign(key);
const good = await signed({ alg: 'ES256', kid: es256.id });
const [, goodPayload, goodSignature] = good.split('.');
const withHeader = (header: unknown): string => `${json(header)}.${goodPayload}.${goodSignature}`;

const verify = (jwt: string, keys: readonly PublicJwk[] = [es256.publicJwk], algorithms = every) =>
  verifier.verify(jwt, keys, algorithms);

describe('verification', () => {
  test.each(every)('%s is verified with a key made by jose', async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true });
    const jwk = {
      ...(await exportJWK(pair.publicKey)),
      kty: alg.startsWith('E') ? (alg.startsWith('Ed') ? 'OKP' : 'EC') : 'RSA',
    };
    const jwt = await signed({ alg }, pair.privateKey);
    expect(await verify(jwt, [jwk])).toEqual({ header: { alg }, claims });
    expect(
      await verify(
        jwt,
        [jwk],
        every.filter((other) => other !== alg),
      ),
    ).toBe('algorithm');
  });

  test('a signature of another key, and one changed byte, are noticed', async () => {
    const other = await signing.generate('ES256');
    expect(await verify(good, [{ ...other.publicJwk, kid: es256.id }])).toBe('signature');
    for (const part of [0, 1, 2]) {
      const parts = good.split('.');
      const text = parts[part] ?? '';
      parts[part] = `${text.slice(0, 10)}${text[10] === 'A' ? 'B' : 'A'}${text.slice(11)}`;
      expect(typeof (await verify(parts.join('.')))).toBe('string');
    }
  });

  test('a key is used by its kid; a key without one is tried; a kid nobody has is a key failure', async () => {
    const { kid: _, ...withoutKid } = es256.publicJwk;
    expect(await verify(good, [withoutKid])).toMatchObject({ claims });
    expect(await verify(good, [{ ...es256.publicJwk, kid: 'other' }])).toBe('key');
    expect(await verify(good, [])).toBe('key');
  });

  test('a key for encryption, for another algorithm, or not for verification is not used', async () => {
    for (const wrong of [{ use: 'enc' }, { alg: 'ECDH-ES' }, { alg: 7 }, { key_ops: ['sign'] }]) {
      expect(await verify(good, [{ ...es256.publicJwk, ...wrong }])).toBe('key');
    }
  });

  test('a private key that a client published by mistake verifies like its public half', async () => {
    expect(await verify(good, [JSON.parse(es256.privateJwk)])).toMatchObject({ claims });
  });

  test('RSA keys under 2048 bits, huge ones and huge exponents are not used (RFC 7518 §3.3)', async () => {
    const jwt = withHeader({ alg: 'RS256' });
    const n = (bytes: number) => Buffer.alloc(bytes, 0xf1).toString('base64url');
    for (const key of [
      { n: n(128), e: 'AQAB' },
      { n: n(255), e: 'AQAB' },
      { n: n(1025), e: 'AQAB' },
      { n: n(256), e: n(256) },
      { n: n(256) },
      { n: 7, e: 'AQAB' },
    ]) {
      expect(await verify(jwt, [{ kty: 'RSA', ...key }])).toBe('key');
    }
  });

  test('a point that is not on the curve is no key', async () => {
    const x = Buffer.alloc(32, 5).toString('base64url');
    expect(await verify(withHeader({ alg: 'ES256' }), [{ kty: 'EC', crv: 'P-256', x, y: x }])).toBe('key');
  });
});

describe('garbage', () => {
  test('any text, and any three parts, are refused without a throw', async () => {
    const part = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.jsonValue().map(json),
      fc.constant(json({ alg: 'ES256' })),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.tuple(part, part, part).map((parts) => parts.join('.')),
        ),
        async (jwt) => {
          expect(typeof (await verify(jwt))).toBe('string');
          expect(typeof (await verifier.verifyMac(jwt, 'x'.repeat(64), ['HS256']))).toBe('string');
          verifier.peek(jwt);
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    ['an encrypted JWT', 'e30.e30.e30.e30.e30'],
    ['padding', `${good}=`],
    ['white space', ` ${good}`],
    ['two parts', good.split('.').slice(0, 2).join('.')],
    ['claims that are an array', `${json({ alg: 'ES256' })}.${json([1])}.AA`],
    ['claims that are null', `${json({ alg: 'ES256' })}.${json(null)}.AA`],
    ['a header that is text', `${json('ES256')}.${goodPayload}.AA`],
    ['broken UTF-8', `${json({ alg: 'ES256' })}.${Buffer.of(0x7b, 0xff, 0x7d).toString('base64url')}.AA`],
    ['more than 16 KiB', `${json({ alg: 'ES256', x: 'x'.repeat(16_384) })}.${goodPayload}.AA`],
  ])('%s is malformed', async (_, jwt) => {
    expect(await verify(jwt)).toBe('malformed');
    expect(verifier.peek(jwt)).toBeUndefined();
  });

  test('a second text of the same signature is malformed: no stray bits', async () => {
    const last = good.at(-1) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = alphabet[alphabet.indexOf(last) ^ 1] ?? '';
    expect(Buffer.from(`${good.slice(0, -1)}${twin}`.split('.')[2] ?? '', 'base64url')).toEqual(
      Buffer.from(goodSignature ?? '', 'base64url'),
    );
    expect(await verify(good.slice(0, -1) + twin)).toBe('malformed');
  });
});

describe('MACs', () => {
  test.each([
    ['HS256', 32],
    ['HS384', 48],
    ['HS512', 64],
  ] as const)('%s is verified with a secret of at least %d bytes (RFC 7518 §3.2)', async (alg, bytes) => {
    const secret = 's'.repeat(bytes);
    const jwt = await signed({ alg }, Buffer.from(secret));
    expect(await verifier.verifyMac(jwt, secret, [alg])).toEqual({ header: { alg }, claims });
    expect(await verifier.verifyMac(jwt, `${secret}x`, [alg])).toBe('signature');
    expect(await verifier.verifyMac(jwt, secret.slice(1), [alg])).toBe('key');
    expect(await verifier.verifyMac(jwt, '', [alg])).toBe('key');
    expect(await verifier.verifyMac(jwt, secret, [])).toBe('algorithm');
  });

  test('a signature is no MAC', async () => {
    expect(await verifier.verifyMac(good, 's'.repeat(64), every)).toBe('algorithm');
  });
});

test('peek tells header and claims and verifies nothing', () => {
  expect(verifier.peek(withHeader({ alg: 'none' }))).toEqual({ header: { alg: 'none' }, claims });
});

test.each(['ES256', 'EdDSA', 'RS256', 'PS256'] satisfies SigningAlgorithm[])(
  'our own %s signatures verify with our own verifier',
  async (algorithm) => {
    const { id, publicJwk, privateJwk } = await signing.generate(algorithm);
    const jwt = signing.prepare({ id, algorithm, privateJwk }).sign('at+jwt', claims);
    expect(await verify(jwt, [publicJwk])).toEqual({ header: { alg: algorithm, kid: id, typ: 'at+jwt' }, claims });
  },
);
