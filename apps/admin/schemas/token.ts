import { z } from 'zod';
import { count, epochSeconds, page, text, texts } from './fields.ts';

export const newToken = z.strictObject({
  label: text,
  scopes: texts,
  ttlSeconds: count.optional(),
  resource: text.optional(),
});

export const tokenFilter = z.strictObject({
  ...page.shape,
  clientId: text.optional(),
  /** Whose they are: an id, a user name or an e-mail address. */
  user: text.optional(),
  ended: z.boolean().optional(),
});

const MAX_TOKEN_CHARS = 16_384;
export const tokenName = z.strictObject({ idOrToken: z.string().min(1).max(MAX_TOKEN_CHARS) });
/** Of a client, of a person, or of both; all where neither is named. */
export const tokenRevocation = z.strictObject({ clientId: text.optional(), user: text.optional() });

/** A token as callers see it: nothing of it can be presented anywhere. */
export const token = z.object({
  id: z.string(),
  state: z.enum(['live', 'expired', 'revoked']),
  format: z.enum(['opaque', 'jwt']),
  clientId: z.string(),
  subject: z.string(),
  scopes: z.array(z.string()).readonly(),
  audience: z.array(z.string()).readonly(),
  label: z.string().optional(),
  issuedAt: epochSeconds,
  expiresAt: epochSeconds,
  revokedAt: epochSeconds.optional(),
});

/** A token just made; `text` is shown this once. */
export const createdToken = z.object({ token, text: z.string(), createdScopes: z.array(z.string()).readonly() });
