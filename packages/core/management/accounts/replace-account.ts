import type { Account } from '../../ports/account.ts';
import type { Actor, AuditAction } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import type { Change } from '../../ports/unit.ts';
import { endSessions } from '../../sessions/end-sessions.ts';
import { type AuditNote, audited } from '../audit.ts';
import { ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';

export interface AccountReplacement {
  /** The account as it was read; the replacement takes effect only where it is still this version. */
  readonly old: Account;
  readonly next: Account;
  /** Whether everything that was got with the account ends: its sessions and what it allowed. */
  readonly endsAll: boolean;
  readonly action: AuditAction;
  readonly detail?: AuditNote['detail'];
  readonly actor: Actor;
}

/** Signs a person out everywhere and takes back what they allowed: every token of theirs is inactive from then on. */
export const endEverything = (accountId: string, at: number): readonly Change[] => [
  ...endSessions({ accountId, at }),
  { kind: 'authorizations.revoke', accountId, at },
  { kind: 'app_passwords.remove', accountId },
];

const whyNot = async ({ stores }: ManagementPorts, { old, next }: AccountReplacement): Promise<ManagementError> => {
  const now = await stores.accounts.find(old.id);
  if (now === undefined) return new ManagementError('account.not_found', { subject: old.id });
  if (now.version !== old.version) return new ManagementError('account.conflict', { subject: old.id });
  // Unchanged, and yet not replaced: a name is another's, or nobody would own the server
  const keys = [next.usernameKey, ...(next.emailKey === undefined ? [] : [next.emailKey])];
  const holders = await Promise.all(keys.map((key) => stores.accounts.findByLogin(key)));
  return holders.some((holder) => holder !== undefined && holder.id !== old.id)
    ? new ManagementError('account.exists', { subject: [next.username, next.email].filter(Boolean).join(', ') })
    : new ManagementError('account.last_owner', { subject: old.username });
};

/** Writes the next version of an account, with its audit entry, in one unit. */
export const replaceAccount = async (
  ports: ManagementPorts,
  replacement: AccountReplacement,
): Promise<Account | ManagementError> => {
  const { stores, clock } = ports;
  const { old, next, endsAll, action, detail, actor } = replacement;
  const at = seconds(clock);
  const account: Account = { ...next, id: old.id, version: old.version + 1, updatedAt: at };
  const done = await stores.commit({
    guard: { kind: 'account.replace', account },
    changes: [
      ...(endsAll ? endEverything(old.id, at) : []),
      audited(clock, { actor, action, target: old.id, ...(detail ? { detail } : {}) }),
    ],
  });
  return done ? account : whyNot(ports, replacement);
};
