import { loginKey, usernameProblem } from '../accounts/login-key.ts';
import { generateAccountId, isAccountId } from '../management/accounts/account-id.ts';
import type { Account } from '../ports/account.ts';
import type { EpochSeconds } from '../ports/clock.ts';
import type { UpstreamIdentity } from '../upstream/identity/upstream-identity.ts';

const MAX_CHARS = 48;
const NUMBERED = 5;
const RANDOM_BYTES = 6;

/** A text as a user name of its own: never an e-mail address, which would be somebody's way to sign in. */
const asUsername = (text: string | undefined): string | undefined => {
  const name = text
    ?.normalize('NFKC')
    .split('@', 1)[0]
    ?.trim()
    .replaceAll(/[^\p{L}\p{N}\p{M}._+-]+/gu, '.')
    .replaceAll(/^[^\p{L}\p{N}]+|[._+-]+$/gu, '')
    .slice(0, MAX_CHARS);
  return name === undefined || usernameProblem(name) !== undefined || isAccountId(name) ? undefined : name;
};

/** User names for somebody new, the best first; the last one is free in all likelihood. */
export const usernameCandidates = (
  { username, email, profile }: UpstreamIdentity,
  randomBytes: (count: number) => Uint8Array,
): readonly string[] => {
  const base = asUsername(username) ?? asUsername(email) ?? asUsername(profile.name) ?? 'user';
  const random = Buffer.from(randomBytes(RANDOM_BYTES)).toString('hex');
  const numbered = Array.from({ length: NUMBERED }, (_, index) => `${base}${index + 2}`);
  return [base, ...numbered, `${base}-${random}`];
};

/** An account of somebody new. An address that is not known to be theirs is left out: it would keep its owner from coming. */
export const newAccount = (
  username: string,
  { email, emailVerified, profile }: UpstreamIdentity,
  { now, randomBytes }: { readonly now: EpochSeconds; readonly randomBytes: (count: number) => Uint8Array },
): Account => ({
  id: generateAccountId(randomBytes),
  version: 1,
  state: 'active',
  username,
  usernameKey: loginKey(username),
  ...(email !== undefined && emailVerified ? { email, emailKey: loginKey(email) } : {}),
  emailVerified,
  profile,
  createdAt: now,
  updatedAt: now,
});
