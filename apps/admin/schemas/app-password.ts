import { z } from 'zod';
import { count, epochSeconds, text, texts } from './fields.ts';

export const newAppPassword = z.strictObject({
  /** Whose it is: an id, a user name or an e-mail address. */
  id: text,
  name: text,
  scopes: texts,
  ttlSeconds: count.nullish(),
});

export const appPasswordOfUser = z.strictObject({ id: text, appPassword: text });

/** An app password as callers see it: nothing of it can be presented anywhere. */
export const appPassword = z.object({
  id: z.string(),
  state: z.enum(['live', 'expired']),
  accountId: z.string(),
  name: z.string(),
  scopes: z.array(z.string()).readonly(),
  createdAt: epochSeconds,
  expiresAt: epochSeconds.optional(),
  lastUsedAt: epochSeconds.optional(),
});

/** An app password just made; `text` is shown this once. */
export const createdAppPassword = z.object({ appPassword, text: z.string() });
