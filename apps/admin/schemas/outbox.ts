import { z } from 'zod';
import { count, epochSeconds, page, text } from './fields.ts';

export const deliveryId = z.strictObject({ id: text });

export const deliveryFilter = z
  .strictObject({ ...page.shape, kind: text.optional(), state: z.enum(['waiting', 'dead']).optional() })
  .prefault({});

/** Something that is to reach the outside: never what it says. */
export const delivery = z.object({
  id: z.string(),
  kind: z.string(),
  about: z.string().optional(),
  to: z.string().optional(),
  state: z.enum(['waiting', 'retrying', 'under_way', 'dead']),
  attempts: count,
  createdAt: epochSeconds,
  nextAttemptAt: epochSeconds.optional(),
  lastError: z.string().optional(),
  expiresAt: epochSeconds,
  removeAt: epochSeconds,
});
