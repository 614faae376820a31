import { type Refusal, refuse } from '@cardea/protocol';
import { appPasswordScopes } from '../app-passwords/app-password-fields.ts';
import { endOf, PAST_POLICY } from '../app-passwords/app-password-policy.ts';
import { appPasswordRemoval, newAppPassword } from '../app-passwords/new-app-password.ts';
import type { EngineOptions } from '../engine-options.ts';
import { nameProblem } from '../management/fields/name.ts';
import type { AppPassword } from '../ports/app-password.ts';
import { seconds } from '../ports/clock.ts';
import type { Scope } from '../ports/scope.ts';
import type { FreshVisitor, Visitor } from './visitor.ts';

export type OwnAppPassword = Omit<AppPassword, 'secretHash' | 'accountId'>;

export interface OwnAppPasswordWish {
  readonly name: string;
  readonly scopes: readonly string[];
  /** `null` for one that does not end by itself; as the operator set it when absent. */
  readonly ttlSeconds: number | null | undefined;
}

/** Why there is none. */
export type AppPasswordFault = 'name' | 'scopes' | 'ttl' | 'too_many';

/** It is not made; what was typed is to blame. */
export interface AppPasswordNotMade {
  readonly kind: 'not_made';
  readonly fault: AppPasswordFault;
}

export interface AppPasswordMade {
  readonly kind: 'made';
  readonly name: string;
  /** To be shown once. */
  readonly text: string;
}

export const listOwnAppPasswords = async (
  { person: { account } }: Visitor,
  { stores, clock }: EngineOptions,
): Promise<readonly OwnAppPassword[]> => {
  const now = seconds(clock);
  const found = await stores.appPasswords.list(account.id);
  return found
    .filter(({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt > now)
    .map(({ secretHash: _hash, accountId: _account, ...own }) => own)
    .reverse();
};

/** What an app password of a person may be for. */
export const offeredScopes = ({ stores }: EngineOptions): Promise<readonly Scope[]> => appPasswordScopes(stores.scopes);

/** Makes an app password, which goes around the second factor: hence for somebody who has just signed in with theirs. */
export const makeOwnAppPassword = async (
  { person: { account }, actor }: FreshVisitor,
  { name: typed, scopes: wanted, ttlSeconds }: OwnAppPasswordWish,
  options: EngineOptions,
): Promise<AppPasswordMade | AppPasswordNotMade | Refusal> => {
  const name = typed.trim();
  if (nameProblem(name) !== undefined) return { kind: 'not_made', fault: 'name' };
  const offered = (await offeredScopes(options)).map((scope) => scope.name);
  const scopes = [...new Set(wanted)];
  if (!scopes.every((scope) => offered.includes(scope))) return { kind: 'not_made', fault: 'scopes' };
  const expiresAt = endOf(seconds(options.clock), ttlSeconds, options.appPasswords);
  if (expiresAt === PAST_POLICY) return { kind: 'not_made', fault: 'ttl' };
  const { text, unit } = newAppPassword({ accountId: account.id, name, scopes, expiresAt, actor }, options);
  if (await options.stores.commit(unit)) return { kind: 'made', name, text };
  const now = await options.stores.accounts.find(account.id);
  return now?.state === 'active' ? { kind: 'not_made', fault: 'too_many' } : refuse('self_service.not_signed_in');
};

/** Ends one of the person's own. */
export const removeOwnAppPassword = async (
  { person: { account }, actor }: Visitor,
  id: string,
  options: EngineOptions,
): Promise<Refusal | undefined> => {
  const found = await options.stores.appPasswords.find(id);
  if (found?.accountId !== account.id) return refuse('self_service.app_password_unknown');
  const held = await options.stores.commit(appPasswordRemoval(found, actor, options));
  return held ? undefined : refuse('self_service.app_password_unknown');
};
