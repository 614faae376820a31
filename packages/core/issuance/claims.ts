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
  readonly scopes: readonly string[];
  readonly registered: readonly Scope[];
  readonly requested: ClaimsRequest['userinfo'] | undefined;
}

const namesOf = ({ scopes, registered, requested }: Wanted): ReadonlySet<string> =>
  new Set([
    ...scopes.flatMap((scope) => [
      ...(standardScopes[scope] ?? []),
      ...(registered.find(({ name }) => name === scope)?.claims ?? []),
    ]),
    ...Object.keys(requested ?? {}),
  ]);

/** The claims of a person that were granted by scope or asked for by name; absent ones are left out. */
export const personalClaims = (account: Account, wanted: Wanted): Readonly<Record<string, unknown>> => {
  const known = everything(account);
  const told: Record<string, unknown> = {};
  for (const name of namesOf(wanted)) {
    if (!protocolClaims.has(name) && Object.hasOwn(known, name) && known[name] !== undefined) told[name] = known[name];
  }
  return told;
};

export const standardClaims: readonly string[] = [...new Set(Object.values(standardScopes).flat())];
export const openidScopes: readonly string[] = ['openid', ...Object.keys(standardScopes), 'offline_access'];
