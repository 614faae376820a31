import type { EngineOptions } from '../engine-options.ts';

/** What the management of one issuer works with. */
export interface ManagementPorts
  extends Pick<
    EngineOptions,
    'issuer' | 'stores' | 'clock' | 'mint' | 'hasher' | 'sealer' | 'jwt' | 'keyring' | 'signingAlgorithms' | 'lifetimes'
  > {
  /** Names of the grants that the engine has. */
  readonly grantTypes: readonly string[];
  /** Unpredictable bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
}
