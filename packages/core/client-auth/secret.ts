import { parseHandle, refuse } from '@cardea/protocol';
import type { Client } from '../ports/client.ts';
import { clientSecretContext } from '../ports/client-secret-context.ts';
import { seconds } from '../ports/clock.ts';
import type { AuthDependencies, Proof } from './method.ts';

/**
 * Whether a secret is one of the client's live ones. What a check costs depends on the form of the secret alone, never on the
 * client: a generated secret is compared by one fast hash, any other text costs one argon2id, even for nobody's client.
 */
export const proveSecret = async (
  secret: string,
  client: Client | undefined,
  dependencies: AuthDependencies,
): Promise<Proof> => {
  const { hasher, clock, decoySecret } = dependencies;
  const handle = parseHandle('client_secret', secret);
  let compared = false;
  for (const { id, hash, expiresAt } of client?.secrets ?? []) {
    const fits = handle === undefined ? hash.kind === 'argon2id' : hash.kind !== 'argon2id' && id === handle.selector;
    if (!fits) continue;
    compared = true;
    const verdict = hasher.verify(secret, hash, clientSecretContext(client?.id ?? '', id));
    if (!(typeof verdict === 'boolean' ? verdict : await verdict)) continue;
    const expired = expiresAt !== undefined && expiresAt <= seconds(clock);
    return expired ? refuse('client.secret_expired', { secret: id }) : { credentialId: id };
  }
  if (!compared && handle === undefined) await hasher.verify(secret, decoySecret, '');
  return refuse('client.secret_wrong');
};
