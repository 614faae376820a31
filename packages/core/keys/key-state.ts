import type { EpochSeconds } from '../ports/clock.ts';
import type { SigningKey } from '../ports/signing-key.ts';

export interface RotationTimes {
  /** Age at which a key stops signing. */
  readonly everySeconds: number;
  /** How long a key is published before it signs: at least the max-age of the JWKS and a margin. */
  readonly publishAheadSeconds: number;
  /** The longest lifetime of anything that is signed. */
  readonly longestTokenSeconds: number;
  /** How far the clocks of verifiers and of our own processes may be apart. */
  readonly skewSeconds: number;
}

/** *Removed* keys are published no longer; their rows go away in the background. */
export type SigningKeyState = 'next' | 'current' | 'retired' | 'removed' | 'revoked';

/** When the key may be forgotten, if its successor signs from `activeFrom`. */
export const removalTime = (activeFrom: EpochSeconds, times: RotationTimes): EpochSeconds =>
  activeFrom + times.longestTokenSeconds + times.skewSeconds;

/** When its successor takes over; a token signed later could outlive the key. */
export const signsUntil = (key: SigningKey, times: RotationTimes): EpochSeconds =>
  key.removeAt === undefined ? Number.POSITIVE_INFINITY : key.removeAt - times.longestTokenSeconds - times.skewSeconds;

/** Whether its signatures count and it is published. */
export const isLive = (key: SigningKey, now: EpochSeconds): boolean =>
  key.revokedAt === undefined && (key.removeAt === undefined || now < key.removeAt);

/**
 * The key that signs, of the keys of one algorithm in the order of their creation: the youngest one whose time it is.
 * Where there is none, because the current one was revoked or the clock went back, the next one takes its place early.
 */
export const currentKey = (
  keys: readonly SigningKey[],
  now: EpochSeconds,
  times: RotationTimes,
): SigningKey | undefined => {
  const live = keys.filter((key) => isLive(key, now));
  return (
    live.findLast((key) => key.activeFrom <= now && now < signsUntil(key, times)) ??
    live.find((key) => key.activeFrom > now) ??
    live.at(-1)
  );
};

/** The state of each of the keys of one algorithm, given in the order of their creation. */
export const keyStates = (
  keys: readonly SigningKey[],
  now: EpochSeconds,
  times: RotationTimes,
): ReadonlyMap<string, SigningKeyState> => {
  const current = currentKey(keys, now, times);
  const states = new Map<string, SigningKeyState>();
  let passed = false;
  for (const key of keys) {
    if (key === current) passed = true;
    if (key.revokedAt !== undefined) states.set(key.id, 'revoked');
    else if (!isLive(key, now)) states.set(key.id, 'removed');
    else states.set(key.id, key === current ? 'current' : passed ? 'next' : 'retired');
  }
  return states;
};

/** The next instant after `now` at which a state may change by itself. */
export const nextTurn = (keys: readonly SigningKey[], now: EpochSeconds, times: RotationTimes): EpochSeconds => {
  const turns = keys.flatMap((key) => [key.activeFrom, signsUntil(key, times), key.removeAt ?? now]);
  return Math.min(Number.POSITIVE_INFINITY, ...turns.filter((turn) => turn > now));
};
