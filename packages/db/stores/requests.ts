import type { Stores } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import type { Executor } from '../executor/executor.ts';
import { findPushedRequest } from '../statements/request-queries.ts';

/** Requests that were sent ahead: never from a copy. */
export const requestStores = (executor: Executor): Pick<Stores, 'pushedRequests'> => ({
  pushedRequests: { find: async (id) => (isSelector(id) ? executor.row(findPushedRequest, { id }) : undefined) },
});
