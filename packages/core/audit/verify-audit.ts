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
}

export interface ProofOptions {
  /** Entries older than this may be gone: they were kept as long as the operator wants. */
  readonly keptSince: EpochSeconds;
  /** A seal that was noted earlier, to be found again. */
  readonly noted?: { readonly sequence: number; readonly hash: string } | undefined;
  /** Told of the entries proved so far. */
  readonly onProgress?: ((proved: number) => void) | undefined;
}

const SEALS_AT_ONCE = 500;

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

/** Proves that nobody removed or altered an entry since it was sealed. */
export const verifyAudit = async (
  ports: Pick<SealPorts, 'stores' | 'digests'>,
  { keptSince, noted, onProgress }: ProofOptions,
): Promise<AuditProof> => {
  const { audit } = ports.stores;
  const faults: AuditFault[] = [];
  let proved = 0;
  let before: AuditSeal | undefined;
  let isNotedFound = noted === undefined;
  for (let from = 0; ; from = (before?.to ?? 0) + 1) {
    const seals = await audit.listSeals({ from, limit: SEALS_AT_ONCE });
    for (const seal of seals) {
      before ??= await audit.sealBefore(seal.to);
      const result = await prove(ports, seal, { before, keptSince });
      if ('what' in result) faults.push(result);
      else proved += result.proved;
      if (noted?.sequence === seal.to) isNotedFound = noted.hash === seal.hash;
      before = seal;
      onProgress?.(proved);
    }
    if (seals.length < SEALS_AT_ONCE) break;
  }
  const newest = (await audit.list({ limit: 1 }))[0]?.sequence ?? 0;
  const sealedTo = before?.to ?? 0;
  if (newest < sealedTo && faults.at(-1)?.to !== sealedTo)
    faults.push({ from: newest + 1, to: sealedTo, what: 'missing' });
  if (noted !== undefined && !isNotedFound)
    faults.push({ from: noted.sequence, to: noted.sequence, what: 'seal_missing' });
  const head = before && { sequence: before.to, hash: before.hash };
  return { faults, proved, unsealed: Math.max(0, newest - sealedTo), head };
};
