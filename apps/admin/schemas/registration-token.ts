import { z } from 'zod';
import { count, epochSeconds, text, texts } from './fields.ts';

export const newRegistrationToken = z.strictObject({
  name: text,
  scopes: texts.optional(),
  ttlSeconds: count.nullish(),
  maxUses: count.nullish(),
});

export const registrationTokenId = z.strictObject({ id: text });

/** A token as callers see it: nothing of it can be presented anywhere. */
export const registrationToken = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()).readonly(),
  createdAt: epochSeconds,
  expiresAt: epochSeconds.optional(),
  maxUses: count.optional(),
  uses: count,
});

/** A token just made; `text` is shown this once. */
export const createdRegistrationToken = z.object({
  token: registrationToken,
  text: z.string(),
  createdScopes: z.array(z.string()).readonly(),
});
