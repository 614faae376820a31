import type { Account } from '../../ports/account.ts';
import type { AuditAction, AuditEntry } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import type { Caller } from '../../ports/request.ts';
import type { Change } from '../../ports/unit.ts';
import type { FactorDependencies } from '../factor-kind.ts';
import { freshRecoveryCodes } from '../recovery-codes.ts';

/** Who sets something up, on which page of which browser. */
export interface Enrolling {
  readonly account: Account;
  /** What the offer was sealed for: another page or browser cannot use it. */
  readonly place: string;
  readonly caller: Caller;
}

/** What was set up; the first of a person brings recovery codes, which are shown once. */
export interface Enrolled {
  readonly recoveryCodes: readonly string[] | undefined;
}

interface Note {
  readonly account: Account;
  readonly caller: Caller;
  readonly action: AuditAction;
  readonly detail?: AuditEntry['detail'];
}

/** The audit entry of something that a person did to their own factors. */
export const noted = (
  { account, caller: { address, requestId }, action, detail }: Note,
  { clock }: Pick<FactorDependencies, 'clock'>,
): Change => ({
  kind: 'audit.append',
  entry: {
    at: seconds(clock),
    actor: { kind: 'user', id: account.id, address, requestId },
    action,
    target: account.id,
    ...(detail ? { detail } : {}),
  },
});

/** What goes with a new factor: its audit entry, and recovery codes for who has none. */
export const withRecoveryCodes = async (
  { account, caller }: Enrolling,
  detail: AuditEntry['detail'],
  dependencies: FactorDependencies,
): Promise<{ readonly changes: readonly Change[]; readonly recoveryCodes: readonly string[] | undefined }> => {
  const { stores, clock } = dependencies;
  const added = noted({ account, caller, action: 'factor.added', detail }, dependencies);
  const { recoveryCodes } = await stores.factors.count(account.id);
  if (recoveryCodes > 0) return { changes: [added], recoveryCodes: undefined };
  const fresh = freshRecoveryCodes(account.id, seconds(clock), dependencies);
  return { changes: [added, ...fresh.changes], recoveryCodes: fresh.codes };
};
