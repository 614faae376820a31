import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { Client, ClientAuthMethod } from '../ports/client.ts';
import type { CredentialKind, PresentedCredential } from './credential.ts';

export type AuthDependencies = Pick<
  EngineOptions,
  | 'clock'
  | 'stores'
  | 'clientLookup'
  | 'hasher'
  | 'decoySecret'
  | 'sealer'
  | 'jwt'
  | 'remoteKeys'
  | 'mint'
  | 'issuer'
  | 'endpoints'
  | 'profile'
  | 'sessionClient'
>;

/** The id of the secret or key that proved the client, or why it did not. */
export type Proof = { readonly credentialId: string } | Refusal;

type Credential<K extends CredentialKind> = Extract<PresentedCredential, { kind: K }>;

/** One client authentication method (RFC 6749 §2.3), as its file writes it. */
interface MethodDefinition<K extends CredentialKind> {
  readonly name: ClientAuthMethod;
  readonly presentedAs: K;
  /** Signature algorithms for discovery, where the method has any. */
  readonly algorithms?: readonly string[];
  /** Whether the credential is this client's. Never writes but to claim a `jti`. */
  prove(credential: Credential<K>, client: Client, dependencies: AuthDependencies): Promise<Proof>;
}

/** The same as everyone else sees it: any credential may be shown to it. */
export interface ClientAuthMethodEntry {
  readonly name: ClientAuthMethod;
  readonly presentedAs: CredentialKind;
  readonly algorithms: readonly string[];
  prove(credential: PresentedCredential, client: Client, dependencies: AuthDependencies): Promise<Proof>;
}

const isKind = <K extends CredentialKind>(credential: PresentedCredential, kind: K): credential is Credential<K> =>
  credential.kind === kind;

export const clientAuthMethod = <K extends CredentialKind>(method: MethodDefinition<K>): ClientAuthMethodEntry => ({
  name: method.name,
  presentedAs: method.presentedAs,
  algorithms: method.algorithms ?? [],
  prove: (credential, client, dependencies) =>
    isKind(credential, method.presentedAs)
      ? method.prove(credential, client, dependencies)
      : Promise.resolve(
          refuse('client.method_not_registered', { registered: client.authMethod, presented: credential.kind }),
        ),
});
