import { sealAudit } from '../../audit/seal-audit.ts';
import { type AuditProof, type ProofOptions, verifyAudit } from '../../audit/verify-audit.ts';
import type { AuditFilter, AuditPage, StoredAuditEntry } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import type { ManagementPorts } from '../ports.ts';

/** What happened, as it was written with each change (design D8). It is read and proved; nothing changes it. */
export interface AuditManagement {
  search(filter: AuditFilter): Promise<AuditPage>;
  /** Oldest first, after the sequence named: for an export. */
  listAfter(page: { readonly after: number; readonly limit: number }): Promise<readonly StoredAuditEntry[]>;
  /** Seals what is not sealed yet, then proves the whole chain. */
  verify(options: Pick<ProofOptions, 'noted'>): Promise<AuditProof>;
}

export const createAuditManagement = (ports: ManagementPorts): AuditManagement => ({
  search: (filter) => ports.stores.audit.search(filter),
  listAfter: (page) => ports.stores.audit.listAfter(page),
  async verify(options) {
    while ((await sealAudit(ports)) > 0);
    const keptSince = seconds(ports.clock) - ports.auditRetentionSeconds;
    return verifyAudit(ports, { ...options, keptSince });
  },
});
