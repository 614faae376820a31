import { formatScope } from '@cardea/protocol';
import type { AccessToken } from '../ports/access-token.ts';
import type { Client } from '../ports/client.ts';
import type { Caller } from '../ports/request.ts';
import type { Change } from '../ports/unit.ts';

interface Issued {
  readonly record: AccessToken;
  readonly client: Pick<Client, 'id' | 'tokenLimit'>;
  readonly grant: string;
  readonly caller: Caller;
}

/** What is written for a new access token: the token, its audit entry, and the end of those past the client's limit. */
export const accessTokenChanges = ({ record, client, grant, caller }: Issued): readonly Change[] => {
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
    // Older tokens past it ended with this one.
    tokenLimit,
  };
  const actor = { kind: 'client', id: clientId, address: caller.address, requestId: caller.requestId } as const;
  return [
    { kind: 'access_token.insert', token: record },
    ...evict,
    { kind: 'audit.append', entry: { at, actor, action: 'access_token.issued', target: record.id, detail } },
  ];
};
