import { z } from 'zod';
import { epochSeconds, page, text } from './fields.ts';

const MAX_PAGE = 1000;
const sequence = z.number().int().nonnegative();

/** Newest first. A page may be short, or empty, and yet not be the last. */
export const auditFilter = z.strictObject({
  ...page.shape,
  target: text.optional(),
  action: text.optional(),
  actor: text.optional(),
  since: epochSeconds.optional(),
  until: epochSeconds.optional(),
});

export const auditExport = z.strictObject({
  after: sequence.default(0),
  limit: z.number().int().min(1).max(MAX_PAGE).default(MAX_PAGE),
});

export const auditEntry = z.object({
  sequence,
  at: epochSeconds,
  actor: z.object({
    kind: z.enum(['client', 'operator', 'user', 'system']),
    id: z.string(),
    address: z.string().optional(),
    requestId: z.string().optional(),
  }),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.unknown()).optional(),
});

const seal = z.strictObject({ sequence, hash: z.string().max(64) });

export const auditProofOptions = z.strictObject({ noted: seal.optional(), cursor: text.optional() });

export const auditProof = z.object({
  faults: z
    .array(z.object({ from: sequence, to: sequence, what: z.enum(['altered', 'missing', 'seal_missing']) }))
    .readonly(),
  proved: sequence,
  unsealed: sequence,
  head: seal.optional(),
  /** Asks for the next part: all of them together tell of the whole. */
  nextCursor: z.string().optional(),
});
