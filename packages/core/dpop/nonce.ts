import type { EngineOptions } from '../engine-options.ts';

/** A nonce is good for one to two of these: longer than clients wait between the answer and the next request. */
const SLOT_SECONDS = 60;

type Dependencies = Pick<EngineOptions, 'clock' | 'digests'>;

const nonceOf = (slot: number, { digests }: Dependencies): string => digests.derive('dpop_nonce', String(slot));

const slotNow = ({ clock }: Dependencies): number => Math.floor(clock.nowMs() / 1000 / SLOT_SECONDS);

/** The nonce to put into the next proof (RFC 9449 §8): derived from the time, so that every node knows it and nothing is kept. */
export const dpopNonce = (dependencies: Dependencies): string => nonceOf(slotNow(dependencies), dependencies);

export const isNonceOfOurs = (nonce: string, dependencies: Dependencies): boolean => {
  const slot = slotNow(dependencies);
  return nonce === nonceOf(slot, dependencies) || nonce === nonceOf(slot - 1, dependencies);
};
