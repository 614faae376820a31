import type { StoredAuditEntry } from '../ports/audit.ts';
import type { Digests } from '../ports/crypto.ts';

/** JSON with sorted names: one text for one value, however its members were put together. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, canonical(member)]),
  );
};

/** What the chain is made over. */
const auditLine = (entry: StoredAuditEntry): string => JSON.stringify(canonical(entry));

/** The hash of a seal: over the one before it and the entries it covers, in order. */
export const sealHash = (before: string, entries: readonly StoredAuditEntry[], digests: Digests): string =>
  digests.derive('audit', [before, ...entries.map(auditLine)].join('\n'));
