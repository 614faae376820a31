import type { AdminClient } from '../connect/admin-client.ts';
import { facts } from '../terminal/table.ts';
import { instant } from '../terminal/times.ts';

export type ShownRegistrationToken = Awaited<
  ReturnType<AdminClient['registrationTokens']['list']['query']>
>['items'][number];

export const registrationTokenJson = (token: ShownRegistrationToken): Readonly<Record<string, unknown>> => ({
  id: token.id,
  name: token.name,
  scope: token.scopes.join(' '),
  uses: token.uses,
  max_uses: token.maxUses,
  created_at: token.createdAt,
  expires_at: token.expiresAt,
});

export const usesOf = ({ uses, maxUses }: ShownRegistrationToken): string =>
  maxUses === undefined ? `${uses}` : `${uses} of ${maxUses}`;

export const registrationTokenLines = (token: ShownRegistrationToken): readonly string[] =>
  facts([
    ['id', token.id],
    ['name', token.name],
    ['more scopes', token.scopes.join(' ')],
    ['used', usesOf(token)],
    ['made', instant(token.createdAt)],
    ['expires', instant(token.expiresAt) ?? 'never'],
  ]);
