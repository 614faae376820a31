import { describe, expect, test } from 'bun:test';
import type { SigningAlgorithm } from '@cardea/core';
import fc from 'fast-check';
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { createSigningKeys } from './signing-keys.ts';

const keys = createSigningKeys();
const algorithms: readonly SigningAlgorithm[] = ['ES256', 'EdDSA', 'RS256', 'PS256'];

describe.each(algorithms)('a signing key of %s', (algorithm) => {
  const generated = keys.generate(algorithm);

  test('every JWS verifies with jose, header and claims unchanged', async () => {
    const key = await generated;
    const signer = keys.prepare({ id: key.id, algorithm, privateJwk: key.privateJwk });
    const verificationKey = await importJWK(key.publicJwk, algorithm);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('at+jwt', 'JWT', 'token-introspection+jwt'),
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 })),
        async (typ, claims) => {
          const verified = await compactVerify(signer.sign(typ, claims), verificationKey, { algorithms: [algorithm] });
          expect(verified.protectedHeader).toEqual({ alg: algorithm, kid: key.id, typ });
          expect(new TextDecoder().decode(verified.payload)).toBe(JSON.stringify(claims));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('kid is the RFC 7638 thumbprint, and the public JWK has no private member', async () => {
    const { id, publicJwk } = await generated;
    expect(id).toBe(await calculateJwkThumbprint(publicJwk, 'sha256'));
    expect(publicJwk).toMatchObject({ kid: id, alg: algorithm, use: 'sig' });
    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']) expect(publicJwk).not.toHaveProperty(member);
  });

  test('a key of another type is not prepared for it', async () => {
    const other = await keys.generate(algorithm === 'ES256' ? 'EdDSA' : 'ES256');
    expect(() => keys.prepare({ id: other.id, algorithm, privateJwk: other.privateJwk })).toThrow(algorithm);
  });
});

describe('signing keys', () => {
  test('RSA keys have 2048 bits', async () => {
    const { publicJwk } = await keys.generate('RS256');
    expect(Buffer.from(String(publicJwk.n), 'base64url')).toHaveLength(256);
  });

  test('generating an RSA key does not hold the event loop', async () => {
    let turns = 0;
    let done = false;
    const generating = keys.generate('RS256').finally(() => {
      done = true;
    });
    while (!done) {
      turns++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await generating;
    expect(turns).toBeGreaterThan(1);
  });

  test('the header is alg, kid and typ in this order, without spaces', async () => {
    const { id, privateJwk } = await keys.generate('ES256');
    const jwt = keys.prepare({ id, algorithm: 'ES256', privateJwk }).sign('at+jwt', { sub: 'c' });
    expect(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()).toBe(
      `{"alg":"ES256","kid":"${id}","typ":"at+jwt"}`,
    );
    expect(decodeProtectedHeader(jwt).typ).toBe('at+jwt');
  });
});
