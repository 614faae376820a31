import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { readPicture } from './picture.ts';

const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const LOSSLESS = 'UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==';
const LOSSY = 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA';
const EXTENDED = Buffer.concat([
  Buffer.from('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0', 'latin1'),
  Buffer.from([0x2b, 0x01, 0x00, 0x63, 0x00, 0x00]),
]);
const JPEG = Buffer.from([
  ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0],
  ...[0xff, 0xc4, 0, 3, 0],
  ...[0xff, 0xc2, 0, 11, 8, 0, 20, 0, 40, 1, 1, 0x11, 0],
]);

describe('a picture is told by its bytes', () => {
  test('PNG, JPEG and the three kinds of WebP, with their size', () => {
    expect(readPicture(bytes(PNG))).toEqual({ type: 'image/png', width: 1, height: 1 });
    expect(readPicture(JPEG)).toEqual({ type: 'image/jpeg', width: 40, height: 20 });
    expect(readPicture(bytes(LOSSLESS))).toEqual({ type: 'image/webp', width: 1, height: 1 });
    expect(readPicture(bytes(LOSSY))).toEqual({ type: 'image/webp', width: 1, height: 1 });
    expect(readPicture(EXTENDED)).toEqual({ type: 'image/webp', width: 300, height: 100 });
  });

  test.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['GIF', 'GIF89a\x01\x00\x01\x00'],
    ['nothing', ''],
    ['a name alone', '\x89PNG\r\n\x1a\n'],
    ['JPEG without a frame', '\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xd9'],
  ])('%s is no picture for a page', (_kind, text) => {
    expect(readPicture(Buffer.from(text, 'latin1'))).toBeUndefined();
  });

  test('whatever the bytes are, it answers, and never with a picture without a size', () => {
    const beginnings = fc.constantFrom(
      ...[PNG, LOSSY, LOSSLESS].map((one) => [...bytes(one)]),
      [...JPEG],
      [...EXTENDED],
      [],
    );
    fc.assert(
      fc.property(beginnings, fc.nat({ max: 40 }), fc.uint8Array({ maxLength: 64 }), (start, kept, rest) => {
        const found = readPicture(Uint8Array.from([...start.slice(0, kept), ...rest]));
        expect(found === undefined || (found.width > 0 && found.height > 0)).toBe(true);
      }),
    );
  });
});
