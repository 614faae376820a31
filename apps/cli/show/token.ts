import type { AdminClient } from '../connect/admin-client.ts';
import { facts } from '../terminal/table.ts';
import { instant } from '../terminal/times.ts';

export type ShownToken = Awaited<ReturnType<AdminClient['tokens']['show']['mutate']>>;

/** A token in the names of RFC 7662 §2.2, and ours in the same manner. */
export const tokenJson = (token: ShownToken): Readonly<Record<string, unknown>> => ({
  id: token.id,
  name: token.label,
  active: token.state === 'live',
  state: token.state,
  token_format: token.format,
  client_id: token.clientId,
  sub: token.subject,
  scope: token.scopes.join(' '),
  aud: token.audience,
  iat: token.issuedAt,
  exp: token.expiresAt,
  revoked_at: token.revokedAt,
});

export const tokenLines = (token: ShownToken): readonly string[] =>
  facts([
    ['id', token.id],
    ['name', token.label],
    ['state', token.state],
    ['client id', token.clientId],
    ['subject', token.subject === token.clientId ? undefined : token.subject],
    ['scope', token.scopes.join(' ') || 'none'],
    ['for', token.audience.join(' ')],
    ['format', token.format],
    ['issued', instant(token.issuedAt)],
    ['expires', instant(token.expiresAt)],
    ['revoked', instant(token.revokedAt)],
  ]);
