import type { AccessToken } from '../../ports/access-token.ts';
import type { Stores } from '../../ports/stores.ts';
import type { Authority } from './authority.ts';

/** The ground on which the holder of a live access token manages, as the primary has it now; undefined where its owner is gone. */
export const authorityOfToken = async (
  token: Pick<AccessToken, 'clientId' | 'scopes' | 'authorizationId'>,
  { accounts, authorizations }: Pick<Stores, 'accounts' | 'authorizations'>,
): Promise<Authority | undefined> => {
  const { clientId, scopes, authorizationId } = token;
  if (authorizationId === undefined) return { kind: 'client', clientId, scopes };
  const authorization = await authorizations.find(authorizationId);
  const account = authorization && (await accounts.find(authorization.accountId));
  if (authorization === undefined || account?.state !== 'active') return undefined;
  return {
    kind: 'person',
    accountId: account.id,
    role: account.role,
    scopes,
    authenticatedAt: authorization.authenticatedAt,
    hasSecondFactor: authorization.methods.includes('mfa'),
  };
};
