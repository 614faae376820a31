import { loginKey } from '../accounts/login-key.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import type { UpstreamIdentity } from '../upstream/identity/upstream-identity.ts';

const domainOf = (email: string): string => loginKey(email).split('@').at(-1) ?? '';

/** Whether somebody may sign in by this provider at all, also if they could before. */
export const isAdmitted = (
  { email, emailVerified, hostedDomain }: UpstreamIdentity,
  provider: Pick<IdentityProvider, 'allowedDomains' | 'hostedDomain'>,
): boolean => {
  // Google: the address of an account may be of any domain, the claim says whose account it is
  if (provider.hostedDomain !== undefined && hostedDomain !== provider.hostedDomain) return false;
  if (provider.allowedDomains.length === 0) return true;
  return email !== undefined && emailVerified && provider.allowedDomains.includes(domainOf(email));
};
