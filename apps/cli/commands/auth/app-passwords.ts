import type { AdminClient } from '../../connect/admin-client.ts';
import { CommandFailed } from '../../connect/command-failed.ts';
import { text } from '../../parse/flag.ts';
import { appPasswordJson, appPasswordLines, type ShownAppPassword } from '../../show/app-password.ts';
import { onceNote, secretLines } from '../../show/once.ts';
import { table } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { instant } from '../../terminal/times.ts';

/** With it a command is about the app passwords of a person, and not about access tokens. */
export const ofUser = text({
  placeholder: 'USER',
  doc: 'About the app passwords of this person: the id, the user name or the e-mail address.',
});

export const addAppPassword = async (
  admin: AdminClient,
  wish: {
    readonly user: string;
    readonly name: string;
    readonly scopes: readonly string[];
    readonly ttlSeconds: number | null | undefined;
  },
) => {
  const { user: id, name, scopes, ttlSeconds } = wish;
  const { appPassword, text: password } = await admin.users.addAppPassword.mutate({ id, name, scopes, ttlSeconds });
  return {
    data: { app_password: password, ...appPasswordJson(appPassword) },
    lines: [...appPasswordLines(appPassword), '', ...secretLines('app password', password)],
    notes: onceNote('app password', password),
  };
};

export const listAppPasswords = async (admin: AdminClient, user: string, terminal: Terminal) => {
  const found = await admin.users.appPasswords.query({ id: user });
  const rows = found.map(({ id, name, state, scopes, expiresAt, lastUsedAt }) => [
    id,
    name,
    state,
    scopes.join(' ') || 'none',
    instant(expiresAt) ?? 'never',
    instant(lastUsedAt) ?? '',
  ]);
  return {
    data: found.map(appPasswordJson),
    lines: found.length === 0 ? [] : table(['ID', 'NAME', 'STATE', 'SCOPE', 'EXPIRES', 'LAST USED'], rows, terminal),
    notes: found.length === 0 ? ['The person has no app password.'] : [],
  };
};

const find = async (admin: AdminClient, user: string, id: string): Promise<ShownAppPassword> => {
  const found = (await admin.users.appPasswords.query({ id: user })).find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new CommandFailed({
    code: 'app_password.not_found',
    message: `The person has no such app password: ${id.slice(0, 100)}`,
    mend: 'See them with: cardea auth ls --user USER',
  });
};

export const showAppPassword = async (admin: AdminClient, user: string, id: string) => {
  const appPassword = await find(admin, user, id);
  return { data: appPasswordJson(appPassword), lines: appPasswordLines(appPassword) };
};

export const removeAppPassword = async (admin: AdminClient, user: string, id: string) => {
  await admin.users.removeAppPassword.mutate({ id: user, appPassword: id });
  return { data: { id, revoked: true }, lines: [`Revoked the app password ${id} of ${user}.`] };
};

export const resetAppPasswords = async (admin: AdminClient, user: string) => {
  await admin.users.removeAppPasswords.mutate({ id: user });
  return { data: { user, app_passwords_revoked: true }, lines: [`Revoked the app passwords of ${user}.`] };
};
