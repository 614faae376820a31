import type { Actor } from '../ports/audit.ts';
import type { PublicJwk } from '../ports/client.ts';
import type { Clock } from '../ports/clock.ts';
import type { Sealer, SigningKeys } from '../ports/crypto.ts';
import type { KeyUse } from '../ports/keyring.ts';
import type { SigningAlgorithm } from '../ports/signing-key.ts';
import type { Stores } from '../ports/stores.ts';
import { createExclusive } from './exclusive.ts';
import { createKeyChanges } from './key-changes.ts';
import type { RotationTimes } from './key-state.ts';
import { createKeyView, type ListedSigningKey } from './key-view.ts';
import { createSigners } from './signers.ts';

export interface KeyringOptions {
  readonly stores: Pick<Stores, 'signingKeys' | 'commit'>;
  readonly signingKeys: SigningKeys;
  readonly sealer: Sealer;
  readonly clock: Clock;
  /** The algorithms that are switched on: only these get keys. */
  readonly algorithms: readonly SigningAlgorithm[];
  readonly defaultAlgorithm: SigningAlgorithm;
  readonly rotation: RotationTimes;
}

/** The signing keys of one issuer. Its view of the store is as old as the last `tick`; time is read at each call. */
export interface Keyring extends KeyUse {
  /** Reads the keys and makes those that are missing. To be awaited before use. Rejects with `SigningKeyNotOpened`. */
  ready(): Promise<void>;
  /** Next, current and retired keys in the order of their creation; the same object until something changes (RFC 7517 §5). */
  jwks(): { readonly keys: readonly PublicJwk[] };
  /** All keys as the store has them now, in the order of their creation. */
  list(): Promise<readonly ListedSigningKey[]>;
  /** Makes a successor, which signs once it has been published long enough; `immediately` is for emergencies. */
  rotate(request: {
    readonly algorithm?: SigningAlgorithm | undefined;
    readonly immediately?: boolean | undefined;
    readonly actor: Actor;
  }): Promise<ListedSigningKey>;
  /** Withdraws a key at once; another one signs in its place. False where it is unknown or was revoked before. */
  revoke(kid: string, actor: Actor): Promise<boolean>;
  /**
   * Reads what other processes did, and makes the next key when it is due. To be called every few seconds: the pause is
   * also how long a change made elsewhere goes unnoticed. Rejects where the store does, and with `SigningKeyNotOpened`;
   * the keys stay usable.
   */
  tick(): Promise<void>;
  /** Told after each change of the published set or of a current key. Returns how to stop it. Must not throw. */
  onChange(listener: () => void): () => void;
}

const validate = ({ algorithms, defaultAlgorithm, rotation }: KeyringOptions): void => {
  if (!algorithms.includes(defaultAlgorithm)) {
    throw new RangeError(`the default algorithm ${defaultAlgorithm} is not among those that are switched on`);
  }
  if (rotation.everySeconds <= rotation.publishAheadSeconds) {
    throw new RangeError('signing keys would rotate faster than they can be published');
  }
};

export const createKeyring = (options: KeyringOptions): Keyring => {
  validate(options);
  const { algorithms, defaultAlgorithm, rotation: times } = options;
  const view = createKeyView({ ...options, times });
  const signers = createSigners(options.signingKeys, options.sealer);
  const changes = createKeyChanges({ ...options, times, view, signers });
  const exclusive = createExclusive();
  let ticking: Promise<void> | undefined;

  /** One at a time, so that a slow read never overwrites the outcome of a later change. */
  const perform = <T>(change: () => Promise<T>): Promise<T> =>
    exclusive(async () => {
      try {
        await changes.refresh();
        return await change();
      } finally {
        view.announce();
      }
    });

  const maintain = (): Promise<void> =>
    perform(async () => {
      await changes.keepSchedule();
      // A wrong master key shows when a key is published, and not first when it has to sign.
      const states = new Map(view.list().map((key) => [key.id, key.state]));
      const inUse = algorithms
        .flatMap((algorithm) => view.of(algorithm))
        .filter((key) => states.get(key.id) === 'current' || states.get(key.id) === 'next');
      signers.keepOnly(inUse);
      for (const key of inUse) signers.of(key);
    });

  return {
    ready: maintain,
    signer(algorithm = defaultAlgorithm) {
      const key = view.current(algorithm);
      if (!key) throw new Error(`there is no signing key of ${algorithm}: is the algorithm switched on?`);
      return signers.of(key);
    },
    jwks: view.published,
    verificationKeys: () => view.published().keys,
    list: () => perform(async () => view.list()),
    async rotate({ algorithm = defaultAlgorithm, immediately = false, actor }) {
      if (!algorithms.includes(algorithm)) throw new RangeError(`the algorithm ${algorithm} is not switched on`);
      return perform(() => changes.rotate(algorithm, immediately, actor));
    },
    revoke: (kid, actor) => perform(() => changes.revoke(kid, actor)),
    tick() {
      view.announce();
      ticking ??= maintain().finally(() => {
        ticking = undefined;
      });
      return ticking;
    },
    onChange: view.onChange,
  };
};
