import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../../engine-options.ts';
import type { Client } from '../../ports/client.ts';
import { readIdTokenHint } from '../../tokens/id-token-hint.ts';

/** The subject an `id_token_hint` speaks of: an ID token of ours for this client (OIDC Core §3.1.2.1). */
export const hintedSubject = async (
  text: string | undefined,
  client: Client,
  dependencies: Pick<EngineOptions, 'jwt' | 'keyring' | 'issuer'>,
): Promise<string | undefined | Refusal> => {
  if (text === undefined) return undefined;
  const hint = await readIdTokenHint(text, dependencies);
  if (typeof hint === 'string') return refuse('authorize.hint', { failure: hint });
  return hint.clientId === client.id ? hint.subject : refuse('authorize.hint', { failure: 'claims' });
};
