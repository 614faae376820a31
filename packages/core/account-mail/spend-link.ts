import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { Account } from '../ports/account.ts';
import type { AuditAction } from '../ports/audit.ts';
import { seconds } from '../ports/clock.ts';
import type { Caller } from '../ports/request.ts';
import type { Change } from '../ports/unit.ts';
import type { OpenAccountLink } from './open-link.ts';

/** Who reads the mail. */
export interface Reader {
  readonly caller: Caller;
  readonly language: string;
}

/** It is done: what the account is like now. */
export interface Spent {
  readonly kind: 'spent';
  readonly account: Account;
}

/** The entry of an account that is changed by a link. */
export const audited = (account: Account, action: AuditAction, { caller }: Reader, detail: object): Change => ({
  kind: 'audit.append',
  entry: {
    at: account.updatedAt,
    actor: { kind: 'user', id: account.id, address: caller.address, requestId: caller.requestId },
    action,
    target: account.id,
    detail: { by: 'one_time_link', ...detail },
  },
});

/** Spends the link and replaces the account, in one unit with everything else. */
export const replaceByLink = async (
  { link, account }: OpenAccountLink,
  { next, changes }: { readonly next: Account; readonly changes: readonly Change[] },
  { stores, clock }: EngineOptions,
): Promise<Spent | Refusal> => {
  const at = seconds(clock);
  const held = await stores.commit({
    guard: { kind: 'one_time_link.replace_account', linkId: link.id, at, account: next },
    changes,
  });
  return held ? { kind: 'spent', account: next } : refuse('link.unknown', { why: 'lost a race', account: account.id });
};

export const nextVersion = (account: Account, changes: Partial<Account>, { clock }: EngineOptions): Account => ({
  ...account,
  ...changes,
  version: account.version + 1,
  updatedAt: seconds(clock),
});
