import { APP_PASSWORD_BYTES, appPasswordFrom, formatAppPassword } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { AppPassword } from '../ports/app-password.ts';
import type { Actor } from '../ports/audit.ts';
import { seconds } from '../ports/clock.ts';
import type { Unit } from '../ports/unit.ts';
import { appPasswordHash } from '../tokens/app-password-hash.ts';

export interface NewAppPassword {
  readonly accountId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number | undefined;
  readonly actor: Actor;
}

export interface MadeAppPassword {
  readonly appPassword: AppPassword;
  /** The password itself, in groups: to be shown once, kept nowhere. */
  readonly text: string;
  /** Held where the account is active and has room for it. */
  readonly unit: Unit;
}

/** A new app password, not written yet. */
export const newAppPassword = (
  { actor, ...wish }: NewAppPassword,
  {
    clock,
    mint,
    digests,
    randomBytes,
    appPasswords,
  }: Pick<EngineOptions, 'clock' | 'mint' | 'digests' | 'randomBytes' | 'appPasswords'>,
): MadeAppPassword => {
  const password = appPasswordFrom(randomBytes(APP_PASSWORD_BYTES));
  const at = seconds(clock);
  const id = mint.mintId(clock.nowMs());
  const appPassword = { ...wish, id, secretHash: appPasswordHash(password, digests), createdAt: at };
  const { accountId, name, scopes, expiresAt } = wish;
  const detail = { appPassword: id, name, scopes, expiresAt };
  return {
    appPassword,
    text: formatAppPassword(password),
    unit: {
      guard: { kind: 'app_password.insert', appPassword, most: appPasswords.perAccount },
      changes: [
        { kind: 'audit.append', entry: { at, actor, action: 'app_password.created', target: accountId, detail } },
      ],
    },
  };
};

/** Ends an app password, and with it at once what was got with it. */
export const appPasswordRemoval = (
  { id, accountId, name }: Pick<AppPassword, 'id' | 'accountId' | 'name'>,
  actor: Actor,
  { clock }: Pick<EngineOptions, 'clock'>,
): Unit => ({
  guard: { kind: 'app_password.delete', id, accountId },
  changes: [
    {
      kind: 'audit.append',
      entry: {
        at: seconds(clock),
        actor,
        action: 'app_password.deleted',
        target: accountId,
        detail: { appPassword: id, name },
      },
    },
  ],
});
