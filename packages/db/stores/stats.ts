import type { StatStore } from '@cardea/core';
import type { Executor } from '../executor/executor.ts';
import { countFigures, countLiveSessions, listEndingSecrets, listStats } from '../statements/stats.ts';

const NOTHING = { clients: 0, accounts: 0, resources: 0, liveTokens: 0, liveSessions: 0 };

export const statStore = (executor: Executor): StatStore => ({
  list: (filter) => executor.rows(listStats, filter),
  figures: async (at) => (await executor.row(countFigures, { at })) ?? NOTHING,
  countLiveSessions: async (at) => (await executor.row(countLiveSessions, { at })) ?? 0,
  listEndingSecrets: (filter) => executor.rows(listEndingSecrets, filter),
});
