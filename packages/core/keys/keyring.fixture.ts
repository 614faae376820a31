import type { PreparedSigner, Sealer, SigningKeys } from '../ports/crypto.ts';
import { DatabaseUnavailable } from '../ports/database-unavailable.ts';
import type { SigningAlgorithm, SigningKey } from '../ports/signing-key.ts';
import type { Change, Unit } from '../ports/unit.ts';
import { createKeyring, type Keyring, type KeyringOptions } from './keyring.ts';

/** Seconds since an epoch of the test's own; set by hand. */
export const fakeClock = (startSeconds: number) => {
  const clock = {
    at: startSeconds,
    nowMs: () => clock.at * 1000,
    advance: (by: number) => {
      clock.at += by;
    },
  };
  return clock;
};

/** The two guards and two changes that a keyring uses, with the duties of their contracts; each call takes a turn of the loop. */
export const keyStore = () => {
  const store = {
    keys: [] as SigningKey[],
    units: [] as Unit[],
    isDown: false,
    /** Awaited by each read before it answers, so that a test can hold one back. */
    beforeAnswer: async (): Promise<void> => undefined,
    signingKeys: {
      async list() {
        await Bun.sleep(0);
        if (store.isDown) throw new DatabaseUnavailable('down');
        const answer = store.keys.map((key) => ({ ...key }));
        await store.beforeAnswer();
        return answer;
      },
    },
    async commit(unit: Unit) {
      await Bun.sleep(0);
      if (store.isDown) throw new DatabaseUnavailable('down');
      if (!decide(unit)) return false;
      for (const change of unit.changes) apply(change);
      store.units.push(unit);
      return true;
    },
  };
  const replace = (id: string, members: Partial<SigningKey>): void => {
    store.keys = store.keys.map((key) => (key.id === id ? { ...key, ...members } : key));
  };
  const decide = ({ guard }: Unit): boolean => {
    if (guard?.kind === 'signing_key.insert') {
      if (store.keys.findLast((key) => key.algorithm === guard.key.algorithm)?.id !== guard.after) return false;
      store.keys.push(guard.key);
      return true;
    }
    if (guard?.kind === 'signing_key.revoke') {
      if (store.keys.find((key) => key.id === guard.id)?.revokedAt !== undefined) return false;
      replace(guard.id, { revokedAt: guard.at });
      return true;
    }
    throw new Error(`no guard of a keyring: ${guard?.kind}`);
  };
  const apply = (change: Change): void => {
    if (change.kind === 'signing_key.remove_at') {
      if (store.keys.find((key) => key.id === change.id)?.removeAt === undefined) {
        replace(change.id, { removeAt: change.removeAt });
      }
    } else if (change.kind !== 'audit.append') throw new Error(`no change of a keyring: ${change.kind}`);
  };
  return store;
};

/** A "signature" names its key, which is all that rotation is about. */
const namedKeys = (): SigningKeys & { made: number } => {
  const keys = {
    made: 0,
    async generate(algorithm: SigningAlgorithm) {
      await Bun.sleep(0);
      const id = `${algorithm}-${++keys.made}-${crypto.randomUUID()}`;
      return { id, publicJwk: { kty: 'EC', crv: 'P-256', x: id, y: 'y', d: 'leaked', k: 'leaked' }, privateJwk: id };
    },
    prepare: ({ id, algorithm }: { readonly id: string; readonly algorithm: SigningAlgorithm }): PreparedSigner => ({
      kid: id,
      algorithm,
      sign: () => id,
    }),
  };
  return keys;
};

/** Refuses what another secret, or another context, has sealed. */
export const labelSealer = (secret: string): Sealer => ({
  seal: (plaintext, context) => JSON.stringify([secret, context, plaintext]),
  open(box, context) {
    const [sealedWith, sealedFor, plaintext] = JSON.parse(box);
    if (sealedWith !== secret || sealedFor !== context) throw new Error('not opened');
    return plaintext;
  },
});

export const DAY = 86_400;
export const rotation = { everySeconds: 30 * DAY, publishAheadSeconds: 660, longestTokenSeconds: DAY, skewSeconds: 60 };
export const operator = { kind: 'operator', id: 'anna' } as const;

export const keyringOn = (
  store: ReturnType<typeof keyStore>,
  clock: ReturnType<typeof fakeClock>,
  options: Partial<KeyringOptions> = {},
): Keyring =>
  createKeyring({
    stores: store,
    clock,
    signingKeys: namedKeys(),
    sealer: labelSealer('secret'),
    algorithms: ['ES256'],
    defaultAlgorithm: 'ES256',
    rotation,
    ...options,
  });

/** A store, a clock and a keyring that is ready. */
export const started = async (options: Partial<KeyringOptions> = {}) => {
  const clock = fakeClock(1_760_000_000);
  const store = keyStore();
  const keyring = keyringOn(store, clock, options);
  await keyring.ready();
  return { clock, store, keyring, kids: () => keyring.jwks().keys.map((key) => String(key.kid)) };
};
