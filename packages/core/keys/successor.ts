import type { Actor } from '../ports/audit.ts';
import type { EpochSeconds } from '../ports/clock.ts';
import type { SigningKey } from '../ports/signing-key.ts';
import type { Unit } from '../ports/unit.ts';
import { isLive, type RotationTimes, removalTime, signsUntil } from './key-state.ts';

/**
 * From when a new key should sign, where the schedule wants one: there is none, the youngest one was given an end by a
 * successor that is gone, or it gets too old. Undefined where all is well. `keys`: of one algorithm, oldest first.
 */
export const successorDue = (
  keys: readonly SigningKey[],
  now: EpochSeconds,
  times: RotationTimes,
): EpochSeconds | undefined => {
  const youngest = keys.findLast((key) => isLive(key, now));
  if (!youngest) return now;
  const published = now + times.publishAheadSeconds;
  const end = signsUntil(youngest, times);
  if (end !== Number.POSITIVE_INFINITY) return Math.max(now, Math.min(published, end));
  return youngest.activeFrom + times.everySeconds <= published ? published : undefined;
};

/** The unit that adds `key` after the youngest of `keys` and gives an end to those that had none. */
export const succession = (
  key: SigningKey,
  keys: readonly SigningKey[],
  { times, actor }: { readonly times: RotationTimes; readonly actor: Actor },
): Unit => {
  const removeAt = removalTime(key.activeFrom, times);
  const ending = keys.filter((old) => old.revokedAt === undefined && old.removeAt === undefined).map((old) => old.id);
  const detail = {
    algorithm: key.algorithm,
    activeFrom: key.activeFrom,
    ...(ending.length > 0 && { ending, removeAt }),
  };
  return {
    guard: { kind: 'signing_key.insert', key, after: keys.at(-1)?.id },
    changes: [
      ...ending.map((id) => ({ kind: 'signing_key.remove_at', id, removeAt }) as const),
      {
        kind: 'audit.append',
        entry: { at: key.createdAt, actor, action: 'signing_key.created', target: key.id, detail },
      },
    ],
  };
};
