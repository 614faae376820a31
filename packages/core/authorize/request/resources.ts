import { isRefusal, type Refusal } from '@cardea/protocol';
import type { EngineOptions } from '../../engine-options.ts';
import { resolveTarget } from '../../issuance/resolve-target.ts';
import type { Client } from '../../ports/client.ts';

/**
 * Why a token for some resources cannot be had: said before the person is asked (RFC 8707 §2). Each list is what one token
 * is for.
 */
export const refusedResource = async (
  tokens: readonly (readonly string[])[],
  client: Client,
  options: EngineOptions,
): Promise<Refusal | undefined> => {
  for (const resources of tokens) {
    const target = await resolveTarget(resources, client, options);
    if (isRefusal(target)) return target;
  }
  return undefined;
};
