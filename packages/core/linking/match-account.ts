import { loginKey } from '../accounts/login-key.ts';
import type { Account } from '../ports/account.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import type { UpstreamIdentity } from '../upstream/identity/upstream-identity.ts';

/** Who is here already that could be meant. */
export interface Candidates {
  readonly byEmail: Account | undefined;
  readonly byUsername: Account | undefined;
}

/** What becomes of somebody without a link. */
export type Match =
  | { readonly kind: 'link'; readonly account: Account }
  | { readonly kind: 'create' }
  | { readonly kind: 'refused'; readonly code: 'upstream.account_exists' | 'upstream.no_account' };

type Rules = Pick<IdentityProvider, 'matchBy' | 'onMatch' | 'onNoMatch'>;

const exists = { kind: 'refused', code: 'upstream.account_exists' } as const;

/**
 * By e-mail address only where both sides are sure whose it is: an address that nobody verified is anybody's claim, here as there
 * (S100).
 */
const emailMatch = ({ emailVerified }: UpstreamIdentity, account: Account, { matchBy, onMatch }: Rules): Match => {
  const isSure = emailVerified && account.emailVerified;
  return isSure && matchBy === 'email' && onMatch === 'link' ? { kind: 'link', account } : exists;
};

/** Decided from nothing but these; whoever has a link is known and not asked about. */
export const matchAccount = (identity: UpstreamIdentity, rules: Rules, { byEmail, byUsername }: Candidates): Match => {
  const { email, username } = identity;
  if (byUsername && username !== undefined && rules.matchBy === 'username') {
    if (rules.onMatch === 'deny' || byUsername.usernameKey !== loginKey(username)) return exists;
    return { kind: 'link', account: byUsername };
  }
  // Also somebody whose user name is that address
  if (byEmail && email !== undefined)
    return byEmail.emailKey === loginKey(email) ? emailMatch(identity, byEmail, rules) : exists;
  return rules.onNoMatch === 'create' ? { kind: 'create' } : { kind: 'refused', code: 'upstream.no_account' };
};
