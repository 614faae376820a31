import { isDeepStrictEqual } from 'node:util';
import type { Client } from '../ports/client.ts';

/** What a person judged when they agreed, and what proves that it is still the same. */
const judged = (
  client: Client | Omit<Client, 'id' | 'version' | 'secrets' | 'createdAt' | 'updatedAt' | 'provenance'>,
) => [
  client.name,
  client.localized ?? {},
  client.logoUri,
  client.clientUri,
  client.policyUri,
  client.termsUri,
  client.redirectUris,
  client.authMethod,
  client.jwks ?? [],
  client.jwksUri,
];

/** Whether people must be asked again because the client is not what they agreed to (S084). */
export const isAnother = (old: Client, next: Parameters<typeof judged>[0]): boolean =>
  !isDeepStrictEqual(judged(old), judged(next));
