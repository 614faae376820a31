import { refuse } from '@cardea/protocol';
import { findClientKeys } from '../client-keys/find-client-keys.ts';
import { clientSigningAlgorithms } from '../client-keys/signing-algorithms.ts';
import { acceptAssertion, algorithmsOf } from './assertion.ts';
import { clientAuthMethod } from './method.ts';

/** OpenID Connect Core §9, RFC 7523 §2.2: a JWT signed with a key of the client's JWK set. */
export const privateKeyJwt = clientAuthMethod({
  name: 'private_key_jwt',
  presentedAs: 'assertion',
  algorithms: clientSigningAlgorithms,
  async prove({ assertion }, client, dependencies) {
    const keys = await findClientKeys(client, dependencies.jwt.peek(assertion), dependencies);
    if (keys === undefined) return refuse('client.keys_unavailable', { jwksUri: client.jwksUri });
    const verified = await dependencies.jwt.verify(
      assertion,
      keys,
      algorithmsOf(client, clientSigningAlgorithms, dependencies),
    );
    const refusal = await acceptAssertion(verified, client, dependencies);
    return refusal ?? { credentialId: 'assertion' };
  },
});
