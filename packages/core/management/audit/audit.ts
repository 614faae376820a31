import { sealAudit } from '../../audit/seal-audit.ts';
import { type AuditProof, type ProofOptions, verifyAudit } from '../../audit/verify-audit.ts';
import type { AuditFilter, StoredAuditEntry } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import { isManagementError, type ManagementError } from '../errors/management-error.ts';
import { type ListPage, type ListWish, listPage } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';

export interface ProofWish extends Pick<ProofOptions, 'noted'> {
  /** The `nextCursor` of the part before, with the same seal noted; the first part when absent. */
  readonly cursor?: string | undefined;
}

export interface ProofPart extends Omit<AuditProof, 'next'> {
  readonly nextCursor?: string | undefined;
}

/** What happened, as it was written with each change (design D8). It is read and proved; nothing changes it. */
export interface AuditManagement {
  /** Newest first. */
  search(wish: ListWish & Omit<AuditFilter, 'limit' | 'before'>): Promise<ListPage<StoredAuditEntry> | ManagementError>;
  /** Oldest first, after the sequence named: for an export. */
  listAfter(page: { readonly after: number; readonly limit: number }): Promise<readonly StoredAuditEntry[]>;
  /**
   * Seals what is not sealed yet, then proves the chain, a part at a time: together, the parts tell of the whole. The head of the
   * last is the newest seal.
   */
  verify(options: ProofWish): Promise<ProofPart | ManagementError>;
}

export const createAuditManagement = (ports: ManagementPorts): AuditManagement => ({
  search: ({ limit, cursor, ...narrowing }) =>
    listPage(ports, { name: 'audit', wish: { limit, cursor }, narrowing }, async ({ after }) => {
      const before = after === undefined ? undefined : Number(after);
      const { entries, next } = await ports.stores.audit.search({ ...narrowing, limit, before });
      return { rows: entries, next };
    }),
  listAfter: (page) => ports.stores.audit.listAfter(page),
  async verify({ noted, cursor }) {
    if (cursor === undefined) while ((await sealAudit(ports)) > 0);
    const keptSince = seconds(ports.clock) - ports.auditRetentionSeconds;
    const asked = { name: 'audit.proof', wish: { limit: 1, cursor }, narrowing: { noted } };
    const page = await listPage(ports, asked, async ({ after = 0 }) => {
      const { next, ...part } = await verifyAudit(ports, { noted, keptSince, after: Number(after) });
      return { rows: [part], next };
    });
    if (isManagementError(page)) return page;
    const [part] = page.items;
    if (part === undefined) throw new TypeError('a proof has parts');
    return { ...part, nextCursor: page.nextCursor };
  },
});
