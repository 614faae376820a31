import { formatScope } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { mintAccessToken } from '../issuance/access-token.ts';
import type { AccessToken } from '../ports/access-token.ts';
import type { Account } from '../ports/account.ts';
import type { Caller } from '../ports/request.ts';
import type { Change } from '../ports/unit.ts';
import { audienceOf, FIRST_PARTY_CLIENT_ID } from '../tokens/find-app-password.ts';

interface SessionTokenWish {
  readonly account: Account;
  readonly scopes: readonly string[];
  readonly ttlSeconds: number;
  readonly caller: Caller;
  /** What it ends with. */
  readonly from: { readonly sessionId: string } | { readonly appPasswordId: string };
}

export interface SessionToken {
  readonly text: string;
  readonly record: AccessToken;
  readonly changes: readonly Change[];
}

/** A short-lived token that stands for a person at our own API, and at those that know its scopes. Nothing is written. */
export const newSessionToken = async (
  { account, scopes, ttlSeconds, caller, from }: SessionTokenWish,
  options: EngineOptions,
): Promise<SessionToken> => {
  const minted = mintAccessToken(
    {
      client: { client: { id: FIRST_PARTY_CLIENT_ID } },
      subject: account.id,
      scopes,
      ttlSeconds,
      target: {
        audience: await audienceOf(scopes, options),
        format: 'opaque',
        signingAlgorithm: undefined,
        scopes: [],
        ttlSeconds: undefined,
      },
    },
    options,
  );
  const record = { ...minted.record, ...from };
  const { address, requestId } = caller;
  return {
    text: minted.text,
    record,
    changes: [
      { kind: 'access_token.insert', token: record },
      {
        kind: 'audit.append',
        entry: {
          at: record.issuedAt,
          actor: { kind: 'user', id: account.id, address, requestId },
          action: 'access_token.issued',
          target: record.id,
          detail: { scope: formatScope(scopes), audience: record.audience, expiresAt: record.expiresAt, ...from },
        },
      },
    ],
  };
};
