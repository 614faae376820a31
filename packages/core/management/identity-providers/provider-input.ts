import type {
  IdentityProvider,
  MatchBy,
  ProviderAuthMethod,
  ProviderEndpoints,
} from '../../ports/identity-provider.ts';

/** What may be set of a provider, and changed. */
interface ProviderSettings {
  readonly name?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly clientId?: string | undefined;
  readonly authMethod?: ProviderAuthMethod | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly trustsEmail?: boolean | undefined;
  readonly trustsFactors?: boolean | undefined;
  readonly matchBy?: MatchBy | undefined;
  readonly onMatch?: IdentityProvider['onMatch'] | undefined;
  readonly onNoMatch?: IdentityProvider['onNoMatch'] | undefined;
  readonly allowedDomains?: readonly string[] | undefined;
  readonly refreshProfile?: boolean | undefined;
}

/** A provider to register: by its issuer, or by a preset. */
export interface NewIdentityProvider extends ProviderSettings {
  /** The name of the preset when absent. */
  readonly id?: string | undefined;
  readonly preset?: string | undefined;
  readonly issuer?: string | undefined;
  readonly endpoints?: ProviderEndpoints | undefined;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly hostedDomain?: string | undefined;
}

/** What to change. What is left out stays; `null` takes it away. The issuer stays: links are to its subjects. */
export interface IdentityProviderChanges extends ProviderSettings {
  readonly id: string;
  /** The version that was looked at: a change made since then is not overwritten. */
  readonly version?: number | undefined;
  readonly clientSecret?: string | null | undefined;
  readonly endpoints?: ProviderEndpoints | null | undefined;
  readonly hostedDomain?: string | null | undefined;
}

/** A provider as administrators see it: without the secret. */
export type IdentityProviderDescription = Omit<IdentityProvider, 'secret'> & {
  readonly hasSecret: boolean;
  /** To be registered there. */
  readonly redirectUri: string;
};

/** One thing that was tried at a provider. */
export interface ProviderTrial {
  readonly step: 'discovery' | 'keys' | 'client';
  readonly succeeded: boolean;
  /** What was found, or why it failed, in words for the operator. */
  readonly detail: string;
}
