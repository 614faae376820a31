import { postMail } from '../../mail/post-mail.ts';
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
  /** Of the mail that tells of it. */
  readonly language: string;
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
  /** What the person is told of it by mail, where they have an address. */
  readonly mail?: { readonly about: 'factors_changed' | 'recovery_code_used'; readonly language: string };
}

/** The audit entry of something that a person did with their own factors, and the mail that tells them. */
export const noted = (
  { account, caller: { address, requestId }, action, detail, mail }: Note,
  dependencies: Pick<FactorDependencies, 'clock' | 'mint' | 'sealer'>,
): readonly Change[] => {
  const entry = {
    at: seconds(dependencies.clock),
    actor: { kind: 'user', id: account.id, address, requestId },
    action,
    target: account.id,
    ...(detail ? { detail } : {}),
  } as const;
  const { email } = account;
  const audit = { kind: 'audit.append', entry } as const;
  if (mail === undefined || email === undefined) return [audit];
  const { about, language } = mail;
  return [audit, postMail({ to: email, language, mail: { about } }, dependencies)];
};

/** What goes with a new factor: its audit entry, and recovery codes for who has none. */
export const withRecoveryCodes = async (
  { account, caller, language }: Enrolling,
  detail: AuditEntry['detail'],
  dependencies: FactorDependencies,
): Promise<{ readonly changes: readonly Change[]; readonly recoveryCodes: readonly string[] | undefined }> => {
  const { stores, clock } = dependencies;
  const mail = { about: 'factors_changed', language } as const;
  const added = noted({ account, caller, action: 'factor.added', detail, mail }, dependencies);
  const { recoveryCodes } = await stores.factors.count(account.id);
  if (recoveryCodes > 0) return { changes: added, recoveryCodes: undefined };
  const fresh = freshRecoveryCodes(account.id, seconds(clock), dependencies);
  return { changes: [...added, ...fresh.changes], recoveryCodes: fresh.codes };
};
