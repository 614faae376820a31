import type { StoredAuditEntry } from '../ports/audit.ts';
import type { AuditSeal } from '../ports/audit-seal.ts';
import type { EpochSeconds } from '../ports/clock.ts';
import { MAX_SEALED, type SealPorts } from './seal-audit.ts';
import { sealHash } from './seal-hash.ts';

export interface AuditFault {
  /** The entries in doubt: the first and the last. */
  readonly from: number;
  readonly to: number;
  readonly what: 'altered' | 'missing' | 'seal_missing';
}

/** What became of proving the audit. */
export interface AuditProof {
  /** Empty: nothing was removed or altered. */
  readonly faults: readonly AuditFault[];
  /** Entries that were proved. */
  readonly proved: number;
  /** Younger entries, which the next seal will cover. */
  readonly unsealed: number;
  /** The newest seal: keep it elsewhere, and a chain that was cut short shows too. */
  readonly head: { readonly sequence: number; readonly hash: string } | undefined;
  /** Where the proof goes on; absent once all of it is proved. */
  readonly next?: number | undefined;
}

export interface ProofOptions {
  /** Entries older than this may be gone: they were kept as long as the operator wants. */
  readonly keptSince: EpochSeconds;
  /** A seal that was noted earlier, to be found again. */
  readonly noted?: { readonly sequence: number; readonly hash: string } | undefined;
  /** The `next` of the part before; the chain from its beginning when absent. */
  readonly after?: number | undefined;
  /** How many seals at once. */
  readonly seals?: number | undefined;
}

/** At most so many thousand entries: some tenths of a second. */
const SEALS_AT_ONCE = 50;

/** The entries between two sequences, both included. */
const entriesOf = async ({ stores }: Pick<SealPorts, 'stores'>, { from, to }: AuditSeal) =>
  (await stores.audit.listAfter({ after: from - 1, limit: MAX_SEALED })).filter((entry) => entry.sequence <= to);

/** Whether what a seal covers may be gone in part or whole: the oldest entries leave when they were kept long enough. */
const isExpired = (seal: AuditSeal, left: readonly StoredAuditEntry[], keptSince: EpochSeconds): boolean => {
  const [first] = left;
  if (first === undefined) return seal.toAt < keptSince;
  return seal.fromAt < keptSince && left.length === seal.to - first.sequence + 1;
};

/** What one seal has to say, given the seal before it. */
const prove = async (
  ports: Pick<SealPorts, 'stores' | 'digests'>,
  seal: AuditSeal,
  { before, keptSince }: { readonly before: AuditSeal | undefined; readonly keptSince: EpochSeconds },
): Promise<AuditFault | { readonly proved: number }> => {
  const fault = (what: AuditFault['what']): AuditFault => ({ from: seal.from, to: seal.to, what });
  const entries = await entriesOf(ports, seal);
  if (entries.length < seal.to - seal.from + 1)
    return isExpired(seal, entries, keptSince) ? { proved: 0 } : fault('missing');
  // A seal from before what is kept holds the end of the chain that was let go
  if ((before?.to ?? 0) !== seal.from - 1) return fault('seal_missing');
  return sealHash(before?.hash ?? '', entries, ports.digests) === seal.hash
    ? { proved: entries.length }
    : fault('altered');
};

/** Proves that nobody removed or altered an entry since it was sealed: a part of the chain, so that each takes a bounded time. */
export const verifyAudit = async (
  ports: Pick<SealPorts, 'stores' | 'digests'>,
  { keptSince, noted, after = 0, seals: limit = SEALS_AT_ONCE }: ProofOptions,
): Promise<AuditProof> => {
  const { audit } = ports.stores;
  const faults: AuditFault[] = [];
  let proved = 0;
  let before: AuditSeal | undefined;
  let isNotedFound = false;
  const seals = await audit.listSeals({ from: after + 1, limit });
  for (const seal of seals) {
    before ??= await audit.sealBefore(seal.to);
    const result = await prove(ports, seal, { before, keptSince });
    if ('what' in result) faults.push(result);
    else proved += result.proved;
    isNotedFound ||= noted?.sequence === seal.to && noted.hash === seal.hash;
    before = seal;
  }
  const sealedTo = before?.to ?? after;
  const isLast = seals.length < limit;
  const last = before ?? (after > 0 ? await audit.newestSeal() : undefined);
  const head = last && { sequence: last.to, hash: last.hash };
  const newest = (await audit.list({ limit: 1 }))[0]?.sequence ?? 0;
  if (isLast && before !== undefined && newest < sealedTo && faults.at(-1)?.to !== sealedTo)
    faults.push({ from: newest + 1, to: sealedTo, what: 'missing' });
  const isNotedHere = noted !== undefined && noted.sequence > after && (isLast || noted.sequence <= sealedTo);
  if (isNotedHere && !isNotedFound) faults.push({ from: noted.sequence, to: noted.sequence, what: 'seal_missing' });
  const unsealed = Math.max(0, newest - sealedTo);
  return isLast ? { faults, proved, unsealed, head } : { faults, proved, unsealed, head, next: sealedTo };
};
