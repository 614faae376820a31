import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { Client } from '../ports/client.ts';
import type { ClientRequest } from '../ports/request.ts';
import { provePossession } from './prove-possession.ts';

/** The key that the tokens of a request are to be bound to: undefined where the client neither proves one nor has to. */
export const boundKey = async (
  { proof }: ClientRequest,
  client: Client,
  dependencies: EngineOptions,
): Promise<string | undefined | Refusal> => {
  if (proof !== undefined) return provePossession(proof, dependencies);
  // RFC 9449 §5.2: dpop_bound_access_tokens
  return client.dpopBoundAccessTokens || dependencies.profile.boundTokensOnly
    ? refuse('dpop.missing', { client: client.id })
    : undefined;
};
