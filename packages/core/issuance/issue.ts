import { formatScope } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { Caller } from '../ports/request.ts';
import type { Change, Unit } from '../ports/unit.ts';
import { mintAccessToken } from './access-token.ts';
import type { IssuancePlan } from './plan.ts';

/** RFC 6749 §5.1 */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope?: string;
}

/** The client was changed since it was read: its plan must be made again. */
export const STALE = 'stale';

/** Carries out a plan: signs, then one atomic unit stores the token and its audit entry, while the client is unchanged. */
export const issue = async (
  plan: IssuancePlan,
  caller: Caller,
  options: EngineOptions,
): Promise<TokenResponse | typeof STALE> => {
  const { id: clientId, version, tokenLimit } = plan.client.client;
  const { text, record } = mintAccessToken(plan, options);
  const evict: readonly Change[] =
    tokenLimit === undefined ? [] : [{ kind: 'access_tokens.evict', clientId, keep: tokenLimit, at: record.issuedAt }];
  const unit: Unit = {
    guard: { kind: 'client.unchanged', id: clientId, version },
    changes: [
      { kind: 'access_token.insert', token: record },
      ...evict,
      {
        kind: 'audit.append',
        entry: {
          at: record.issuedAt,
          actor: { kind: 'client', id: clientId, address: caller.address, requestId: caller.requestId },
          action: 'access_token.issued',
          target: record.id,
          detail: {
            grant: plan.grant,
            scope: formatScope(record.scopes),
            audience: record.audience,
            expiresAt: record.expiresAt,
            // Older tokens past it ended with this one.
            tokenLimit,
          },
        },
      },
    ],
  };
  if (!(await options.stores.commit(unit))) return STALE;
  options.observer.tokenIssued({ grant: plan.grant, format: record.format });
  const response = { access_token: text, token_type: 'Bearer', expires_in: plan.ttlSeconds } as const;
  return record.scopes.length > 0 ? { ...response, scope: formatScope(record.scopes) } : response;
};
