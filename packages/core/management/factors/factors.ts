import { postMail } from '../../mail/post-mail.ts';
import type { Account } from '../../ports/account.ts';
import type { Actor } from '../../ports/audit.ts';
import { type EpochSeconds, seconds } from '../../ports/clock.ts';
import type { Change, Guard } from '../../ports/unit.ts';
import { findAccount } from '../accounts/find-account.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';

/** One second factor of a person, as an administrator sees it: nothing that proves anything. */
export interface DescribedFactor {
  readonly kind: 'totp' | 'passkey';
  /** Of a passkey: its credential id. */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly createdAt: EpochSeconds;
  readonly lastUsedAt?: EpochSeconds | undefined;
}

export interface DescribedFactors {
  readonly factors: readonly DescribedFactor[];
  /** How many are left. */
  readonly recoveryCodes: number;
}

export interface FactorRemoval {
  /** The person: an id, a username or an e-mail address. */
  readonly id: string;
  /** `totp`, or the id of a passkey; everything, with the recovery codes, when absent. */
  readonly factor?: string | undefined;
}

/** Second factors of people, for whoever helps them when a phone is lost. */
export interface FactorManagement {
  list(id: string): Promise<DescribedFactors | ManagementError>;
  /** Removes what the person has lost; they are told by mail. Undefined where it is done. */
  remove(removal: FactorRemoval, actor: Actor): Promise<ManagementError | undefined>;
}

const tell = ({ email, profile }: Account, ports: ManagementPorts): readonly Change[] =>
  email === undefined
    ? []
    : [postMail({ to: email, language: profile.locale ?? 'en', mail: { about: 'factors_changed' } }, ports)];

const everything = (
  account: Account,
  at: EpochSeconds,
): { readonly guard: Guard; readonly changes: readonly Change[] } => {
  const { id: accountId } = account;
  const next = { ...account, version: account.version + 1, updatedAt: at };
  return {
    guard: { kind: 'account.replace', account: next },
    changes: [
      { kind: 'totp.clear', accountId },
      { kind: 'passkeys.clear', accountId },
      { kind: 'recovery_codes.clear', accountId },
    ],
  };
};

export const createFactorManagement = (ports: ManagementPorts): FactorManagement => {
  const { stores, clock } = ports;

  const list = async (id: string): Promise<DescribedFactors | ManagementError> => {
    const account = await findAccount(ports, id);
    if (isManagementError(account)) return account;
    const [totp, passkeys, { recoveryCodes }] = await Promise.all([
      stores.factors.findTotp(account.id),
      stores.factors.listPasskeys(account.id),
      stores.factors.count(account.id),
    ]);
    return {
      factors: [
        ...(totp ? [{ kind: 'totp', createdAt: totp.createdAt, lastUsedAt: totp.lastUsedAt } as const] : []),
        ...passkeys.map(
          ({ id: passkey, name, createdAt, lastUsedAt }) =>
            ({ kind: 'passkey', id: passkey, name, createdAt, lastUsedAt }) as const,
        ),
      ],
      recoveryCodes,
    };
  };

  return {
    list,

    async remove({ id, factor }, actor) {
      const account = await findAccount(ports, id);
      if (isManagementError(account)) return account;
      const { id: accountId } = account;
      const { totp, passkeys, recoveryCodes } = await stores.factors.count(accountId);
      const unknown = new ManagementError('factor.not_found', { subject: factor ?? account.username });
      if (totp + passkeys + recoveryCodes === 0) return unknown;
      const note = (action: 'factor.removed' | 'factors.reset', detail: Readonly<Record<string, unknown>>) =>
        audited(clock, { actor, action, target: accountId, detail });
      if (factor === undefined) {
        const { guard, changes } = everything(account, seconds(clock));
        const entry = note('factors.reset', { totp, passkeys, recoveryCodes });
        const held = await stores.commit({ guard, changes: [...changes, entry, ...tell(account, ports)] });
        return held ? undefined : new ManagementError('account.conflict', { subject: accountId });
      }
      const isTotp = factor === 'totp';
      const held = await stores.commit({
        guard: isTotp ? { kind: 'totp.delete', accountId } : { kind: 'passkey.delete', id: factor, accountId },
        changes: [
          { kind: 'recovery_codes.sweep', accountId },
          note('factor.removed', isTotp ? { factor: 'totp' } : { factor: 'passkey', passkey: factor }),
          ...tell(account, ports),
        ],
      });
      return held ? undefined : unknown;
    },
  };
};
