import { isRefusal, type Refusal } from '@cardea/protocol';
import type { EngineOptions } from '../../engine-options.ts';
import { resolveTarget } from '../../issuance/resolve-target.ts';
import type { Client } from '../../ports/client.ts';

/**
 * Why a resource of a request cannot be had: said before the person is asked (RFC 8707 §2). Those of one request need not
 * fit into one token, for the client may ask for one after the other.
 */
export const refusedResource = async (
  resources: readonly string[],
  client: Client,
  options: EngineOptions,
): Promise<Refusal | undefined> => {
  for (const uri of resources) {
    const target = await resolveTarget([uri], client, options);
    if (isRefusal(target)) return target;
  }
  return undefined;
};
