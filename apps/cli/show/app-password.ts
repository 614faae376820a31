import type { AdminClient } from '../connect/admin-client.ts';
import { facts } from '../terminal/table.ts';
import { instant } from '../terminal/times.ts';

export type ShownAppPassword = Awaited<ReturnType<AdminClient['users']['appPasswords']['query']>>[number];

export const appPasswordJson = (appPassword: ShownAppPassword): Readonly<Record<string, unknown>> => ({
  id: appPassword.id,
  name: appPassword.name,
  state: appPassword.state,
  sub: appPassword.accountId,
  scope: appPassword.scopes.join(' '),
  created_at: appPassword.createdAt,
  expires_at: appPassword.expiresAt,
  last_used_at: appPassword.lastUsedAt,
});

export const appPasswordLines = (appPassword: ShownAppPassword): readonly string[] =>
  facts([
    ['id', appPassword.id],
    ['name', appPassword.name],
    ['state', appPassword.state],
    ['user id', appPassword.accountId],
    ['scope', appPassword.scopes.join(' ') || 'none'],
    ['made', instant(appPassword.createdAt)],
    ['expires', instant(appPassword.expiresAt) ?? 'never'],
    ['last used', instant(appPassword.lastUsedAt)],
  ]);
