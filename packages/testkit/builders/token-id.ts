import { randomBytes } from 'node:crypto';
import { SELECTOR_CHARS, sortedDigits } from '@cardea/protocol';

const TIME_CHARS = 8;

/** A time-ordered id: 8 characters of milliseconds, 14 random ones. */
export const aTokenId = (nowMs: number): string =>
  sortedDigits(nowMs, TIME_CHARS) +
  randomBytes(SELECTOR_CHARS)
    .toString('base64url')
    .slice(0, SELECTOR_CHARS - TIME_CHARS);
