import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { isRefusal } from '../refusals/refusal.ts';
import { checkProofClaims, proofIn, proofKey, thumbprintText } from './proof.ts';

const code = (value: unknown) => (isRefusal(value) ? value.code : 'accepted');
const EC = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
const expected = { method: 'POST', url: 'https://id.example/token', nowSeconds: 1000 };
const claims = { jti: 'j', htm: 'POST', htu: expected.url, iat: 1000 };

describe('the key of a proof', () => {
  test('is public, and of a kind that has a thumbprint (RFC 7638 §3.2)', () => {
    expect(thumbprintText({ y: 'y', x: 'x', kty: 'EC', crv: 'P-256', kid: 'k' })).toBe(
      '{"crv":"P-256","kty":"EC","x":"x","y":"y"}',
    );
    expect(thumbprintText({ kty: 'RSA', n: 'n', e: 'e', alg: 'RS256' })).toBe('{"e":"e","kty":"RSA","n":"n"}');
    expect(code(proofKey({ typ: 'dpop+jwt', jwk: EC }))).toBe('accepted');
    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'])
      expect(code(proofKey({ typ: 'dpop+jwt', jwk: { ...EC, [member]: 'x' } }))).toBe('dpop.private_key');
  });

  test('anything else is none', () => {
    const others = [
      undefined,
      null,
      'x',
      7,
      [],
      {},
      { kty: 'oct', k: 'x' },
      { kty: 'EC' },
      { ...EC, x: 1 },
      { kty: '__proto__' },
    ];
    for (const jwk of others) expect(code(proofKey({ typ: 'dpop+jwt', jwk }))).toBe('dpop.key');
  });
});

describe('the claims of a proof (RFC 9449 §4.3)', () => {
  test('are taken within 60 seconds back and 10 ahead (design D3)', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 200 }), (offset) => {
        const ok = offset >= -60 && offset <= 10;
        expect(code(checkProofClaims({ ...claims, iat: 1000 + offset }, expected))).toBe(ok ? 'accepted' : 'dpop.time');
      }),
    );
  });

  test('name the URL but for its query and fragment, host and scheme in any case', () => {
    const verdict = (htu: unknown) => code(checkProofClaims({ ...claims, htu }, expected));
    for (const htu of ['https://id.example/token?a', 'https://ID.example/token#x', 'HTTPS://id.example:443/token'])
      expect(verdict(htu)).toBe('accepted');
    for (const htu of [
      'http://id.example/token',
      'https://id.example/Token',
      'https://id.example/token/',
      'https://id.example.evil/token',
      'https://u:p@id.example/token',
      'https://id.example:8443/token',
      '/token',
      7,
      null,
    ])
      expect(verdict(htu)).toBe('dpop.url');
  });

  test('any claims at all are taken or refused, never thrown at', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (any) => void checkProofClaims(any, expected)));
    fc.assert(fc.property(fc.jsonValue(), (jwk) => void proofKey({ typ: 'dpop+jwt', jwk })));
  });

  test('come in one header', () => {
    expect(code(proofIn('a.b.c, d.e.f'))).toBe('dpop.several');
    expect(code(proofIn('x'.repeat(8193)))).toBe('dpop.malformed');
    expect(proofIn(' a.b.c ')).toBe('a.b.c');
  });
});
