import type { Stores } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import type { Executor } from '../executor/executor.ts';
import { findDeviceCode, findDeviceCodeByUserCode } from '../statements/device-queries.ts';

/** Device codes: never from a copy. */
export const deviceStores = (executor: Executor): Pick<Stores, 'deviceCodes'> => ({
  deviceCodes: {
    find: async (id) => (isSelector(id) ? executor.row(findDeviceCode, { id }) : undefined),
    findByUserCode: (userCodeHash) => executor.row(findDeviceCodeByUserCode, { userCodeHash }),
  },
});
