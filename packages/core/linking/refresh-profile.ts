import { isDeepStrictEqual } from 'node:util';
import type { EngineOptions } from '../engine-options.ts';
import type { Account } from '../ports/account.ts';
import { seconds } from '../ports/clock.ts';
import type { Arrival } from './arrival.ts';

/**
 * Takes over what the provider says now. Names and addresses that people sign in with stay: they are theirs here. Where the
 * account is changed at the same moment, that change stands.
 */
export const refreshProfile = async (
  account: Account,
  { provider, identity, caller: { address, requestId } }: Arrival,
  { stores, clock }: Pick<EngineOptions, 'stores' | 'clock'>,
): Promise<Account> => {
  const at = seconds(clock);
  const profile = { ...account.profile, ...identity.profile };
  if (isDeepStrictEqual(profile, account.profile)) return account;
  const next: Account = { ...account, profile, version: account.version + 1, updatedAt: at };
  const entry = {
    at,
    actor: { kind: 'user', id: account.id, address, requestId },
    action: 'account.updated',
    target: account.id,
    detail: { changed: ['profile'], provider: provider.id },
  } as const;
  const held = await stores.commit({
    guard: { kind: 'account.replace', account: next },
    changes: [{ kind: 'audit.append', entry }],
  });
  return held ? next : account;
};
