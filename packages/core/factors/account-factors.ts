import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { Account } from '../ports/account.ts';
import { type EpochSeconds, seconds } from '../ports/clock.ts';
import type { Passkey } from '../ports/factor.ts';
import type { Caller } from '../ports/request.ts';
import type { Guard } from '../ports/unit.ts';
import { confirmPasskey, offerPasskey } from './enrolment/enrol-passkey.ts';
import { confirmTotp, offerTotp } from './enrolment/enrol-totp.ts';
import { noted } from './enrolment/enrolment.ts';
import { passkeyName } from './enrolment/passkey-name.ts';
import type { FactorDependencies } from './factor-kind.ts';
import { freshRecoveryCodes } from './recovery-codes.ts';
import { factorsOf } from './registry.ts';

/** A person on a page of their own. */
export interface Self {
  readonly account: Account;
  readonly caller: Caller;
  /** Of the mail that tells of it. */
  readonly language: string;
}

export interface ListedFactors {
  readonly totp: { readonly createdAt: EpochSeconds; readonly lastUsedAt: EpochSeconds | undefined } | undefined;
  readonly passkeys: readonly Pick<Passkey, 'id' | 'name' | 'isSynced' | 'createdAt' | 'lastUsedAt'>[];
  /** How many are left. */
  readonly recoveryCodes: number;
}

type OfDependencies<F> = F extends (enrolling: infer E, dependencies: FactorDependencies) => infer R
  ? (enrolling: E) => R
  : never;

/**
 * What a person does with their own second factors and passkeys. Each change is one unit with its audit entry. The caller
 * sees to it that the person has signed in a short while ago.
 */
export interface AccountFactors {
  list(accountId: string): Promise<ListedFactors>;
  readonly offerTotp: OfDependencies<typeof offerTotp>;
  readonly confirmTotp: OfDependencies<typeof confirmTotp>;
  readonly offerPasskey: OfDependencies<typeof offerPasskey>;
  readonly confirmPasskey: OfDependencies<typeof confirmPasskey>;
  renamePasskey(
    self: Omit<Self, 'language'>,
    passkey: { readonly id: string; readonly name: string },
  ): Promise<Refusal | undefined>;
  removeTotp(self: Self): Promise<Refusal | undefined>;
  removePasskey(self: Self, id: string): Promise<Refusal | undefined>;
  /** Fresh recovery codes; the old ones are of no more use. */
  replaceRecoveryCodes(self: Self): Promise<readonly string[] | Refusal>;
}

const mailIn = (language: string) => ({ about: 'factors_changed', language }) as const;

export const createAccountFactors = (dependencies: FactorDependencies): AccountFactors => {
  const { stores, clock } = dependencies;

  const remove = async (
    { account, caller, language }: Self,
    guard: Guard,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<Refusal | undefined> => {
    const held = await stores.commit({
      guard,
      changes: [
        { kind: 'recovery_codes.sweep', accountId: account.id },
        ...noted({ account, caller, action: 'factor.removed', detail, mail: mailIn(language) }, dependencies),
      ],
    });
    return held ? undefined : refuse('factor.not_found', { account: account.id });
  };

  return {
    async list(accountId) {
      const [totp, passkeys, { recoveryCodes }] = await Promise.all([
        stores.factors.findTotp(accountId),
        stores.factors.listPasskeys(accountId),
        stores.factors.count(accountId),
      ]);
      return {
        totp: totp && { createdAt: totp.createdAt, lastUsedAt: totp.lastUsedAt },
        passkeys: passkeys.map(({ id, name, isSynced, createdAt, lastUsedAt }) => ({
          id,
          name,
          isSynced,
          createdAt,
          lastUsedAt,
        })),
        recoveryCodes,
      };
    },
    offerTotp: (enrolling) => offerTotp(enrolling, dependencies),
    confirmTotp: (enrolling) => confirmTotp(enrolling, dependencies),
    offerPasskey: (enrolling) => offerPasskey(enrolling, dependencies),
    confirmPasskey: (enrolling) => confirmPasskey(enrolling, dependencies),

    async renamePasskey({ account, caller }, { id, name: typed }) {
      const name = passkeyName(typed);
      if (isRefusal(name)) return name;
      const detail = { factor: 'passkey', passkey: id, name };
      const held = await stores.commit({
        guard: { kind: 'passkey.rename', id, accountId: account.id, name },
        changes: noted({ account, caller, action: 'factor.renamed', detail }, dependencies),
      });
      return held ? undefined : refuse('factor.not_found', { account: account.id });
    },

    removeTotp: (self) => remove(self, { kind: 'totp.delete', accountId: self.account.id }, { factor: 'totp' }),

    async removePasskey(self, id) {
      const { account } = self;
      const others = (await stores.factors.listPasskeys(account.id)).filter((passkey) => passkey.id !== id);
      if (account.password === undefined && others.length === 0) return refuse('factor.last', { account: account.id });
      const guard = { kind: 'passkey.delete', id, accountId: account.id } as const;
      return remove(self, guard, { factor: 'passkey', passkey: id });
    },

    async replaceRecoveryCodes({ account, caller, language }) {
      // They stand in for a factor: who has none has no use for them
      if (factorsOf(await stores.factors.count(account.id)).length === 0)
        return refuse('factor.not_found', { account: account.id });
      const { codes, changes } = freshRecoveryCodes(account.id, seconds(clock), dependencies);
      const held = await stores.commit({
        guard: { kind: 'account.active', id: account.id },
        changes: [
          ...changes,
          ...noted({ account, caller, action: 'recovery_codes.replaced', mail: mailIn(language) }, dependencies),
        ],
      });
      return held ? codes : refuse('factor.inactive', { account: account.id });
    },
  };
};
