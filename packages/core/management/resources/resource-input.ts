import type { Resource } from '../../ports/resource.ts';

/** What an administrator chooses of a resource. */
export type ResourceSettings = Omit<Resource, 'uri' | 'version' | 'createdAt' | 'updatedAt'>;

/** A resource to register. What is left out gets its default. */
export type NewResource = { readonly uri: string; readonly name: string } & {
  readonly [K in Exclude<keyof ResourceSettings, 'name'>]?: ResourceSettings[K] | undefined;
};

type Clearable = 'signingAlgorithm' | 'accessTokenTtlSeconds';

/** Settings to change. What is left out stays; `null` takes an optional setting away. */
export type ResourceChanges = {
  readonly uri: string;
  /** The version that was looked at: a change made since then is not overwritten. */
  readonly version?: number | undefined;
} & {
  readonly [K in keyof ResourceSettings]?: ResourceSettings[K] | (K extends Clearable ? null : never) | undefined;
};
