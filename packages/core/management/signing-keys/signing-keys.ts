import type { ListedSigningKey } from '../../keys/key-view.ts';
import type { Keyring } from '../../keys/keyring.ts';
import type { Actor } from '../../ports/audit.ts';
import type { SigningAlgorithm } from '../../ports/signing-key.ts';
import { ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';

export interface Rotation {
  /** The server's default algorithm when absent. */
  readonly algorithm?: string | undefined;
  /** Signs with the new key at once: some verifiers will not know it yet. For emergencies. */
  readonly immediately?: boolean | undefined;
}

/** The signing keys of the issuer; none of its private halves is seen here. The keyring writes the audit entries. */
export interface SigningKeyManagement {
  /** Oldest first. */
  list(): Promise<readonly ListedSigningKey[]>;
  /** The new key. */
  rotate(input: Rotation, actor: Actor): Promise<ListedSigningKey | ManagementError>;
  /** Withdraws a key at once: what it signed counts no longer. Undefined where it is done. */
  retire(kid: string, actor: Actor): Promise<ManagementError | undefined>;
}

const retire = async (keyring: Keyring, kid: string, actor: Actor): Promise<ManagementError | undefined> => {
  if (await keyring.revoke(kid, actor)) return undefined;
  const known = (await keyring.list()).some((key) => key.id === kid);
  return new ManagementError(known ? 'signing_key.revoked' : 'signing_key.not_found', { subject: kid.slice(0, 100) });
};

export const createSigningKeyManagement = ({ keyring, signingAlgorithms }: ManagementPorts): SigningKeyManagement => {
  const isOn = (algorithm: string): algorithm is SigningAlgorithm => signingAlgorithms.some((one) => one === algorithm);
  return {
    list: () => keyring.list(),
    rotate: async ({ algorithm, immediately }, actor) => {
      if (algorithm === undefined) return keyring.rotate({ immediately, actor });
      if (isOn(algorithm)) return keyring.rotate({ algorithm, immediately, actor });
      const subject = `${algorithm.slice(0, 20)}; it signs with ${signingAlgorithms.join(', ')}`;
      return new ManagementError('signing_key.algorithm_off', { subject });
    },
    retire: (kid, actor) => retire(keyring, kid, actor),
  };
};
