import type { Client, PublicJwk } from '../ports/client.ts';
import type { VerifiedJwt } from '../ports/crypto.ts';
import type { RemoteKeys } from '../ports/remote-keys.ts';

/** The keys a JWT of a client may be signed with, where they lie; undefined where it has none or they cannot be had. */
export const findClientKeys = async (
  { jwks, jwksUri }: Pick<Client, 'jwks' | 'jwksUri'>,
  presented: VerifiedJwt | undefined,
  { remoteKeys }: { readonly remoteKeys: RemoteKeys },
): Promise<readonly PublicJwk[] | undefined> => {
  const kid = presented?.header.kid;
  return jwksUri === undefined ? jwks : await remoteKeys.find(jwksUri, typeof kid === 'string' ? kid : undefined);
};
