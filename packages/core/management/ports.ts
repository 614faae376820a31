import type { EndpointUrls, EngineOptions } from '../engine-options.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { PasswordJudge } from '../ports/password-judge.ts';
import type { SettingsCatalogue } from '../ports/settings-catalogue.ts';

/** What the management of one issuer works with. */
export interface ManagementPorts
  extends Pick<
    EngineOptions,
    | 'issuer'
    | 'appPasswords'
    | 'digests'
    | 'profile'
    | 'stores'
    | 'clock'
    | 'mint'
    | 'hasher'
    | 'sealer'
    | 'jwt'
    | 'signingAlgorithms'
    | 'lifetimes'
    | 'providers'
  > {
  readonly endpoints: Pick<EndpointUrls, 'upstreamCallback' | 'oneTimeLink' | 'setUp'>;
  readonly keyring: Keyring;
  readonly passwords: PasswordJudge;
  /** Whether there is a way to send mail. */
  readonly sendsMail: boolean;
  readonly settings: SettingsCatalogue;
  /** How old a signing key gets before its successor signs. */
  readonly keyRotationSeconds: number;
  /** How long entries of the audit are kept. */
  readonly auditRetentionSeconds: number;
  /** Names of the grants that the engine has. */
  readonly grantTypes: readonly string[];
  /** Unpredictable bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
}
