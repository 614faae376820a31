import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../../engine-options.ts';
import type { Client } from '../../ports/client.ts';

const ALGORITHMS = ['ES256', 'EdDSA', 'PS256', 'RS256'];

type Dependencies = Pick<EngineOptions, 'jwt' | 'keyring' | 'issuer'>;

/** The subject an `id_token_hint` speaks of: an ID token of ours for this client, expired ones included (OIDC Core §3.1.2.1). */
export const hintedSubject = async (
  hint: string | undefined,
  client: Client,
  dependencies: Dependencies,
): Promise<string | undefined | Refusal> => {
  if (hint === undefined) return undefined;
  const { jwt, keyring, issuer } = dependencies;
  const verified = await jwt.verify(hint, keyring.verificationKeys(), ALGORITHMS);
  if (typeof verified === 'string') return refuse('authorize.hint', { failure: verified });
  const { header, claims } = verified;
  const { iss, aud, sub } = claims;
  const forClient = Array.isArray(aud) ? aud.includes(client.id) : aud === client.id;
  const isIdToken = header.typ === undefined || header.typ === 'JWT';
  if (!isIdToken || iss !== issuer || !forClient || typeof sub !== 'string')
    return refuse('authorize.hint', { failure: 'claims' });
  return sub;
};
