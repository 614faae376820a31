import { formatScope, type Refusal } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { AccessToken } from '../ports/access-token.ts';
import type { Caller } from '../ports/request.ts';
import type { Guard, Unit } from '../ports/unit.ts';
import { mintAccessToken } from './access-token.ts';
import type { IssuancePlan } from './plan.ts';
import { accessTokenChanges } from './token-changes.ts';

/** RFC 6749 §5.1, OpenID Connect Core §3.1.3.3 */
export interface TokenResponse {
  readonly access_token: string;
  /** RFC 8693 §2.2.1 */
  readonly issued_token_type?: string;
  /** RFC 9449 §5; `N_A` of what opens nothing by itself (RFC 8693 §2.2.1). */
  readonly token_type: 'Bearer' | 'DPoP' | 'N_A';
  /** Absent for an app password that does not end by itself. */
  readonly expires_in?: number;
  readonly scope?: string;
  /** What an app password is called, where the answer is one. */
  readonly client_name?: string;
  readonly refresh_token?: string;
  /** Seconds until the refresh token ends whatever is done with it. */
  readonly refresh_token_expires_in?: number;
  readonly id_token?: string;
}

/** The client was changed since it was read: its plan must be made again. */
export const STALE = 'stale';

const unitFor = (plan: IssuancePlan, record: AccessToken, caller: Caller, options: EngineOptions): Unit => {
  const { client } = plan.client;
  const unchanged: Guard = { kind: 'client.unchanged', id: client.id, version: client.version };
  return {
    guard: plan.spends?.guard ?? unchanged,
    changes: [
      ...(plan.spends?.changes ?? []),
      ...accessTokenChanges({ record, client, grant: plan.grant, caller }, options),
    ],
  };
};

/** Carries out a plan: signs, then one atomic unit spends the credential and stores what it gives. */
export const issue = async (
  plan: IssuancePlan,
  caller: Caller,
  options: EngineOptions,
): Promise<TokenResponse | Refusal | typeof STALE> => {
  const { text, record } = mintAccessToken(plan, options);
  const idToken = plan.idToken?.(text);
  if (!(await options.stores.commit(unitFor(plan, record, caller, options))))
    return (await plan.spends?.lost()) ?? STALE;
  options.observer.tokenIssued({ grant: plan.grant, format: record.format });
  return {
    access_token: text,
    ...(plan.issuedTokenType === undefined ? {} : { issued_token_type: plan.issuedTokenType }),
    token_type: record.jkt === undefined ? 'Bearer' : 'DPoP',
    expires_in: plan.ttlSeconds,
    ...(record.scopes.length > 0 ? { scope: formatScope(record.scopes) } : {}),
    ...(plan.refreshToken === undefined
      ? {}
      : { refresh_token: plan.refreshToken.text, refresh_token_expires_in: plan.refreshToken.expiresInSeconds }),
    ...(idToken === undefined ? {} : { id_token: idToken }),
  };
};
