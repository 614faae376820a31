import type { HandleMint } from '@cardea/core';
import { formatHandle, SELECTOR_BYTES, selectorOf, VERIFIER_BYTES } from '@cardea/protocol';
import { equalInConstantTime, sha256 } from './sha256.ts';

const TIME_BYTES = 6;
const LATEST_MS = 2 ** (8 * TIME_BYTES) - 1;

/** Big-endian, so that selectors sort by the time they were made: a B-tree appends instead of splitting its pages. */
const writeTime = (body: Buffer, nowMs: number): void => {
  body.writeUIntBE(Math.min(Math.max(Math.floor(nowMs), 0), LATEST_MS), 0, TIME_BYTES);
};

/**
 * Makes handles: 48 bits of milliseconds and 80 random bits as selector, 256 random bits as verifier.
 * Each handle asks the system's generator itself: that costs 0.1 µs, and no buffer holds the secrets of later handles.
 */
export const createHandleMint = (): HandleMint => ({
  mint(kind, nowMs) {
    const body = Buffer.alloc(SELECTOR_BYTES + VERIFIER_BYTES);
    writeTime(body, nowMs);
    crypto.getRandomValues(body.subarray(TIME_BYTES));
    return {
      text: formatHandle(kind, body),
      id: selectorOf(body),
      verifierHash: sha256(body.subarray(SELECTOR_BYTES)),
    };
  },

  mintId(nowMs) {
    const selector = Buffer.alloc(SELECTOR_BYTES);
    writeTime(selector, nowMs);
    crypto.getRandomValues(selector.subarray(TIME_BYTES));
    return selectorOf(selector);
  },

  verify: (verifier, verifierHash) => equalInConstantTime(sha256(verifier), verifierHash),
});
