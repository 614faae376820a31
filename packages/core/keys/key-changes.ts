import type { Actor } from '../ports/audit.ts';
import { type Clock, type EpochSeconds, seconds } from '../ports/clock.ts';
import type { SigningKeys } from '../ports/crypto.ts';
import type { SigningAlgorithm } from '../ports/signing-key.ts';
import type { Stores } from '../ports/stores.ts';
import { isLive, type RotationTimes } from './key-state.ts';
import type { KeyView, ListedSigningKey } from './key-view.ts';
import type { Signers } from './signers.ts';
import { succession, successorDue } from './successor.ts';

const SCHEDULE: Actor = { kind: 'system', id: 'key-rotation' };
/** An attempt is lost only to another process that made a key meanwhile: a second one hardly ever happens. */
const MAX_ATTEMPTS = 5;

/** What changes the stored keys. One at a time: each reads the store, decides, writes under a guard and reads again. */
export interface KeyChanges {
  refresh(): Promise<void>;
  /** Makes the keys that are missing or due. */
  keepSchedule(): Promise<void>;
  rotate(algorithm: SigningAlgorithm, immediately: boolean, actor: Actor): Promise<ListedSigningKey>;
  revoke(kid: string, actor: Actor): Promise<boolean>;
}

export const createKeyChanges = ({
  stores,
  signingKeys,
  clock,
  algorithms,
  times,
  view,
  signers,
}: {
  readonly stores: Pick<Stores, 'signingKeys' | 'commit'>;
  readonly signingKeys: SigningKeys;
  readonly clock: Clock;
  readonly algorithms: readonly SigningAlgorithm[];
  readonly times: RotationTimes;
  readonly view: KeyView;
  readonly signers: Signers;
}): KeyChanges => {
  const now = (): EpochSeconds => seconds(clock);

  const refresh = async (): Promise<void> => view.replace(await stores.signingKeys.list());

  /** False where another process was faster. */
  const add = async (algorithm: SigningAlgorithm, activeFrom: () => EpochSeconds, actor: Actor): Promise<boolean> => {
    const before = view.of(algorithm);
    const { id, publicJwk, privateJwk } = await signingKeys.generate(algorithm);
    const sealedPrivateKey = signers.seal(id, privateJwk);
    const key = { id, algorithm, publicJwk, sealedPrivateKey, createdAt: now(), activeFrom: Math.ceil(activeFrom()) };
    const held = await stores.commit(succession(key, before, { times, actor }));
    await refresh();
    return held;
  };

  const keepSchedule = async (): Promise<void> => {
    for (const algorithm of algorithms) {
      for (let attempt = 1; ; attempt++) {
        const due = successorDue(view.of(algorithm), now(), times);
        if (due === undefined) break;
        if (attempt > MAX_ATTEMPTS) throw new Error(`no ${algorithm} signing key could be added to the database`);
        await add(algorithm, () => Math.max(due, now()), SCHEDULE);
      }
    }
  };

  const rotate: KeyChanges['rotate'] = async (algorithm, immediately, actor) => {
    const activeFrom = (): EpochSeconds => now() + (immediately ? 0 : times.publishAheadSeconds);
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const before = view.of(algorithm).at(-1)?.id;
      const held = await add(algorithm, activeFrom, actor);
      const made = view.list().findLast((key) => key.algorithm === algorithm);
      if (!made || made.id === before) continue;
      // Whoever lost to another rotation at the same instant has what it wanted, unless it cannot wait for that key.
      if (held || !immediately || made.state === 'current') return made;
    }
    throw new Error(`no ${algorithm} signing key could be added to the database`);
  };

  const revoke: KeyChanges['revoke'] = async (kid, actor) => {
    const key = view.find(kid);
    if (!key || key.revokedAt !== undefined) return false;
    const { algorithm } = key;
    const lacksSuccessor = view
      .of(algorithm)
      .every((other) => other === key || !isLive(other, now()) || other.removeAt !== undefined);
    // The successor comes first: at no instant is there no key to sign with.
    if (view.current(algorithm) === key && lacksSuccessor) await rotate(algorithm, true, actor);
    const at = now();
    const entry = { at, actor, action: 'signing_key.revoked', target: kid, detail: { algorithm } } as const;
    const held = await stores.commit({
      guard: { kind: 'signing_key.revoke', id: kid, at },
      changes: [{ kind: 'audit.append', entry }],
    });
    await refresh();
    await keepSchedule();
    return held;
  };

  return { refresh, keepSchedule, rotate, revoke };
};
