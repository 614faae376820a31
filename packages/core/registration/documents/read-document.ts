import type { Refusal } from '@cardea/protocol';
import type { Client } from '../../ports/client.ts';
import type { RegistrationDependencies } from '../dependencies.ts';
import { type Draft, draftClient } from '../draft.ts';
import { refusedMember } from '../refused.ts';

/** What only a registration can have: there is nobody to agree on a secret with (Client ID Metadata Document §4.1). */
const FOREIGN = ['client_secret', 'client_secret_expires_at', 'registration_access_token', 'registration_client_uri'];
const SECRET_METHODS: ReadonlySet<unknown> = new Set([
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
]);

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** The client that a document describes (Client ID Metadata Document §4), judged like any that registers itself. */
export const readClientDocument = async (
  json: unknown,
  { id, old }: { readonly id: string; readonly old: Client | undefined },
  dependencies: RegistrationDependencies,
): Promise<Draft | Refusal> => {
  if (!isObject(json)) return refusedMember({ member: 'document', problem: 'is not a JSON object' });
  if (json.client_id !== id)
    return refusedMember({ member: 'client_id', problem: 'is not the address of the document' });
  const foreign = FOREIGN.find((member) => json[member] !== undefined);
  if (foreign !== undefined) return refusedMember({ member: foreign, problem: 'has no place in a document' });
  if (SECRET_METHODS.has(json.token_endpoint_auth_method))
    return refusedMember({ member: 'token_endpoint_auth_method', problem: 'needs a secret, which nobody agreed on' });
  // One request of a stranger leads to one document, and not to more
  if (json.sector_identifier_uri !== undefined)
    return refusedMember({ member: 'sector_identifier_uri', problem: 'has no place in a document' });
  const { host, hostname } = new URL(id);
  return draftClient(
    { metadata: json, old, invited: false, scopes: [], usualAuthMethod: 'none', usualName: host, ownHosts: [hostname] },
    dependencies,
  );
};
