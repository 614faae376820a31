import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { Account } from '../ports/account.ts';
import { seconds } from '../ports/clock.ts';
import type { Caller } from '../ports/request.ts';

/** A person who has just given the password of an account that is going to be deleted wants to keep it. */
export const keepAccount = async (
  account: Account,
  caller: Caller,
  { stores, clock }: Pick<EngineOptions, 'stores' | 'clock'>,
): Promise<Account | Refusal> => {
  const at = seconds(clock);
  const { address, requestId } = caller;
  const kept: Account = {
    ...account,
    state: 'active',
    deleteAt: undefined,
    version: account.version + 1,
    updatedAt: at,
  };
  const held = await stores.commit({
    guard: { kind: 'account.replace', account: kept },
    changes: [
      {
        kind: 'audit.append',
        entry: {
          at,
          actor: { kind: 'user', id: account.id, address, requestId },
          action: 'account.kept',
          target: account.id,
        },
      },
    ],
  });
  return held ? kept : refuse('login.inactive', { account: account.id, why: 'changed meanwhile' });
};
