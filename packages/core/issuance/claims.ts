import type { ClaimsRequest } from '@cardea/protocol';
import type { Account, ProfileClaims } from '../ports/account.ts';
import type { Scope } from '../ports/scope.ts';

const PROFILE: readonly (keyof ProfileClaims)[] = [
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'profile',
  'picture',
  'website',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
];

/** The claims of the standard scopes (OpenID Connect Core §5.4); registered scopes may name more. */
const standardScopes: Readonly<Record<string, readonly string[]>> = {
  profile: [...PROFILE, 'preferred_username', 'updated_at'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
};

/** Claims that are always the server's own word (S056). */
const protocolClaims: ReadonlySet<string> = new Set([
  'iss',
  'sub',
  'aud',
  'exp',
  'iat',
  'nbf',
  'jti',
  'auth_time',
  'nonce',
  'acr',
  'amr',
  'azp',
  'at_hash',
  'c_hash',
  's_hash',
  'sid',
  'cnf',
  'client_id',
  'scope',
  'act',
  'may_act',
]);

/** Every claim there is to tell of a person, with its right type (OpenID Connect Core §5.1). */
const everything = (account: Account): Readonly<Record<string, unknown>> => ({
  ...account.profile,
  preferred_username: account.username,
  email: account.email,
  email_verified: account.email === undefined ? undefined : account.emailVerified,
  updated_at: account.updatedAt,
});

interface Wanted {
  /** Scopes that the person agreed to. */
  readonly scopes: readonly string[];
  readonly registered: readonly Scope[];
  /** Of the claims of these scopes, only those that are asked for by name (OpenID Connect Core §5.5); all when absent. */
  readonly asked?: ClaimsRequest['userinfo'] | undefined;
}

const claimsOf = (scopes: readonly string[], registered: readonly Scope[]): readonly string[] =>
  scopes.flatMap((scope) => [
    ...(standardScopes[scope] ?? []),
    ...(registered.find(({ name }) => name === scope)?.claims ?? []),
  ]);

/**
 * Claims of a person that they agreed to by scope; absent ones are left out. The `claims` parameter chooses among them and
 * never widens them: the consent page speaks of scopes, and nobody agreed to more.
 */
export const personalClaims = (
  account: Account,
  { scopes, registered, asked }: Wanted,
): Readonly<Record<string, unknown>> => {
  const known = everything(account);
  const told: Record<string, unknown> = {};
  for (const name of claimsOf(scopes, registered)) {
    const isWanted = asked === undefined || Object.hasOwn(asked, name);
    if (isWanted && !protocolClaims.has(name) && Object.hasOwn(known, name) && known[name] !== undefined)
      told[name] = known[name];
  }
  return told;
};

export const standardClaims: readonly string[] = [...new Set(Object.values(standardScopes).flat())];
export const openidScopes: readonly string[] = ['openid', ...Object.keys(standardScopes), 'offline_access'];
