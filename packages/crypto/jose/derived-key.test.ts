import { describe, expect, test } from 'bun:test';
import { importJWK, jwtVerify } from 'jose';
import { derivedKey } from './derived-key.ts';

// RFC 8032 §7.1, test 1
const SEED = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
const PUBLIC = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');

describe('a derived key', () => {
  test('is the key of its seed, and shows nothing but its public half (RFC 8032 §7.1)', async () => {
    const { publicJwk } = await derivedKey(SEED);
    expect(publicJwk).toMatchObject({ kty: 'OKP', crv: 'Ed25519', x: PUBLIC.toString('base64url') });
    expect(Object.keys(publicJwk).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  test('signs what its public half verifies, with the header that was asked for', async () => {
    const { publicJwk, sign } = await derivedKey(SEED);
    const jwt = sign({ typ: 'dpop+jwt' }, { jti: 'x' });
    const { payload, protectedHeader } = await jwtVerify(jwt, await importJWK(publicJwk, 'EdDSA'));
    expect([payload, protectedHeader]).toEqual([{ jti: 'x' }, { alg: 'EdDSA', typ: 'dpop+jwt' }]);
  });

  test.each([0, 31, 33])('is none of %d bytes', async (length) => {
    await expect(derivedKey(new Uint8Array(length))).rejects.toThrow(TypeError);
  });
});
