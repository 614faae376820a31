import type { Clock, ProviderPorts } from '@cardea/core';
import { createFetcher, createRemoteApi, createRemoteKeys } from '@cardea/outbound';
import type { Settings } from '../config/settings-table.ts';
import type { Logger } from '../logging/create-logger.ts';

/** A whole company signs in at one provider, and in the morning at once: more than strangers' documents are worth. */
const LIMITS = { concurrency: 256, concurrencyPerHost: 64 };

/** How identity providers are reached; the log learns of each one that cannot be. */
export const openProviders = (
  { allowedPrivateProviderHosts: hosts }: Pick<Settings, 'allowedPrivateProviderHosts'>,
  { clock, log }: { readonly clock: Clock; readonly log: Logger },
): ProviderPorts => {
  const options = { clock, allowPrivateHosts: hosts, limits: LIMITS };
  return {
    api: createRemoteApi({
      ...options,
      onFailure: (url, failure) => log.warn({ url, failure }, 'an identity provider does not answer'),
    }),
    keys: createRemoteKeys(createFetcher(options), {
      clock,
      onFailure: (url, failure) => log.warn({ url, failure }, 'the keys of an identity provider cannot be fetched'),
    }),
  };
};
