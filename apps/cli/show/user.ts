import type { AdminClient } from '../connect/admin-client.ts';
import { facts } from '../terminal/table.ts';
import { instant } from '../terminal/times.ts';

export type ShownUser = Awaited<ReturnType<AdminClient['users']['show']['query']>>;

/** A person; the claims are in the names of OpenID Connect Core §5.1, `id` is their `sub` towards clients with public subjects. */
export const userJson = (user: ShownUser): Readonly<Record<string, unknown>> => ({
  id: user.id,
  username: user.username,
  email: user.email,
  email_verified: user.email === undefined ? undefined : user.emailVerified,
  state: user.state,
  delete_at: user.deleteAt,
  role: user.role,
  has_password: user.hasPassword,
  password_changed_at: user.passwordChangedAt,
  claims: user.profile,
  created_at: user.createdAt,
  updated_at: user.updatedAt,
  version: user.version,
});

const emailLine = ({ email, emailVerified }: ShownUser): string | undefined =>
  email === undefined ? undefined : `${email} (${emailVerified ? 'verified' : 'not verified'})`;

const passwordLine = ({ hasPassword, passwordChangedAt }: ShownUser): string =>
  hasPassword ? `set ${instant(passwordChangedAt) ?? ''}`.trim() : 'none';

const claimRows = ({ address, ...claims }: ShownUser['profile']): readonly (readonly [string, string])[] => [
  ...Object.entries(claims).map(([name, value]): [string, string] => [name, String(value)]),
  ...Object.entries(address ?? {}).map(([name, value]): [string, string] => [`address.${name}`, value ?? '']),
];

type Row = readonly [string, string | undefined];

/** `more` stands after the password. */
export const userLines = (user: ShownUser, more: readonly Row[] = []): readonly string[] =>
  facts([
    ['id', user.id],
    ['user name', user.username],
    ['e-mail', emailLine(user)],
    ['state', user.state],
    ['deleted on', instant(user.deleteAt)],
    ['role', user.role],
    ['password', passwordLine(user)],
    ...more,
    ...claimRows(user.profile),
    ['registered', instant(user.createdAt)],
    ['changed', user.version === 1 ? undefined : instant(user.updatedAt)],
  ]);
