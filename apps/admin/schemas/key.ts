import { z } from 'zod';
import { epochSeconds, text } from './fields.ts';

export const rotation = z.strictObject({ algorithm: text.optional(), immediately: z.boolean().optional() });
export const keyId = z.strictObject({ kid: text });

/** A signing key as callers see it: no half of it. */
export const signingKey = z.object({
  id: z.string(),
  algorithm: z.enum(['ES256', 'EdDSA', 'RS256', 'PS256']),
  state: z.enum(['next', 'current', 'retired', 'removed', 'revoked']),
  createdAt: epochSeconds,
  activeFrom: epochSeconds,
  removeAt: epochSeconds.optional(),
  revokedAt: epochSeconds.optional(),
});
