import { sealAudit } from '../../audit/seal-audit.ts';
import { type AuditProof, type ProofOptions, verifyAudit } from '../../audit/verify-audit.ts';
import type { AuditFilter, StoredAuditEntry } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import type { ManagementError } from '../errors/management-error.ts';
import { type ListPage, type ListWish, listPage } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';

/** What happened, as it was written with each change (design D8). It is read and proved; nothing changes it. */
export interface AuditManagement {
  /** Newest first. */
  search(wish: ListWish & Omit<AuditFilter, 'limit' | 'before'>): Promise<ListPage<StoredAuditEntry> | ManagementError>;
  /** Oldest first, after the sequence named: for an export. */
  listAfter(page: { readonly after: number; readonly limit: number }): Promise<readonly StoredAuditEntry[]>;
  /** Seals what is not sealed yet, then proves the whole chain. */
  verify(options: Pick<ProofOptions, 'noted'>): Promise<AuditProof>;
}

export const createAuditManagement = (ports: ManagementPorts): AuditManagement => ({
  search: ({ limit, cursor, ...narrowing }) =>
    listPage(ports, { name: 'audit', wish: { limit, cursor }, narrowing }, async ({ after }) => {
      const before = after === undefined ? undefined : Number(after);
      const { entries, next } = await ports.stores.audit.search({ ...narrowing, limit, before });
      return { rows: entries, next };
    }),
  listAfter: (page) => ports.stores.audit.listAfter(page),
  async verify(options) {
    while ((await sealAudit(ports)) > 0);
    const keptSince = seconds(ports.clock) - ports.auditRetentionSeconds;
    return verifyAudit(ports, { ...options, keptSince });
  },
});
