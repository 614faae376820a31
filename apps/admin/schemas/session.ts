import { z } from 'zod';
import { epochSeconds, page, text } from './fields.ts';

/** A person by id, username or e-mail address. */
export const ofUser = z.strictObject({ user: text });

export const sessionOfUser = z.strictObject({ user: text, id: text });

export const sessionFilter = z.strictObject({ ...page.shape, user: text.optional() }).prefault({});

export const session = z.object({
  id: z.string(),
  accountId: z.string(),
  sid: z.string(),
  methods: z.array(z.string()).readonly(),
  address: z.string(),
  userAgent: z.string(),
  authenticatedAt: epochSeconds,
  createdAt: epochSeconds,
  lastSeenAt: epochSeconds,
  expiresAt: epochSeconds,
});

export const endedSessions = z.object({ ended: z.number().int() });

export const grantOfUser = z.strictObject({ user: text, clientId: text });

/** Of a person, or of a client. */
export const grantFilter = z.union([
  z.strictObject({ ...page.shape, user: text }),
  z.strictObject({ ...page.shape, clientId: text }),
]);

/** What a person has allowed one application. */
export const grant = z.object({
  accountId: z.string(),
  clientId: z.string(),
  name: z.string(),
  websiteUri: z.string().optional(),
  scopes: z.array(z.string()).readonly(),
  since: epochSeconds,
  lastUsedAt: epochSeconds.optional(),
});
