import { z } from 'zod';
import { epochSeconds } from './fields.ts';

/** As many as are kept of either. */
const MAX_SPANS = 366;
const USUAL_SPANS = 24;

const amount = z.number();
const countedUpTo = z.object({ tokens: amount, sessions: amount });

/** A number as great as `countedUpTo` may be greater. */
export const figures = z.object({
  clients: amount,
  accounts: amount,
  resources: amount,
  liveTokens: amount,
  liveSessions: amount,
  countedUpTo,
});

export const wantedSeries = z.strictObject({
  span: z.enum(['hour', 'day']).default('hour'),
  /** How many hours or days, the one that is not over included. */
  count: z.number().int().min(1).max(MAX_SPANS).default(USUAL_SPANS),
});

/** Milliseconds; absent where nobody asked. */
const latency = z.object({ p50Ms: amount.optional(), p95Ms: amount.optional(), p99Ms: amount.optional() });

const point = z.object({
  at: epochSeconds,
  tokens: amount,
  signIns: amount,
  refusals: amount,
  requests: amount,
  failures: amount,
  tokenLatency: latency,
  pageLatency: latency,
  activeSessions: amount.optional(),
});

const totals = z.array(z.object({ label: z.string(), value: amount })).readonly();

export const series = z.object({
  span: z.enum(['hour', 'day']),
  from: epochSeconds,
  until: epochSeconds,
  points: z.array(point).readonly(),
  byGrant: totals,
  bySignIn: totals,
  byRefusal: totals,
});

const matter = z.object({
  kind: z.enum([
    'secret_ends',
    'key_comes',
    'key_overdue',
    'deliveries_given_up',
    'deliveries_late',
    'audit_unsealed',
    'requests_failed',
  ]),
  severity: z.enum(['notice', 'warning', 'danger']),
  subject: z.string(),
  text: z.string(),
  mend: z.string(),
  at: epochSeconds.optional(),
});

/** The worst first. */
export const attention = z.array(matter).readonly();
