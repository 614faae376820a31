import type { Logo } from '../../ports/branding.ts';

type Size = Pick<Logo, 'width' | 'height'>;
type Reader = (bytes: Uint8Array, view: DataView) => Size | undefined;

const hasAt = (bytes: Uint8Array, offset: number, text: string): boolean =>
  [...text].every((letter, index) => bytes[offset + index] === letter.charCodeAt(0));

/** The header chunk comes first (PNG §5.6). */
const readPng: Reader = (bytes, view) =>
  hasAt(bytes, 0, '\x89PNG\r\n\x1a\n') && hasAt(bytes, 12, 'IHDR') && bytes.length > 33
    ? { width: view.getUint32(16), height: view.getUint32(20) }
    : undefined;

/** Start-of-frame markers; between them lie C4, C8 and CC, which are something else (ITU-T T.81 §B.1.1.3). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const readJpeg: Reader = (bytes, view) => {
  if (!hasAt(bytes, 0, '\xff\xd8\xff')) return undefined;
  let offset = 2;
  while (offset + 9 < bytes.length && bytes[offset] === 0xff) {
    if (isFrame(bytes[offset + 1] ?? 0))
      return { width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) };
    offset += 2 + view.getUint16(offset + 2);
  }
  return undefined;
};

/** Its three kinds tell their size each in a way of its own (RFC 9649 §2). */
const readWebp: Reader = (bytes, view) => {
  if (!hasAt(bytes, 0, 'RIFF') || !hasAt(bytes, 8, 'WEBP') || bytes.length < 30) return undefined;
  if (hasAt(bytes, 12, 'VP8X'))
    return {
      width: (view.getUint32(24, true) & 0xff_ffff) + 1,
      height: (view.getUint16(27, true) | ((bytes[29] ?? 0) << 16)) + 1,
    };
  if (hasAt(bytes, 12, 'VP8L') && bytes[20] === 0x2f) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (hasAt(bytes, 12, 'VP8 ') && hasAt(bytes, 23, '\x9d\x01\x2a'))
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  return undefined;
};

const readers: readonly (readonly [Logo['type'], Reader])[] = [
  ['image/png', readPng],
  ['image/jpeg', readJpeg],
  ['image/webp', readWebp],
];

/** What a picture is, by its bytes alone; undefined where it is none that pages show. SVG is none: it can hold programs. */
export const readPicture = (bytes: Uint8Array): Pick<Logo, 'type' | 'width' | 'height'> | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const [type, read] of readers) {
    const size = read(bytes, view);
    if (size !== undefined && size.width > 0 && size.height > 0) return { type, ...size };
  }
  return undefined;
};
