import type { StoredAuditEntry } from '../ports/audit.ts';
import type { Digests } from '../ports/crypto.ts';

/** What the chain is made over: everything an entry says, in one order. The detail keeps the order in which it was stored. */
const auditLine = ({ sequence, at, actor, action, target, detail }: StoredAuditEntry): string =>
  JSON.stringify([sequence, at, actor.kind, actor.id, actor.address, actor.requestId, action, target, detail]);

/** The hash of a seal: over the one before it and the entries it covers, in order. */
export const sealHash = (before: string, entries: readonly StoredAuditEntry[], digests: Digests): string =>
  digests.derive('audit', [before, ...entries.map(auditLine)].join('\n'));
