import { formatScope } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { AccessToken } from '../ports/access-token.ts';
import type { Client } from '../ports/client.ts';
import type { EpochSeconds } from '../ports/clock.ts';
import type { Caller } from '../ports/request.ts';
import type { Change } from '../ports/unit.ts';
import { accessTokenEvictions, limitsOf } from './token-limits.ts';

const DAY_SECONDS = 86_400;

/** A client that nobody vouches for is removed when it is no longer used: once a day it is noted that it is. */
const used = ({ id, provenance, lastUsedAt = 0 }: Issued['client'], at: EpochSeconds): readonly Change[] =>
  provenance === 'operator' || at - lastUsedAt < DAY_SECONDS ? [] : [{ kind: 'client.touch', id, at }];

interface Issued {
  readonly record: AccessToken;
  readonly client: Client;
  readonly grant: string;
  readonly caller: Caller;
}

/** What is written for a new access token: the token, its audit entry, and the end of those past the client's limit. */
export const accessTokenChanges = (
  { record, client, grant, caller }: Issued,
  options: Pick<EngineOptions, 'tokenLimits'>,
): readonly Change[] => {
  const { id: clientId, tokenLimit } = client;
  const at = record.issuedAt;
  const evict: readonly Change[] =
    tokenLimit === undefined ? [] : [{ kind: 'access_tokens.evict', clientId, keep: tokenLimit, at }];
  const detail = {
    grant,
    scope: formatScope(record.scopes),
    audience: record.audience,
    expiresAt: record.expiresAt,
    authorization: record.authorizationId,
    parents: record.parents,
    act: record.act,
    // Older tokens past it ended with this one.
    tokenLimit,
    personTokenLimit: record.authorizationId === undefined ? undefined : limitsOf(client, options).accessTokens,
  };
  const actor = { kind: 'client', id: clientId, address: caller.address, requestId: caller.requestId } as const;
  return [
    { kind: 'access_token.insert', token: record },
    ...evict,
    ...accessTokenEvictions(record, { client, isRefresh: grant === 'refresh_token' }, options),
    ...used(client, at),
    { kind: 'audit.append', entry: { at, actor, action: 'access_token.issued', target: record.id, detail } },
  ];
};
