import { crc32, deflateSync } from 'node:zlib';

type Rgb = readonly [number, number, number];

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

/** A picture of one colour, with a bright bar in it. */
export const pngOf = ({
  width,
  height,
  colour,
}: {
  readonly width: number;
  readonly height: number;
  readonly colour: Rgb;
}): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB
  const row = (y: number): number[] => {
    const isBar = y > height / 3 && y < (2 * height) / 3;
    return [0, ...Array.from({ length: width }, (_, x) => (isBar && x % 12 < 8 ? [255, 255, 255] : colour)).flat()];
  };
  const lines = Uint8Array.from(Array.from({ length: height }, (_, y) => row(y)).flat());
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', new Uint8Array()),
  ]);
};
