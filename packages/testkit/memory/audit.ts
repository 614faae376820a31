import type { AuditFilter, AuditGuard, AuditPage, AuditStore, StoredAuditEntry } from '@cardea/core';
import type { State } from './state.ts';
import type { GuardTable } from './tables.ts';

export const auditGuards: GuardTable<AuditGuard['kind']> = {
  'audit.seal': ({ auditSeals }, { seal, after }) =>
    auditSeals.at(-1)?.to === after ? () => auditSeals.push(seal) : undefined,
};

const fits = (filter: AuditFilter, entry: StoredAuditEntry): boolean =>
  entry.sequence < (filter.before ?? Number.POSITIVE_INFINITY) &&
  (filter.target ?? entry.target) === entry.target &&
  (filter.action ?? entry.action) === entry.action &&
  (filter.actor ?? entry.actor.id) === entry.actor.id &&
  entry.at >= (filter.since ?? 0) &&
  entry.at < (filter.until ?? Number.POSITIVE_INFINITY);

const search = ({ audit }: State, filter: AuditFilter): AuditPage => {
  const found = audit.filter((entry) => fits(filter, entry)).toReversed();
  const entries = found.slice(0, filter.limit);
  const last = entries.at(-1);
  return found.length > entries.length && last ? { entries, next: last.sequence } : { entries };
};

export const auditStore = (state: State): AuditStore => ({
  list: async ({ limit, before, target }) => search(state, { limit, before, target }).entries,
  search: async (filter) => search(state, filter),
  listAfter: async ({ after, limit }) => state.audit.filter(({ sequence }) => sequence > after).slice(0, limit),
  listSeals: async ({ from, limit }) => state.auditSeals.filter(({ to }) => to >= from).slice(0, limit),
  newestSeal: async () => state.auditSeals.at(-1),
  sealBefore: async (sequence) => state.auditSeals.findLast((seal) => seal.to < sequence),
});
