import { z } from 'zod';
import { epochSeconds, text } from './fields.ts';

const MAX_PAGE = 1000;

export const explainedRequest = z.strictObject({ requestId: text });

export const refusalFilter = z.strictObject({
  limit: z.number().int().min(1).max(MAX_PAGE).default(100),
  before: text.optional(),
  endpoint: text.optional(),
  code: text.optional(),
  clientId: text.optional(),
  address: text.optional(),
});

/** One check of a request, in the order in which they are made. */
const checkedRule = z.object({
  check: z.string(),
  rule: z.string(),
  section: z.string(),
  outcome: z.enum(['passed', 'failed', 'not_reached']),
});

export const explanation = z.object({
  id: z.string(),
  requestId: z.string(),
  at: epochSeconds,
  endpoint: z.string(),
  clientId: z.string().optional(),
  address: z.string(),
  code: z.string(),
  error: z.string(),
  description: z.string(),
  status: z.number().int(),
  section: z.string(),
  mend: z.string(),
  /** What was registered and what was sent. */
  detail: z.record(z.string(), z.unknown()).optional(),
  checks: z.array(checkedRule).readonly(),
});

/** Newest first; `next` goes into `before` of the next page. */
export const explanationPage = z.object({
  refusals: z.array(explanation).readonly(),
  next: z.string().optional(),
});
