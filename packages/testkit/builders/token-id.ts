import { randomBytes } from 'node:crypto';
import { SELECTOR_CHARS, sortedDigits } from '@cardea/protocol';

const TIME_CHARS = 7;

/** A time-ordered id: 7 characters of milliseconds, 15 random ones. */
export const aTokenId = (nowMs: number): string =>
  sortedDigits(nowMs, TIME_CHARS) +
  randomBytes(SELECTOR_CHARS)
    .toString('base64url')
    .slice(0, SELECTOR_CHARS - TIME_CHARS);
