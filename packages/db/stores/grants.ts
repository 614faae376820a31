import type { Stores } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import type { Executor } from '../executor/executor.ts';
import { findDeviceCode, findDeviceCodeByUserCode } from '../statements/device-queries.ts';
import { findTrustedIssuer, listTrustedIssuers } from '../statements/trusted-issuers.ts';

/** Device codes and trusted issuers: never from a copy. */
export const grantStores = (executor: Executor): Pick<Stores, 'deviceCodes' | 'trustedIssuers'> => ({
  trustedIssuers: {
    find: (issuer) => executor.row(findTrustedIssuer, { issuer }),
    list: () => executor.rows(listTrustedIssuers, {}),
  },
  deviceCodes: {
    find: async (id) => (isSelector(id) ? executor.row(findDeviceCode, { id }) : undefined),
    findByUserCode: (userCodeHash) => executor.row(findDeviceCodeByUserCode, { userCodeHash }),
  },
});
