import type { HandleMint } from '@cardea/core';
import { formatHandle, SELECTOR_CHARS, sortedDigits, VERIFIER_CHARS } from '@cardea/protocol';
import { equalTextInConstantTime, sha256Text } from './sha256.ts';

/** Milliseconds up to the year 2109. */
const TIME_CHARS = 7;
const LATEST_MS = 64 ** TIME_CHARS - 1;
/** Bytes whose base64url begins with 58 characters that are random to the last bit: 15 of a selector, 43 of a verifier. */
const RANDOM_BYTES = 44;

const randomText = (): string => {
  const bytes = Buffer.allocUnsafe(RANDOM_BYTES);
  crypto.getRandomValues(bytes);
  return bytes.toString('base64url');
};

/**
 * Makes handles: 42 bits of milliseconds and 90 random bits as selector, 258 random bits as verifier. Selectors begin with
 * their time in sorted digits: a B-tree appends instead of splitting its pages.
 * Each handle asks the system's generator itself: that costs 0.1 µs, and no buffer holds the secrets of later handles.
 */
export const createHandleMint = (): HandleMint => {
  let lastMs = -1;
  let lastTime = '';

  const timeOf = (nowMs: number): string => {
    if (nowMs !== lastMs) {
      lastMs = nowMs;
      lastTime = sortedDigits(Math.min(Math.max(Math.floor(nowMs), 0), LATEST_MS), TIME_CHARS);
    }
    return lastTime;
  };

  return {
    mint(kind, nowMs, known) {
      const random = randomText();
      const selector = known ?? timeOf(nowMs) + random.slice(0, SELECTOR_CHARS - TIME_CHARS);
      const verifier = random.slice(SELECTOR_CHARS - TIME_CHARS, SELECTOR_CHARS - TIME_CHARS + VERIFIER_CHARS);
      return { text: formatHandle(kind, { selector, verifier }), id: selector, verifierHash: sha256Text(verifier) };
    },
    mintId: (nowMs) => timeOf(nowMs) + randomText().slice(0, SELECTOR_CHARS - TIME_CHARS),
    verify: (verifier, verifierHash) => equalTextInConstantTime(sha256Text(verifier), verifierHash),
  };
};
