import type { Logo } from '../../ports/branding.ts';
import type { Digests } from '../../ports/crypto.ts';
import { readPicture } from './picture.ts';

const MAX_LOGO_BYTES = 64 * 1024;
const MAX_SIDE_PIXELS = 2048;
const DATA_URL = /^data:[\w.+/-]{0,64};base64,/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

interface Problem {
  readonly problem: string;
}

/** A picture as it was given, by its bytes and within bounds; what it calls itself does not count. */
export const readLogo = (given: string, digests: Pick<Digests, 'sha256'>): Logo | Problem => {
  const base64 = given.replace(DATA_URL, '').replaceAll(/\s/g, '');
  if (!BASE64.test(base64)) return { problem: 'is not a picture in base64' };
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > MAX_LOGO_BYTES) return { problem: `has more than ${MAX_LOGO_BYTES / 1024} KiB` };
  const picture = readPicture(bytes);
  if (picture === undefined) return { problem: 'is no PNG, JPEG or WebP picture' };
  if (Math.max(picture.width, picture.height) > MAX_SIDE_PIXELS)
    return { problem: `is wider or higher than ${MAX_SIDE_PIXELS} pixels` };
  const text = bytes.toString('base64');
  return { ...picture, base64: text, hash: digests.sha256(text) };
};
