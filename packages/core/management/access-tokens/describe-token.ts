import type { AccessToken } from '../../ports/access-token.ts';
import type { EpochSeconds } from '../../ports/clock.ts';

/** A token as an administrator sees it: nothing of it can be presented anywhere. */
export type TokenDescription = Omit<AccessToken, 'verifierHash'> & {
  readonly state: 'live' | 'expired' | 'revoked';
};

const stateOf = ({ revokedAt, expiresAt }: AccessToken, now: EpochSeconds): TokenDescription['state'] => {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt > now ? 'live' : 'expired';
};

export const describeToken = (token: AccessToken, now: EpochSeconds): TokenDescription => {
  const { verifierHash: _verifierHash, ...shown } = token;
  return { ...shown, state: stateOf(token, now) };
};
