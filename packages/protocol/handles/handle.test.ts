import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { formatHandle, parseHandle } from './handle.ts';
import { type HandleKind, handlePrefixes } from './kinds.ts';

const kinds = Object.keys(handlePrefixes) as HandleKind[];
const body = fc.uint8Array({ minLength: 48, maxLength: 48 });

describe('handles', () => {
  test('a handle survives the round trip', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), body, (kind, bytes) => {
        const parts = parseHandle(kind, formatHandle(kind, bytes));
        expect(Buffer.from(parts?.selector ?? '', 'base64url')).toEqual(Buffer.from(bytes.subarray(0, 16)));
        expect(Buffer.from(parts?.verifier ?? [])).toEqual(Buffer.from(bytes.subarray(16)));
      }),
    );
  });

  test('one kind never passes for another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.constantFrom(...kinds), body, (made, asked, bytes) => {
        fc.pre(made !== asked);
        expect(parseHandle(asked, formatHandle(made, bytes))).toBeUndefined();
      }),
    );
  });

  test('one changed, added or removed character is noticed', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. é\0';
    fc.assert(
      fc.property(body, fc.nat(76), fc.constantFrom(...alphabet), (bytes, at, char) => {
        const handle = formatHandle('access_token', bytes);
        fc.pre(handle[at] !== char);
        expect(parseHandle('access_token', handle.slice(0, at) + char + handle.slice(at + 1))).toBeUndefined();
        expect(parseHandle('access_token', handle.slice(0, at) + char + handle.slice(at))).toBeUndefined();
        expect(parseHandle('access_token', handle.slice(0, at) + handle.slice(at + 1))).toBeUndefined();
      }),
    );
  });

  test('garbage is refused without a throw', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => parseHandle('access_token', text) === undefined));
  });
});
