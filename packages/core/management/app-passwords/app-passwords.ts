import { appPasswordScopes } from '../../app-passwords/app-password-fields.ts';
import { type AppPasswordPolicy, endOf, PAST_POLICY } from '../../app-passwords/app-password-policy.ts';
import { appPasswordRemoval, newAppPassword } from '../../app-passwords/new-app-password.ts';
import type { AppPassword } from '../../ports/app-password.ts';
import type { Actor } from '../../ports/audit.ts';
import { type EpochSeconds, seconds } from '../../ports/clock.ts';
import { findAccount } from '../accounts/find-account.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { firstProblem } from '../fields/field-problem.ts';
import { nameProblem } from '../fields/name.ts';
import { ttlProblem } from '../fields/numbers.ts';
import type { ManagementPorts } from '../ports.ts';

export interface NewAccountAppPassword {
  /** Id, user name or e-mail address. */
  readonly user: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** As the operator set it when absent; `null` for one that does not end by itself. */
  readonly ttlSeconds?: number | null | undefined;
}

/** An app password as an administrator sees it: nothing of it can be presented anywhere. */
export type AppPasswordDescription = Omit<AppPassword, 'secretHash'> & { readonly state: 'live' | 'expired' };

export interface CreatedAppPassword {
  readonly appPassword: AppPasswordDescription;
  /** The password itself, to be shown once. */
  readonly text: string;
}

/** App passwords of people. Each change is one unit with one audit entry. */
export interface AppPasswordManagement {
  add(input: NewAccountAppPassword, actor: Actor): Promise<CreatedAppPassword | ManagementError>;
  /** Those of one person, oldest first; expired ones too, as long as they are remembered. */
  list(user: string): Promise<readonly AppPasswordDescription[] | ManagementError>;
  /** Ends one, and at once what was got with it. */
  remove(which: { readonly user: string; readonly id: string }, actor: Actor): Promise<ManagementError | undefined>;
  /** Ends all of one person. */
  removeAll(user: string, actor: Actor): Promise<ManagementError | undefined>;
}

const describe = ({ secretHash: _, ...appPassword }: AppPassword, now: EpochSeconds): AppPasswordDescription => ({
  ...appPassword,
  state: appPassword.expiresAt === undefined || appPassword.expiresAt > now ? 'live' : 'expired',
});

const scopesProblem = (scopes: readonly string[], offered: readonly string[]): string | undefined => {
  const foreign = scopes.find((scope) => !offered.includes(scope));
  return foreign === undefined ? undefined : `holds ${foreign.slice(0, 100)}, which is no registered scope of an API`;
};

const inWords = ({ maxTtlSeconds }: AppPasswordPolicy): string =>
  `is more than CARDEA_APP_PASSWORD_MAX_TTL allows (${maxTtlSeconds} seconds)`;

const add = async (
  ports: ManagementPorts,
  { user, name, ttlSeconds, ...input }: NewAccountAppPassword,
  actor: Actor,
): Promise<CreatedAppPassword | ManagementError> => {
  const { stores, clock, appPasswords } = ports;
  const account = await findAccount(ports, user);
  if (isManagementError(account)) return account;
  const scopes = [...new Set(input.scopes)];
  const offered = (await appPasswordScopes(stores.scopes)).map((scope) => scope.name);
  const now = seconds(clock);
  const expiresAt = endOf(now, ttlSeconds, appPasswords);
  const problem = firstProblem({
    name: nameProblem(name),
    scopes: scopesProblem(scopes, offered),
    ttlSeconds: ttlProblem(ttlSeconds ?? undefined) ?? (expiresAt === PAST_POLICY ? inWords(appPasswords) : undefined),
  });
  if (problem || expiresAt === PAST_POLICY) return new ManagementError('app_password.invalid', problem ?? {});
  const { appPassword, text, unit } = newAppPassword({ accountId: account.id, name, scopes, expiresAt, actor }, ports);
  if (await stores.commit(unit)) return { appPassword: describe(appPassword, now), text };
  const current = await stores.accounts.find(account.id);
  return new ManagementError(current?.state === 'active' ? 'app_password.too_many' : 'app_password.inactive', {
    subject: account.username,
  });
};

const remove = async (
  ports: ManagementPorts,
  { user, id }: { readonly user: string; readonly id: string },
  actor: Actor,
): Promise<ManagementError | undefined> => {
  const account = await findAccount(ports, user);
  if (isManagementError(account)) return account;
  const found = await ports.stores.appPasswords.find(id);
  const done = found?.accountId === account.id && (await ports.stores.commit(appPasswordRemoval(found, actor, ports)));
  return done ? undefined : new ManagementError('app_password.not_found', { subject: id.slice(0, 100) });
};

const removeAll = async (ports: ManagementPorts, user: string, actor: Actor): Promise<ManagementError | undefined> => {
  const account = await findAccount(ports, user);
  if (isManagementError(account)) return account;
  await ports.stores.commit({
    changes: [
      { kind: 'app_passwords.remove', accountId: account.id },
      audited(ports.clock, { actor, action: 'app_passwords.deleted', target: account.id }),
    ],
  });
  return undefined;
};

export const createAppPasswordManagement = (ports: ManagementPorts): AppPasswordManagement => ({
  add: (input, actor) => add(ports, input, actor),
  async list(user) {
    const account = await findAccount(ports, user);
    if (isManagementError(account)) return account;
    const found = await ports.stores.appPasswords.list(account.id);
    return found.map((appPassword) => describe(appPassword, seconds(ports.clock)));
  },
  remove: (which, actor) => remove(ports, which, actor),
  removeAll: (user, actor) => removeAll(ports, user, actor),
});
