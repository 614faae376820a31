import type { FactorStore } from '@cardea/core';
import type { Executor } from '../executor/executor.ts';
import { countFactors, findPasskey, findTotp, listPasskeys } from '../statements/factor-queries.ts';

const NONE = { totp: 0, passkeys: 0, recoveryCodes: 0 } as const;

/** Second factors and passkeys: never from a copy. */
export const factorStore = (executor: Executor): FactorStore => ({
  count: async (accountId) => (await executor.row(countFactors, { accountId })) ?? NONE,
  findTotp: (accountId) => executor.row(findTotp, { accountId }),
  findPasskey: (id) => executor.row(findPasskey, { id }),
  listPasskeys: (accountId) => executor.rows(listPasskeys, { accountId }),
});
