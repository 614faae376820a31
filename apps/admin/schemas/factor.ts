import { z } from 'zod';
import { count, epochSeconds, text } from './fields.ts';

/** Second factors of a person: nothing that proves anything has a place here. */
export const factors = z.object({
  factors: z
    .array(
      z.object({
        kind: z.enum(['totp', 'passkey']),
        id: z.string().optional(),
        name: z.string().optional(),
        createdAt: epochSeconds,
        lastUsedAt: epochSeconds.optional(),
      }),
    )
    .readonly(),
  recoveryCodes: count,
});

export const factorRemoval = z.strictObject({ id: text, factor: text.optional() });
