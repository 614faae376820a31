import type { OneTimeLinkStore } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import type { Executor } from '../executor/executor.ts';
import { findOneTimeLink } from '../statements/one-time-links.ts';

export const oneTimeLinkStore = (executor: Executor): OneTimeLinkStore => ({
  find: async (id) => (isSelector(id) ? executor.row(findOneTimeLink, { id }) : undefined),
});
