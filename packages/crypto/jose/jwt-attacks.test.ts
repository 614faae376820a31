import { describe, expect, test } from 'bun:test';
import { createPublicKey } from 'node:crypto';
import type { JwtFailure, PublicJwk } from '@cardea/core';
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

describe('S047: the algorithm is chosen by the allow-list and the key, never by the token', () => {
  test.each([
    'none',
    'nOnE',
    'NONE',
    '',
    'es256',
    'ES256 ',
    'HS256',
    'constructor',
    '__proto__',
    'RSA1_5',
    null,
    7,
    [['ES256']],
    {},
  ])('alg %j is refused, with and without a signature', async (alg) => {
    for (const signature of [goodSignature, '']) {
      const jwt = `${json({ alg })}.${goodPayload}.${signature}`;
      expect(await verify(jwt)).toBe('algorithm');
      expect(await verifier.verifyMac(jwt, 'x'.repeat(64), ['HS384', 'HS512'])).toBe('algorithm');
    }
  });

  test('a header without alg is refused', async () => {
    expect(await verify(withHeader({ kid: es256.id }))).toBe('algorithm');
    expect(await verifier.verifyMac(withHeader({}), 'x'.repeat(64), ['HS256'])).toBe('algorithm');
  });

  test('names of the language in a careless allow-list are no algorithms', async () => {
    for (const alg of ['none', 'constructor', 'toString', '__proto__']) {
      expect(await verify(withHeader({ alg }), [es256.publicJwk], [alg])).toBe('algorithm');
    }
  });

  test('HS256 keyed with the public key, as PEM, DER or JWK bytes, is refused', async () => {
    const key = createPublicKey({ key: { ...es256.publicJwk }, format: 'jwk' });
    const secrets = [
      key.export({ type: 'spki', format: 'pem' }),
      key.export({ type: 'spki', format: 'der' }),
      JSON.stringify(es256.publicJwk),
      Buffer.from(String(es256.publicJwk.x), 'base64url'),
    ];
    for (const secret of secrets) {
      const jwt = await signed({ alg: 'HS256', kid: es256.id }, Buffer.from(secret));
      expect(await verify(jwt)).toBe('algorithm');
      expect(await verify(jwt, [es256.publicJwk], ['HS256'])).toBe('algorithm');
    }
  });

  test('an oct key in a set verifies nothing', async () => {
    const k = Buffer.alloc(32, 3);
    const jwt = await signed({ alg: 'HS256' }, k);
    expect(await verify(jwt, [{ kty: 'oct', k: k.toString('base64url') }], [...every, 'HS256'])).toBe('algorithm');
    expect(await verify(good, [{ kty: 'oct', k: k.toString('base64url'), kid: es256.id }])).toBe('key');
  });

  test('an empty signature is refused', async () => {
    expect(await verify(`${good.split('.').slice(0, 2).join('.')}.`)).toBe('signature');
  });

  test('an algorithm of another key type is refused', async () => {
    const rsa = await signing.generate('RS256');
    expect(await verify(withHeader({ alg: 'RS256' }))).toBe('key');
    expect(await verify(good, [{ ...rsa.publicJwk, kid: es256.id }])).toBe('key');
  });

  test('a DER signature where R and S are due is refused (RFC 7518 §3.4)', async () => {
    const raw = Buffer.from(goodSignature ?? '', 'base64url');
    const integer = (bytes: Buffer) => Buffer.concat([Buffer.of(2, 33, 0), bytes]);
    const der = Buffer.concat([Buffer.of(0x30, 70), integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
    expect(await verify([...good.split('.').slice(0, 2), der.toString('base64url')].join('.'))).toBe('signature');
    expect(await verify([...good.split('.').slice(0, 2), Buffer.alloc(64).toString('base64url')].join('.'))).toBe(
      'signature',
    );
  });
});

describe('S048: nothing in the header is followed', () => {
  test('an embedded jwk is not used to verify', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(pair.publicKey);
    expect(await verify(await signed({ alg: 'ES256', jwk }, pair.privateKey))).toBe('signature');
    expect(await verify(await signed({ alg: 'ES256', jwk, kid: 'mine' }, pair.privateKey))).toBe('key');
  });

  test('jku and x5u are refused and never fetched', async () => {
    let requests = 0;
    const server = Bun.serve({
      port: 0,
      hostname: '127.0.0.1',
      fetch: () => {
        requests++;
        return Response.json({ keys: [es256.publicJwk] });
      },
    });
    try {
      for (const name of ['jku', 'x5u']) {
        const jwt = await signed({ alg: 'ES256', kid: es256.id, [name]: `http://127.0.0.1:${server.port}/keys` });
        expect(await verify(jwt)).toBe('malformed');
      }
      expect(requests).toBe(0);
    } finally {
      await server.stop(true);
    }
  });

  test('crit is refused, whatever it names (RFC 7515 §4.1.11)', async () => {
    for (const crit of [['exp'], ['b64'], [], 'b64', null]) {
      expect(await verify(withHeader({ alg: 'ES256', crit, b64: false, exp: 1 }))).toBe('malformed');
    }
  });

  test.each([
    ['a path', '../../etc/passwd', 'key'],
    ['SQL', "' OR 1=1 --", 'key'],
    ['a NUL', '\0', 'key'],
    ['nothing', '', 'key'],
    ['2 KiB', 'k'.repeat(2048), 'malformed'],
    ['1 MB', 'k'.repeat(1_000_000), 'malformed'],
    ['an array', [es256.id], 'malformed'],
    ['a number', 1, 'malformed'],
    ['null', null, 'malformed'],
    ['an object', { toString: 'x' }, 'malformed'],
  ])('a kid that is %s is refused without a throw', async (_, kid, failure) => {
    expect(await verify(withHeader({ alg: 'ES256', kid }))).toBe(failure as JwtFailure);
  });

  test('of two keys with one kid each is tried (RFC 7517 §4.5)', async () => {
    const other = await signing.generate('ES256');
    const twin = { ...other.publicJwk, kid: es256.id };
    expect(await verify(good, [twin, es256.publicJwk])).toMatchObject({ claims });
    expect(await verify(good, [es256.publicJwk, twin])).toMatchObject({ claims });
    expect(await verify(good, [twin, { ...twin }])).toBe('signature');
  });

  test('an unusable key beside the right one does no harm', async () => {
    const broken = { kty: 'EC', crv: 'P-256', x: 'AA', y: 7, kid: es256.id };
    expect(await verify(good, [broken, es256.publicJwk])).toMatchObject({ claims });
  });
});
