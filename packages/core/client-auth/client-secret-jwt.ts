import { refuse } from '@cardea/protocol';
import { clientSecretContext } from '../ports/client-secret-context.ts';
import { seconds } from '../ports/clock.ts';
import { acceptAssertion, algorithmsOf } from './assertion.ts';
import { clientAuthMethod } from './method.ts';

const ALGORITHMS = ['HS256', 'HS384', 'HS512'];

/** OpenID Connect Core §9: a JWT with a MAC under the client secret, which is therefore kept sealed instead of hashed. */
export const clientSecretJwt = clientAuthMethod({
  name: 'client_secret_jwt',
  presentedAs: 'assertion',
  algorithms: ALGORITHMS,
  async prove({ assertion }, client, dependencies) {
    const { sealer, jwt, clock } = dependencies;
    for (const { id, hash, expiresAt } of client.secrets) {
      if (hash.kind !== 'sealed') continue;
      if (expiresAt !== undefined && expiresAt <= seconds(clock)) continue;
      const secret = sealer.open(hash.box, clientSecretContext(client.id, id));
      const verified = await jwt.verifyMac(assertion, secret, algorithmsOf(client, ALGORITHMS, dependencies));
      // Not this secret, or one that is too short for this algorithm (RFC 7518 §3.2): perhaps the other.
      if (verified === 'signature' || verified === 'key') continue;
      return (await acceptAssertion(verified, client, dependencies)) ?? { credentialId: id };
    }
    return refuse('client.assertion_signature');
  },
});
