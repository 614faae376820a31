import type { KeptRefusalStore } from '@cardea/core';
import type { Executor } from '../executor/executor.ts';
import { listKeptRefusals, listKeptRefusalsOfRequest } from '../statements/kept-refusals.ts';

export const keptRefusalStore = (executor: Executor): KeptRefusalStore => ({
  listOfRequest: (requestId) => executor.rows(listKeptRefusalsOfRequest, { requestId }),
  list: (filter) => executor.rows(listKeptRefusals, filter),
});
