import { randomBytes } from 'node:crypto';

const MS_BYTES = 6;
const ID_BYTES = 16;

/** A time-ordered id: 6 bytes of milliseconds, 10 random ones. */
export const aTokenId = (nowMs: number): string => {
  const bytes = randomBytes(ID_BYTES);
  bytes.writeUIntBE(nowMs, 0, MS_BYTES);
  return bytes.toString('base64url');
};
