import type { PublicJwk } from '../ports/client.ts';
import { type Clock, type EpochSeconds, seconds } from '../ports/clock.ts';
import type { SigningAlgorithm, SigningKey } from '../ports/signing-key.ts';
import { currentKey, isLive, keyStates, nextTurn, type RotationTimes, type SigningKeyState } from './key-state.ts';
import { publishedJwk } from './published-jwk.ts';

export interface ListedSigningKey {
  readonly id: string;
  readonly algorithm: SigningAlgorithm;
  readonly state: SigningKeyState;
  readonly createdAt: EpochSeconds;
  readonly activeFrom: EpochSeconds;
  readonly removeAt?: EpochSeconds | undefined;
  readonly revokedAt?: EpochSeconds | undefined;
}

/** What holds from one turn of a key to the next. */
interface Moment {
  readonly from: EpochSeconds;
  readonly until: EpochSeconds;
  readonly current: ReadonlyMap<SigningAlgorithm, SigningKey>;
  readonly published: { readonly keys: readonly PublicJwk[] };
  /** Equal texts: nothing that others see is different. */
  readonly outline: string;
}

/** The keys of the store as they were last read, seen at the present instant. */
export interface KeyView {
  replace(stored: readonly SigningKey[]): void;
  /** Keys of one algorithm in the order of their creation. */
  of(algorithm: SigningAlgorithm): readonly SigningKey[];
  find(kid: string): SigningKey | undefined;
  current(algorithm: SigningAlgorithm): SigningKey | undefined;
  published(): { readonly keys: readonly PublicJwk[] };
  list(): readonly ListedSigningKey[];
  onChange(listener: () => void): () => void;
  /** Tells the listeners where something changed since they were told last. */
  announce(): void;
}

export const createKeyView = ({
  clock,
  algorithms,
  times,
}: {
  readonly clock: Clock;
  readonly algorithms: readonly SigningAlgorithm[];
  readonly times: RotationTimes;
}): KeyView => {
  const listeners = new Set<() => void>();
  let keys: readonly SigningKey[] = [];
  /** The same object for a key each time: whoever imported it need not import it again. */
  let jwks: ReadonlyMap<string, PublicJwk> = new Map();
  let moment: Moment | undefined;
  let published: Moment['published'] = { keys: [] };
  let outline: string | undefined;
  let announced: string | undefined;

  const of = (algorithm: SigningAlgorithm): readonly SigningKey[] => keys.filter((key) => key.algorithm === algorithm);

  const look = (): Moment => {
    const at = seconds(clock);
    if (moment && moment.from <= at && at < moment.until) return moment;
    const current = new Map<SigningAlgorithm, SigningKey>();
    for (const algorithm of algorithms) {
      const key = currentKey(of(algorithm), at, times);
      if (key) current.set(algorithm, key);
    }
    const live = keys.filter((key) => isLive(key, at));
    const seen = JSON.stringify([live.map((key) => key.id), [...current.values()].map((key) => key.id)]);
    if (seen !== outline) published = { keys: live.map((key) => jwks.get(key.id) ?? publishedJwk(key)) };
    outline = seen;
    moment = { from: at, until: nextTurn(keys, at, times), current, published, outline };
    return moment;
  };

  return {
    of,
    replace(stored) {
      keys = stored;
      jwks = new Map(stored.map((key) => [key.id, jwks.get(key.id) ?? publishedJwk(key)]));
      moment = undefined;
    },
    find: (kid) => keys.find((key) => key.id === kid),
    current: (algorithm) => look().current.get(algorithm),
    published: () => look().published,
    list() {
      const at = seconds(clock);
      const all = [...new Set(keys.map((key) => key.algorithm))];
      const states = new Map(all.flatMap((algorithm) => [...keyStates(of(algorithm), at, times)]));
      return keys.map(({ publicJwk: _, sealedPrivateKey: __, ...key }) => ({
        ...key,
        state: states.get(key.id) ?? 'removed',
      }));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    announce() {
      const seen = look().outline;
      if (seen === announced) return;
      announced = seen;
      for (const listener of listeners) listener();
    },
  };
};
