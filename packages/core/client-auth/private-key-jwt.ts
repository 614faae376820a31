import { refuse } from '@cardea/protocol';
import { acceptAssertion, algorithmsOf } from './assertion.ts';
import { clientAuthMethod } from './method.ts';

const ALGORITHMS = [
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
];

/** OpenID Connect Core §9, RFC 7523 §2.2: a JWT signed with a key of the client's JWK set. */
export const privateKeyJwt = clientAuthMethod({
  name: 'private_key_jwt',
  presentedAs: 'assertion',
  algorithms: ALGORITHMS,
  async prove({ assertion }, client, dependencies) {
    const kid = dependencies.jwt.peek(assertion)?.header.kid;
    const keys =
      client.jwksUri === undefined
        ? client.jwks
        : await dependencies.remoteKeys.find(client.jwksUri, typeof kid === 'string' ? kid : undefined);
    if (keys === undefined) return refuse('client.keys_unavailable', { jwksUri: client.jwksUri });
    const verified = await dependencies.jwt.verify(assertion, keys, algorithmsOf(client, ALGORITHMS, dependencies));
    const refusal = await acceptAssertion(verified, client, dependencies);
    return refusal ?? { credentialId: 'assertion' };
  },
});
