import type { AuditFilter, AuditPage, AuditStore } from '@cardea/core';
import type { Executor } from '../executor/executor.ts';
import {
  auditSearch,
  listAuditAfter,
  listSeals,
  newestAuditSequence,
  newestSeal,
  SEARCHED_AT_ONCE,
  sealBefore,
} from '../statements/audit.ts';
import { listAudit, listAuditOfTarget } from '../statements/queries.ts';

const FIRST = Number.MAX_SAFE_INTEGER;

const search = async (executor: Executor, { before, ...filter }: AuditFilter): Promise<AuditPage> => {
  const top = before ?? ((await executor.row(newestAuditSequence, {})) ?? 0) + 1;
  // The entries of one target lie together in an index: they need no bound
  const floor = filter.target === undefined ? Math.max(0, top - 1 - SEARCHED_AT_ONCE) : 0;
  const values = { ...filter, before: top, floor };
  const entries = await executor.rows(auditSearch(values), values);
  const last = entries.length === filter.limit ? entries.at(-1)?.sequence : undefined;
  const next = last ?? floor + 1;
  return next > 1 ? { entries, next } : { entries };
};

export const auditStore = (executor: Executor): AuditStore => ({
  list: ({ limit, before = FIRST, target }) =>
    target === undefined
      ? executor.rows(listAudit, { limit, before })
      : executor.rows(listAuditOfTarget, { limit, before, target }),
  search: (filter) => search(executor, filter),
  listAfter: (page) => executor.rows(listAuditAfter, page),
  listSeals: (page) => executor.rows(listSeals, page),
  newestSeal: () => executor.row(newestSeal, {}),
  sealBefore: (sequence) => executor.row(sealBefore, { sequence }),
});
