import { describe, expect, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { type HandleKind, handlePrefixes, parseHandle } from '@cardea/protocol';
import fc from 'fast-check';
import { createHandleMint } from './handle-mint.ts';

const kinds = Object.keys(handlePrefixes) as HandleKind[];
const mint = createHandleMint();
const instant = fc.integer({ min: 0, max: 64 ** 7 - 1 });

describe('the mint', () => {
  test('a minted handle parses to its own selector, and its verifier to the stored hash', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), instant, (kind, nowMs) => {
        const minted = mint.mint(kind, nowMs);
        const parts = parseHandle(kind, minted.text);
        if (!parts) throw new Error('the handle does not parse');
        expect(parts.selector).toBe(minted.id);
        expect(minted.verifierHash).toBe(createHash('sha256').update(parts.verifier).digest('base64url'));
        expect(mint.verify(parts.verifier, minted.verifierHash)).toBe(true);
      }),
    );
  });

  test('selectors sort by time', () => {
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        fc.pre(a < b);
        expect(mint.mintId(a) < mint.mintId(b)).toBe(true);
        expect(mint.mint('access_token', a).id < mint.mintId(b)).toBe(true);
      }),
    );
  });

  test('100,000 handles of one millisecond are all different, in selector and verifier', () => {
    const minted = Array.from({ length: 100_000 }, () => mint.mint('access_token', 1_760_000_000_000));
    expect(new Set(minted.map((handle) => handle.id)).size).toBe(minted.length);
    expect(new Set(minted.map((handle) => handle.verifierHash)).size).toBe(minted.length);
  });

  test('another verifier, a cut one and a hash of the wrong length do not verify', () => {
    const { text, verifierHash } = mint.mint('access_token', 1);
    const verifier = parseHandle('access_token', text)?.verifier ?? '';
    expect(mint.verify('A'.repeat(43), verifierHash)).toBe(false);
    expect(mint.verify(verifier.slice(1), verifierHash)).toBe(false);
    expect(mint.verify(verifier, verifierHash.slice(1))).toBe(false);
    expect(mint.verify(verifier, '')).toBe(false);
  });

  test('a clock before 1970 or past the year 2109 gives the nearest time', () => {
    for (const nowMs of [-1, 64 ** 7, 1.5]) expect(mint.mintId(nowMs)).toHaveLength(22);
    expect(mint.mintId(-5)).toStartWith('-------');
  });
});
